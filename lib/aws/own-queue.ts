import type { Ports } from '#lib/job/ports.ts';

/** Opens what sends to queues on first use: few jobs are sent again by their own process. */
export type QueueOnFirstUse = () => Promise<Ports['queue']>;

export const ownQueue = (open: QueueOnFirstUse): Ports['ownQueue'] => ({
  send: async (message) => (await open()).send(message),
});
