import { relations } from '#lib/ogc/relations.ts';
import type { Status } from '#lib/ogc/status-info.ts';
import type { Seen } from './clients.ts';
import type { Client } from './schedule.ts';
import type { World } from './world.ts';

/** Checks of what clients are told against what the table held while they waited. */

/** The job that the client was told of, if it was. */
export function checkExecution({ watch }: World, { process, ends }: Client, seen: Seen): string | undefined {
  const { answer, status } = seen;
  if (answer === undefined) return undefined;
  const monitor = answer.links?.find(({ rel }) => rel === relations.monitor)?.href;
  const jobID = monitor?.slice(monitor.lastIndexOf('/') + 1);
  if (status === 201) {
    if (process === 'now') watch.fail('code', `${process} became a job.`);
    return jobID ?? jobIDOf(answer.body);
  }
  if (ends === 'fails' && process !== 'cached') {
    watch.fail('I4', `${process} failed, and was answered ${status}.`);
  }
  return jobID;
}

export function checkStatus(world: World, jobID: string, seen: Seen): void {
  const { watch } = world;
  const held = statusesWhile(world, jobID, seen);
  if (seen.code === 'no-such-job') watch.fail('I1', `GET of ${jobID} was answered 404.`);
  if (seen.code === 'gone' && !held.has('dismissed')) {
    watch.fail('I2', `${jobID} is gone, but was ${list(held)}.`);
  }
  const told = statusOf(seen.answer?.body);
  if (told !== undefined && !held.has(told)) watch.fail('I2', `${jobID} is ${told}, but was ${list(held)}.`);
}

export function checkResults(world: World, jobID: string, seen: Seen): void {
  const { watch } = world;
  const held = statusesWhile(world, jobID, seen);
  const must = (status: Status, told: string) => {
    if (!held.has(status)) watch.fail('I4', `Results of ${jobID} ${told}, but it was ${list(held)}.`);
  };
  if (seen.answer) must('successful', 'were given');
  else if (seen.code === 'gone') must('dismissed', 'are gone');
  else if (seen.code === 'job-failed') must('failed', 'are a failure');
  else if (seen.code === 'no-such-job') watch.fail('I1', `Results of ${jobID} were answered 404.`);
  else if (seen.code === 'result-not-ready' && !held.has('accepted') && !held.has('running')) {
    watch.fail('I4', `Results of ${jobID} are not ready, but it was ${list(held)}.`);
  }
}

export function checkDeletion(world: World, jobID: string, seen: Seen): void {
  const { watch } = world;
  const held = statusesWhile(world, jobID, seen);
  const last = watch.versions(jobID).at(-1)?.job;
  if (seen.answer && last?.status !== 'dismissed') {
    watch.fail('I6', `DELETE of ${jobID} was answered 200, but it is ${last?.status}.`);
  }
  if (seen.code === 'gone' && !held.has('dismissed')) {
    watch.fail('I6', `DELETE of ${jobID} was answered 410, but it was ${list(held)}.`);
  }
  if (seen.code === 'no-such-job') watch.fail('I1', `DELETE of ${jobID} was answered 404.`);
}

/** Every status that the record had between the request and its answer. */
function statusesWhile({ watch }: World, jobID: string, { sent, at }: Seen): ReadonlySet<Status> {
  const statuses = new Set<Status>();
  const versions = watch.versions(jobID);
  for (const [index, { at: from, job }] of versions.entries()) {
    const until = versions[index + 1]?.at ?? Infinity;
    if (job && from <= at && until >= sent) statuses.add(job.status);
  }
  return statuses;
}

const list = (statuses: ReadonlySet<Status>) => [...statuses].join(', ') || 'not there';

function statusOf(body: NonNullable<Seen['answer']>['body']): Status | undefined {
  return body && 'json' in body ? infoOf(body.json).status : undefined;
}

function jobIDOf(body: NonNullable<Seen['answer']>['body']): string | undefined {
  return body && 'json' in body ? infoOf(body.json).jobID : undefined;
}

/** A statusInfo, of which answers only say that it is JSON. */
function infoOf(json: unknown): { readonly jobID?: string; readonly status?: Status } {
  return typeof json === 'object' && json !== null ? json : {};
}
