import * as z from 'zod';
import { waits as define } from './waits.ts';

/** A new version that takes the same inputs. */
export const waits = define('1.1.0', z.string().max(100));
export { stays } from './stays.ts';
