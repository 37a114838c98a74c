import { checkEnvironment } from './check-environment.ts';
import { checkGrants } from './check-grants.ts';
import type { Process } from './process.ts';
import { processPrefix } from './process-prefix.ts';

/** What a synchronous execution waits at most, in seconds: the gateway gives up after 30. */
const longestWait = 25;

/** Lambda's limit is 900 seconds; the rest is for recording that the time is up. */
const longestRun = 870;

/** A queue gives a message up that was received as often. */
const mostAttempts = 10;

/** The longest that a message can be held back, in seconds. */
const longestDelay = 900;

/** Whether the names and numbers of a definition can be kept. Returns sentences that say what to change. */
export function checkDefinition(process: Process, stage: string): readonly string[] {
  return [
    ...checkNames(process, stage),
    ...checkModes(process),
    ...checkRetry(process),
    ...checkResources(process),
    ...checkEnvironment(process),
    ...checkGrants(process),
  ];
}

function checkNames({ id, version, title, inputs, outputs }: Process, stage: string): string[] {
  const functionName = `${processPrefix(stage)}${id}`;
  return [
    /^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)
      ? ''
      : `\`id\` is ${JSON.stringify(id)}. It must be lower-case letters and digits, with single hyphens between them.`,
    functionName.length > 64
      ? `\`id\` is too long: its function would be named ${functionName}, and Lambda's names have 64 characters at most. Shorten it by ${functionName.length - 64}.`
      : '',
    version.trim() === '' ? '`version` is empty. Name one, such as 1.0.0.' : '',
    title.trim() === '' ? '`title` is empty. Say in a few words what the process does.' : '',
    Object.keys(outputs).length === 0 ? '`outputs` is empty. A process must have at least one output.' : '',
    ...Object.keys(inputs).map((name) => checkName('input', name)),
    ...Object.keys(outputs).map((name) => checkName('output', name)),
  ].filter((problem) => problem !== '');
}

/** Ids are members of JSON objects, and those of outputs stand in URLs and header fields. */
function checkName(kind: string, name: string): string {
  if (name === 'constructor' || name === 'prototype') {
    return `An ${kind} may not be called \`${name}\`. Rename it.`;
  }
  return /^[A-Za-z][\w.-]{0,99}$/.test(name)
    ? ''
    : `The ${kind} \`${name}\` must be named by letters, digits, \`_\`, \`.\` and \`-\`, a letter first, 100 characters at most.`;
}

function checkModes({ jobControlOptions, outputTransmission, resources, cache }: Process): string[] {
  const isAsync = jobControlOptions.includes('async-execute');
  const isSync = jobControlOptions.includes('sync-execute');
  return [
    isAsync || isSync ? '' : '`jobControlOptions` must have `sync-execute`, `async-execute` or both.',
    ...checkWait(jobControlOptions, { 'resources.timeout.hard': resources.timeout.hard }),
    outputTransmission.length > 0 ? '' : '`outputTransmission` must have `value`, `reference` or both.',
    cache?.ttl === undefined || (Number.isInteger(cache.ttl) && cache.ttl > 0)
      ? ''
      : `\`cache.ttl\` is ${cache.ttl} seconds. It must be a whole number of seconds, at least 1.`,
  ].filter((problem) => problem !== '');
}

/** Whether a process that nobody can run as a job ends while its client waits; `limit` by the name that it goes by. */
export function checkWait(
  jobControlOptions: Process['jobControlOptions'],
  limit: Readonly<Record<string, number>>,
): string[] {
  if (!jobControlOptions.includes('sync-execute') || jobControlOptions.includes('async-execute')) return [];
  return Object.entries(limit)
    .filter(([, hard]) => hard > longestWait)
    .map(
      ([name, hard]) =>
        `\`${name}\` is ${hard}. A process with \`sync-execute\` only has ${longestWait} seconds: lower it, or add \`async-execute\`.`,
    );
}

function checkRetry({ retry: { attempts, on, backoff }, jobControlOptions }: Process): string[] {
  const isAsked = attempts !== undefined || typeof on === 'function' || on.length > 0;
  return [
    attempts === undefined ? '' : within('retry.attempts', attempts, 1, mostAttempts, ''),
    within('retry.backoff', backoff, 1, longestDelay, ' seconds'),
    typeof on === 'object' && on.some((name) => name.trim() === '')
      ? '`retry.on` has an empty name. Names are those of errors, such as TimeoutError.'
      : '',
    isAsked && !jobControlOptions.includes('async-execute')
      ? '`retry` is for jobs, and `jobControlOptions` has no `async-execute`. Add it, or leave `retry` out.'
      : '',
  ].filter((problem) => problem !== '');
}

function within(name: string, value: number, least: number, most: number, unit: string): string {
  if (isWhole(value, least, most)) return '';
  return `\`${name}\` is ${value}. It must be a whole number from ${least} to ${most}${unit}.`;
}

function checkResources({ resources: { memory, timeout, concurrency } }: Process): string[] {
  return [
    between('resources.memory', memory, 128, 10_240, 'megabytes'),
    between('resources.timeout.hard', timeout.hard, 1, longestRun, 'seconds'),
    between('resources.timeout.soft', timeout.soft, 1, longestRun, 'seconds'),
    timeout.soft > timeout.hard
      ? `\`resources.timeout.soft\` is ${timeout.soft}, which is above \`hard\`, ${timeout.hard}. Lower it.`
      : '',
    concurrency === undefined ? '' : between('resources.concurrency', concurrency, 2, 1000, 'jobs at once'),
  ].filter((problem) => problem !== '');
}

function between(name: string, value: number, least: number, most: number, unit: string): string {
  if (isWhole(value, least, most)) return '';
  return `\`${name}\` is ${value}. Lambda can keep ${least} to ${most} ${unit}, in whole numbers.`;
}

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
