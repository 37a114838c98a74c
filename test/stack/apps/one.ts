/** An app of one process. */
export { first } from './first.ts';
