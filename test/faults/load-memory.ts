import { readFileSync } from 'node:fs';
import type { Command } from '#test/local/setup/command.ts';
import { kinds, targetsOf } from './kill-targets.ts';

/** Megabytes that are resident: of the runner, and on average of each kind of process that it has started. */
export function memoryOf(runner: Command): Readonly<Record<string, number>> {
  const targets = { ...targetsOf(runner), runner: [runner.pid] };
  return Object.fromEntries(
    kinds.flatMap((kind) => {
      const sizes = targets[kind].map(residentOf).filter((size) => size > 0);
      const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
      return sizes.length > 0 ? [[kind, Math.round(mean)]] : [];
    }),
  );
}

/** 0 where the process has gone. */
function residentOf(pid: number): number {
  try {
    const [, kilobytes = '0'] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes) / 1024;
  } catch {
    return 0;
  }
}
