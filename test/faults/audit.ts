import type { Answer } from '#lib/ogc/answer.ts';
import { Exception, type ExceptionCode } from '#lib/ogc/exception.ts';
import type { Status } from '#lib/ogc/status-info.ts';
import { dismiss } from '#lib/operations/dismiss.ts';
import { getJobs } from '#lib/operations/get-jobs.ts';
import { getResult } from '#lib/operations/get-result.ts';
import { getStatus } from '#lib/operations/get-status.ts';
import { jobRequest } from './clients.ts';
import type { World } from './world.ts';

const day = 86_400_000;
const pages = { byDefault: 10, maximum: 1000 };

/** Asks for every job once all is quiet: as its owner, as another, and when its time is over. */
export async function audit(world: World): Promise<void> {
  const { watch, timeline, fakes, settings, counts } = world;
  for (const [jobID, owner] of watch.acknowledged()) {
    const job = fakes.store.jobs.get(jobID);
    if (!job) {
      watch.fail('I1', `${jobID} is not there any more.`);
      continue;
    }
    counts.add(job.status);
    const own = jobRequest(jobID, owner);
    const expected = expectations[job.status];
    const status = await outcome(getStatus(world.ports, own));
    if (!expected.status.includes(status)) watch.fail('I2', `The ${job.status} ${jobID} says ${status}.`);
    const results = await outcome(getResult(world.ports, own));
    if (!expected.results.includes(results)) watch.fail('I4', `The ${job.status} ${jobID} gives ${results}.`);

    const strange = jobRequest(jobID, 'eve');
    for (const operation of [getStatus, dismiss]) {
      const told = await outcome(operation(world.ports, strange));
      if (told !== 'no-such-job') watch.fail('I8', `${operation.name} of ${jobID} by another gives ${told}.`);
    }
    if (fakes.store.jobs.get(jobID)?.status !== job.status) watch.fail('I8', `Another dismissed ${jobID}.`);
  }
  if (watch.acknowledged().size > 0) {
    const { body } = await getJobs(world.ports, jobRequest('', 'eve'), pages);
    if (body && 'json' in body && JSON.stringify(body.json).includes('"jobID"')) {
      watch.fail('I8', 'Another sees jobs in the list.');
    }
  }

  expectOnce(world);
  expectTold(world);

  // Nothing was ever deleted for its age, and yet nothing may be seen of it any more.
  timeline.advance((settings.retentionDays + 1) * day);
  for (const [jobID, owner] of watch.acknowledged()) {
    const told = await outcome(getStatus(world.ports, jobRequest(jobID, owner)));
    if (told !== 'no-such-job') watch.fail('I1', `${jobID} has expired, and gives ${told}.`);
  }
}

/** Every end that somebody wanted to hear of was told to them, and to nobody else, unless the job was dismissed before. */
function expectTold({ watch, fakes }: World): void {
  const told = watch.told();
  for (const [jobID, receiver] of watch.receivers()) {
    const { status } = fakes.store.jobs.get(jobID) ?? {};
    const ends = new Set(watch.versions(jobID).map(({ job }) => job?.status));
    for (const [id, end] of [
      [`${jobID}-success`, 'successful'],
      [`${jobID}-failed`, 'failed'],
    ] as const) {
      const url = told.get(id);
      if (status === end && url === undefined) watch.fail('I9', `${jobID} is ${end}, and nobody was told.`);
      if (url !== undefined && url !== receiver) watch.fail('I9', `${id} was told to ${url}.`);
      if (url !== undefined && !ends.has(end)) watch.fail('I9', `${id} was told, and never so.`);
    }
  }
}

/** Where functions died and nothing else went wrong, only deaths and dismissals make anybody compute the same again. */
function expectOnce({ watch, chance, killed, fakes }: World): void {
  const dismissed = [...fakes.store.jobs.values()].filter(({ status }) => status === 'dismissed').length;
  for (const [key, times] of watch.computed()) {
    if (chance.onlyCrashes() && times > 1 + killed + dismissed) {
      watch.fail('I7', `${key} was computed ${times} times, though ${killed} functions died.`);
    }
  }
}

const expectations: Readonly<Record<Status, Expected>> = {
  successful: { status: ['successful'], results: ['results'] },
  failed: { status: ['failed'], results: ['job-failed'] },
  dismissed: { status: ['dismissed', 'gone'], results: ['gone'] },
  accepted: { status: [], results: [] },
  running: { status: [], results: [] },
};

interface Expected {
  readonly status: readonly Outcome[];
  readonly results: readonly Outcome[];
}

type Outcome = ExceptionCode | 'results' | string;

async function outcome(answer: Promise<Answer>): Promise<Outcome> {
  try {
    const { body } = await answer;
    const json = body && 'json' in body ? body.json : undefined;
    return typeof json === 'object' && json !== null && 'status' in json ? String(json.status) : 'results';
  } catch (error) {
    return error instanceof Exception ? error.code : String(error);
  }
}
