import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** SQLite's word for a file that somebody else holds. */
const busy = 5;

/**
 * Keeps other runners out of a data folder; the function that comes back lets them in again. SQLite locks the file
 * through the operating system, so the lock goes with the process even when that is killed.
 *
 * Throws a sentence when the folder is taken or cannot be used.
 */
export function lock(folder: string): () => void {
  makeFolder(folder);
  const file = join(folder, 'lock.sqlite');
  const database = open(file);
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    throw new Error(
      isBusy(error)
        ? `Another runner is using the data in ${folder}: stop it, or set DATA_DIR to another folder.`
        : `The lock ${file} cannot be used: remove it.`,
      { cause: error },
    );
  }
  return () => database.close();
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw unusable(folder, error);
  }
}

function open(file: string): DatabaseSync {
  try {
    return new DatabaseSync(file);
  } catch (error) {
    throw unusable(join(file, '..'), error);
  }
}

function unusable(folder: string, cause: unknown): Error {
  return new Error(`Data cannot be kept in ${folder}: set DATA_DIR to a folder that can be written to.`, {
    cause,
  });
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === busy;
}
