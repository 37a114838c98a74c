/** The same app with one process more. */
export { first } from './first.ts';
export { second } from './second.ts';
