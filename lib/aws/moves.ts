import type { Ports } from '#lib/job/ports.ts';
import { moveAlone } from './move-alone.ts';
import type { Table } from './table.ts';

export const moves = (table: Table): Ports['moves'] => ({
  move: (jobID, name, move) => moveAlone(table, jobID, name, move),
});
