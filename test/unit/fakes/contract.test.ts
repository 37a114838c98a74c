import { beforeEach, describe } from 'vitest';
import { everyContract } from '#test/contract/every.contract.ts';
import type { CallbackQueueName, Subject } from '#test/contract/subject.ts';
import { fakePorts } from '#test/fakes/ports.ts';

describe('the fakes', () => {
  let subject: Subject;
  beforeEach(() => {
    subject = aFakeSubject();
  });
  everyContract(() => subject);
});

function aFakeSubject(): Subject {
  const fakes = fakePorts();
  fakes.store.withoutQueue.add('gone');
  return {
    ...fakes,
    now: fakes.clock.now,
    received: async (processID) => {
      const { messages } = fakes.store;
      const visible = messages.filter((message) => message.processID === processID && !message.delaySeconds);
      messages.splice(0, messages.length, ...messages.filter((message) => !visible.includes(message)));
      return visible.map(({ jobID }) => JSON.stringify({ jobID }));
    },
    receivedCallbacks: async (queue) => {
      const { callbacks, deadCallbacks, outcomes } = fakes.store;
      const hidden = [...fakes.store.putOff.keys()];
      const all: Readonly<Record<CallbackQueueName, readonly object[]>> = {
        callbacks: callbacks.map(({ owner, ...callback }) => ({ callback })),
        'dead-callbacks': deadCallbacks.map((callback) => ({ callback })),
        outcomes: outcomes.map((outcome) => ({ outcome })),
      };
      return all[queue]
        .map((content, at) => ({ body: JSON.stringify(content), receipt: `${queue} ${at}` }))
        .filter(({ receipt }) => !hidden.includes(receipt));
    },
    hiddenFor: async ({ receipt }) => fakes.store.putOff.get(receipt) ?? 0,
    keep: async (values) => {
      for (const [name, value] of Object.entries(values)) fakes.store.parameters.set(name, value);
    },
  };
}
