import type { Ports } from '#lib/job/ports.ts';
import type { Fakes } from '#test/fakes/ports.ts';
import type { Role } from './actor.ts';
import type { FunctionPorts } from './functions.ts';
import type { Settings } from './settings.ts';

/** Something left out of the protocol, to see whether the simulator misses it. */
export interface Mutation {
  /** What the table, the queue and the bucket do otherwise. */
  readonly beneath?: (fakes: Fakes) => Partial<Ports>;
  /** What a function does otherwise with what it asks of them. */
  readonly above?: (role: Role, ports: FunctionPorts) => FunctionPorts;
  readonly settings?: Partial<Settings>;
  readonly withoutSweeper?: true;
}
