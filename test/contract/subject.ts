import { randomUUID } from 'node:crypto';
import type { Job, Submission } from '#lib/job/job.ts';
import type { OperatorPorts } from '#lib/job/operator-ports.ts';
import type { Ports } from '#lib/job/ports.ts';
import { aJob } from '#test/fakes/builders.ts';

/** What a contract is tried on: fakes or adapters. */
export interface Subject
  extends Omit<Ports, 'processes' | 'references' | 'receivers' | 'receiverRules' | 'clock' | 'health'>,
    Omit<OperatorPorts, 'deadLetters'> {
  /** The time that the ports go by, in milliseconds. */
  now(): number;
  /** Bodies of the messages sent to a process, oldest first; each is seen once. */
  received(processID: string): Promise<readonly string[]>;
  /** Bodies of the messages in one of the queues of callbacks, with the receipts that they came with; each is seen once. */
  receivedCallbacks(queue: CallbackQueueName): Promise<readonly ReceivedMessage[]>;
  /** Seconds for which the message of a callback that was put off does not come again. */
  hiddenFor(message: ReceivedMessage): Promise<number>;
  /** Keeps values of parameters, and of secrets, by the names that people give them; those of before are gone. */
  keep(values: Readonly<Record<string, string>>): Promise<void>;
}

export type CallbackQueueName = 'callbacks' | 'dead-callbacks' | 'outcomes';

export interface ReceivedMessage {
  readonly body: string;
  readonly receipt: string;
}

/** Says anew for each test where its ports are: they are not there yet when tests are declared. */
export type Open = () => Subject;

export const someInputs: Submission = { inputs: { stringInput: 'Hello' } };

/** A job that nobody else has, created now. */
export function aNewJob(subject: Subject, members: Partial<Job> = {}): Job {
  return aJob({
    jobID: randomUUID(),
    created: new Date(subject.now()).toISOString(),
    dueAt: subject.now() + 60_000,
    ...members,
  });
}

/** A job that a worker runs under a lease of a minute. */
export function aRunningJob(subject: Subject, members: Partial<Job> = {}): Job {
  return aNewJob(subject, {
    status: 'running',
    started: new Date(subject.now()).toISOString(),
    attempt: 1,
    leaseToken: 'mine',
    leaseUntil: subject.now() + 60_000,
    dueAt: subject.now() + 60_000,
    ...members,
  });
}

/** Puts a job in place as it is. */
export async function given(subject: Subject, job: Job, submission = someInputs): Promise<Job> {
  await subject.newJobs.create(job, submission);
  return job;
}
