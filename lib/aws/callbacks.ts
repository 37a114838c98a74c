import type { Ports } from '#lib/job/ports.ts';
import { toMessage } from './callback-message.ts';

/** What sends to one queue. */
export interface Sender {
  /** A message's group is the owner, so that no owner's backlog holds up another's. */
  send(body: string, owner: string): Promise<void>;
}

/** Opens it on first use: few executions have a subscriber. */
export type OpenSender = () => Promise<Sender>;

export const callbacks = (open: OpenSender): Ports['callbacks'] => ({
  send: async (callback, owner) => (await open()).send(toMessage('callback', callback), owner),
});
