/** What the runner of the kill rounds offers. */
export { witness } from './kill-witness.ts';
