import { format } from 'node:util';
import type { Log } from './process.ts';
import { cut, show } from './show.ts';
import type { LogEntry } from './thread-messages.ts';
import { findUnfit } from './unfit-value.ts';
import { weighsLess } from './weight.ts';

type Level = LogEntry['level'];

const levels = ['debug', 'info', 'warn', 'error'] as const;

/** Entries of one run; an endless loop that logs must not fill the operator's log. */
export const entryLimit = 10_000;

/** Characters of a message, and of all facts of an entry. */
export const entryLength = 10_000;

/** The log of one run. What is said can always be handed to another thread. */
export function threadLog(send: (entry: LogEntry) => void, jobID?: string): Log {
  let entries = 0;
  const write = (level: Level) => (message: string, facts?: Readonly<Record<string, unknown>>) => {
    entries += 1;
    if (entries > entryLimit) return;
    const entry =
      entries < entryLimit
        ? { level, message: cut(String(message), entryLength), ...(facts && { facts: toPlain(facts) }) }
        : { level: 'warn' as const, message: 'Further entries of this run are left out' };
    send(jobID === undefined ? entry : { ...entry, jobID });
  };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

/** Sends what the author writes to the console to the log that `current` gives. */
export function captureConsole(current: () => Log): void {
  for (const level of levels) {
    console[level] = (...values: unknown[]) => current()[level](toText(values));
  }
  console.log = console.info;
  console.trace = console.debug;
}

function toText(values: readonly unknown[]): string {
  try {
    return format(...values);
  } catch {
    return values.map(show).join(' ');
  }
}

/** What JSON can carry as it is, everything else as text: functions, proxies and circular values do no harm. */
function toPlain(facts: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  try {
    const plain = Object.entries(facts).map(([name, value]) => [
      name,
      findUnfit(value) ? show(value) : JSON.parse(JSON.stringify(value)),
    ]);
    const all: Readonly<Record<string, unknown>> = Object.fromEntries(plain);
    return weighsLess(all, entryLength) ? all : { facts: cut(JSON.stringify(all), entryLength) };
  } catch {
    return { facts: show(facts) };
  }
}
