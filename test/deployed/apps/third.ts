import * as z from 'zod';
import { waits as define } from './waits.ts';

/** One that does not take what the others took. */
export const waits = define('2.0.0', z.string().min(20).max(100));
export { stays } from './stays.ts';
