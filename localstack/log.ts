import { createWriteStream, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Levels by severity, as the functions' logger names them; `silent` shows nothing. */
const levels: readonly string[] = ['debug', 'info', 'warn', 'error', 'silent'];

/** Bytes beyond which the log is put aside at the next start. */
const sizeLimit = 20e6;

export interface Log {
  /** Takes one line that a function printed. */
  line(name: string, line: string): void;
  /** Path of the file. */
  readonly file: string;
  close(): void;
}

/**
 * Keeps everything that functions print in `functions.log`, and shows on stderr what a developer should see: what
 * they print themselves, and records of the logger from `level` on.
 */
export function openLog(folder: string, level: string): Log {
  const threshold = levels.indexOf(level.toLowerCase());
  if (threshold < 0) {
    throw new Error(`LOG is ${JSON.stringify(level)}, and must be one of ${levels.join(', ')}.`);
  }
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'functions.log');
  if (existsSync(path) && statSync(path).size > sizeLimit) {
    renameSync(path, join(folder, 'functions.old.log'));
  }
  const file = createWriteStream(path, { flags: 'a' });
  file.on('error', () => {});
  return {
    line: (name, line) => {
      file.write(`${new Date().toISOString()} ${name} ${line}\n`);
      if (severity(line) >= threshold) process.stderr.write(`${name}: ${line}\n`);
    },
    file: path,
    close: () => file.end(),
  };
}

/** Of a record of the logger its level; anything else is the developer's own and counts as an error. */
function severity(line: string): number {
  const level = /^\{.*"level":"(\w+)"/.exec(line)?.[1]?.toLowerCase() ?? '';
  return levels.includes(level) ? levels.indexOf(level) : levels.indexOf('error');
}
