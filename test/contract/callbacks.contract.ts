import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Callback } from '#lib/job/callback.ts';
import type { Open } from './subject.ts';

function aCallback(): Callback {
  const jobID = randomUUID();
  const url = 'https://example.org/done';
  return { id: `${jobID}-success`, jobID, event: 'successUri', url, body: '{"echo":"é"}' };
}

export function callbacksContract(open: Open): void {
  describe('callbacks', () => {
    test('a callback that is sent comes as it is, and names no job of which it could be the message', async () => {
      const subject = open();
      const callback = aCallback();

      await subject.callbacks.send(callback, 'public');

      const [message] = await subject.receivedCallbacks('callbacks');
      expect(JSON.parse(message?.body ?? '')).toEqual({ callback });
    });

    test('a callback that is put off is hidden until then', async () => {
      const subject = open();
      await subject.callbacks.send(aCallback(), 'public');
      const [message = { body: '', receipt: '' }] = await subject.receivedCallbacks('callbacks');

      await subject.undelivered.putOff(message.receipt, 43_000);

      expect(await subject.receivedCallbacks('callbacks')).toEqual([]);
      expect(await subject.hiddenFor(message)).toBeGreaterThan(42_000);
    });

    test('a callback that is given up is among the dead letters, from where it can be sent again', async () => {
      const subject = open();
      const callback = aCallback();

      await subject.undelivered.giveUp(callback);

      const [message] = await subject.receivedCallbacks('dead-callbacks');
      expect(JSON.parse(message?.body ?? '')).toEqual({ callback });
    });

    test('an outcome that is reported comes as it is, and names no job of which it could be the message', async () => {
      const subject = open();
      const updated = new Date(subject.now()).toISOString();
      const delivery = { event: 'failedUri', status: 'waiting', attempts: 1, updated } as const;
      const outcome = { jobID: randomUUID(), delivery };

      await subject.callbackOutcomes.report(outcome);

      const [message] = await subject.receivedCallbacks('outcomes');
      expect(JSON.parse(message?.body ?? '')).toEqual({ outcome });
    });
  });
}
