import * as z from 'zod';
import { waits as define } from './waits.ts';

/** As it was. */
export const waits = define('1.0.0', z.string().max(100));
export { stays } from './stays.ts';
