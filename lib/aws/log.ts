import { Logger } from '@aws-lambda-powertools/logger';
import type { Log } from '#lib/process/process.ts';
import type { LogEntry } from '#lib/process/thread-messages.ts';

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

/** Takes what the author's code says, with the jobID where a job runs it. */
export function toLog(log: Log): (entry: LogEntry) => void {
  return ({ level, message, facts, jobID }) => log[level](message, { ...facts, ...(jobID && { jobID }) });
}
