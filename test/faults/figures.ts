import type { Counts } from './counts.ts';

/** What was done, for people: runs, steps, faults by kind, jobs and how they ended. */
export function figures(counts: Counts, seconds: number): string {
  const schedules = counts.of('schedules');
  const line = (title: string, names: readonly string[]) =>
    `${title}: ${names.map((name) => `${name} ${shown(counts.of(name))}`).join(', ')}`;
  const faults = counts.entries().filter(([name]) => name.startsWith('fault: '));
  const all = faults.reduce((sum, [, count]) => sum + count, 0);
  return [
    `${shown(schedules)} schedules in ${seconds.toFixed(1)} s, ${Math.round(schedules / seconds)} a second`,
    line('work', ['steps', 'points', 'functions', 'runs of code', 'jobs']),
    line('ended', ['successful', 'failed', 'dismissed']),
    `faults: ${shown(all)}: ${faults.map(([name, count]) => `${name.slice(7)} ${shown(count)}`).join(', ')}`,
    line('besides', ['dead letters', 'time-outs']),
  ].join('\n');
}

const shown = (count: number) => count.toLocaleString('en');
