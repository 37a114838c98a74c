/** Processes for tests: some misbehave on purpose, the others show what a test wants to see. Never in the default app. */
export { circular, notANumber, nothing, wrongType } from './answering.ts';
export { count, countBriefly, double, square } from './cached.ts';
export { exits, hungry, killed } from './dying.ts';
export { onlyAsync, onlySync } from './modes.ts';
export { large, longText, many } from './outputs.ts';
export { deaf, endless, unsettled } from './stuck.ts';
export { busy, refuses, rejects, throws } from './throwing.ts';
export { patient, slow, wildProgress } from './waiting.ts';
export { withReference } from './with-reference.ts';
