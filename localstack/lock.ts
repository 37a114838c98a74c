import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * Keeps other runners out of a data folder; the function that comes back lets them in again. SQLite locks the file
 * through the operating system, so the lock goes with the process even when that is killed.
 */
export function lock(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const database = new DatabaseSync(join(folder, 'lock.sqlite'));
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch {
    database.close();
    throw new Error(
      `Another runner is using the data in ${folder}: stop it, or set DATA_DIR to another folder.`,
    );
  }
  return () => database.close();
}
