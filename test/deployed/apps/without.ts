/** Without the process that was there. */
export { stays } from './stays.ts';
