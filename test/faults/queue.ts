import type { Ports } from '#lib/job/ports.ts';
import { failDeadLetters } from '#lib/operations/fail-dead-letters.ts';
import { runJob } from '#lib/operations/run-job.ts';
import type { Trouble } from './faults.ts';
import { invoked } from './functions.ts';
import { ownProcess } from './processes.ts';
import { visibilityOf } from './settings.ts';
import type { World } from './world.ts';

/** The queues of the processes and the dead-letter queue: at least once, in no order, with what feeds functions from them. */
export interface MessageQueue {
  put(sent: Parameters<Ports['queue']['send']>[0]): void;
  /** Whether a message of this job waits, is being worked on or is a dead letter. */
  holds(jobID: string): boolean;
}

interface Message {
  readonly jobID: string;
  readonly processID: string;
  received: number;
  done: boolean;
}

export function aQueue(world: () => World): MessageQueue {
  const messages: Message[] = [];
  return {
    put({ jobID, processID, delaySeconds = 0 }) {
      const message = { jobID, processID, received: 0, done: false };
      messages.push(message);
      deliverLater(message, delaySeconds * 1000);
    },
    holds: (jobID) => messages.some((message) => message.jobID === jobID && !message.done),
  };

  function deliverLater(message: Message, milliseconds: number): void {
    const { timeline, chance } = world();
    timeline.after(milliseconds + chance.latency(), () => deliver(message));
  }

  function deliver(message: Message): void {
    const { chance, log } = world();
    if (message.done) return;
    const trouble = chance.next();
    if (trouble) chance.happened(nameOf(trouble));
    log('queue', `message of ${message.jobID}, received ${message.received} times`, trouble?.kind);
    if (!trouble) receive(message);
    else if (isThrottled(trouble)) {
      message.received++;
      deliverLater(message, visibilityOf('worker'));
    } else if (isDoubled(trouble)) {
      receive(message);
      receive(message);
    } else deliverLater(message, trouble.seconds * 1000);
  }

  function receive(message: Message): void {
    message.received++;
    if (message.received > world().schedule.maxReceives) {
      toDeadLetters(message);
      return;
    }
    deliverLater(message, visibilityOf('worker'));
    const { jobID, processID } = message;
    const { settings } = world();
    invoked(world(), 'worker', (ports, actor) =>
      runJob(ports, ownProcess(world(), actor, processID), jobID, settings),
    ).then(
      () => remove(message),
      () => {},
    );
  }

  function toDeadLetters(message: Message): void {
    const { timeline, counts } = world();
    counts.add('dead letters');
    timeline.after(visibilityOf('dead-letters'), () => {
      if (!message.done) toDeadLetters(message);
    });
    invoked(world(), 'dead-letters', (ports) => failDeadLetters(ports, [message.jobID])).then(
      () => remove(message),
      () => {},
    );
  }

  /** A message whose removal is lost comes again. */
  function remove(message: Message): void {
    const { chance } = world();
    const trouble = chance.next();
    if (trouble) chance.happened('message not removed');
    else message.done = true;
  }
}

function nameOf(trouble: Trouble): string {
  return `message ${isThrottled(trouble) ? 'refused' : isDoubled(trouble) ? 'doubled' : 'late'}`;
}

/** The function had no room, so that the message comes again once it is no longer hidden. */
function isThrottled({ kind }: Trouble): boolean {
  return kind === 'throttle' || kind === 'fail before' || kind === 'crash before';
}

function isDoubled({ kind }: Trouble): boolean {
  return kind === 'twice' || kind === 'fail after' || kind === 'crash after';
}
