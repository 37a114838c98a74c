import { Logger } from '@aws-lambda-powertools/logger';
import type { Log } from '#lib/process/process.ts';

/** A function's log. `facts` stand in every entry, such as the jobID. */
export function log(facts: Readonly<Record<string, unknown>> = {}): Log {
  const logger = new Logger({ persistentKeys: { ...facts } });
  return {
    debug: (message, more = {}) => logger.debug(message, more),
    info: (message, more = {}) => logger.info(message, more),
    warn: (message, more = {}) => logger.warn(message, more),
    error: (message, more = {}) => logger.error(message, more),
  };
}
