import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Open } from './subject.ts';

export function queueContract(open: Open): void {
  describe('queue', () => {
    test("a message reaches the queue of the job's process and carries the jobID only", async () => {
      const subject = open();
      const jobID = randomUUID();

      await subject.queue.send({ jobID, processID: 'echo', owner: 'public' });

      expect(await subject.received('buffer')).toEqual([]);
      expect(await subject.received('echo')).toEqual([JSON.stringify({ jobID })]);
    });

    test('a process without a queue is told from one with', async () => {
      const { queue } = open();
      const message = { jobID: randomUUID(), owner: 'public' };

      expect(await queue.send({ ...message, processID: 'gone' })).toBe(false);
      expect(await queue.send({ ...message, processID: 'buffer' })).toBe(true);
    });

    test('a process sends to its own queue, and for later', async () => {
      const subject = open();
      await subject.received('buffer');
      const message = { jobID: randomUUID(), processID: 'buffer', owner: 'public', delaySeconds: 900 };

      expect(await subject.ownQueue.send(message)).toBe(true);
      expect(await subject.received('buffer')).toEqual([]);

      await subject.ownQueue.send({ ...message, delaySeconds: 0 });
      expect(await subject.received('buffer')).toEqual([JSON.stringify({ jobID: message.jobID })]);
    });
  });
}
