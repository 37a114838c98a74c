import type { Callback, CallbackOutcome } from '#lib/job/callback.ts';
import { recordCallback } from '#lib/operations/record-callback.ts';
import { sendCallback } from '#lib/operations/send-callback.ts';
import { invoked } from './functions.ts';
import { visibilityOf } from './settings.ts';
import type { World } from './world.ts';

/** The queues of callbacks and of their outcomes, with what feeds functions from them. */
export interface CallbackQueue {
  put(callback: Callback): void;
  report(outcome: CallbackOutcome): void;
}

/** Seconds, as a deployment has them. */
const retries = [60, 300, 1800, 7200, 21_600, 54_000];

export function aCallbackQueue(world: () => World): CallbackQueue {
  let receipts = 0;
  return {
    put(callback) {
      const message = {
        callback,
        receipt: `receipt ${++receipts}`,
        received: 0,
        sent: world().timeline.now(),
      };
      later(0, () => deliver(message));
    },
    report(outcome) {
      later(0, () => record(outcome));
    },
  };

  function later(milliseconds: number, act: () => void): void {
    const { timeline, chance } = world();
    timeline.after(milliseconds + chance.latency(), act);
  }

  function deliver(
    message: Omit<Parameters<typeof sendCallback>[1], 'receipt'> & { readonly receipt: string },
  ): void {
    const { fakes } = world();
    const received = { ...message, received: message.received + 1 };
    const again = (milliseconds: number) => later(milliseconds, () => deliver(received));
    fakes.store.putOff.delete(message.receipt);
    invoked(world(), 'callback', (ports) =>
      sendCallback({ ...ports, secrets: async () => [secret] }, received, { retries }),
    ).then(
      () => {
        const seconds = fakes.store.putOff.get(message.receipt);
        if (seconds !== undefined) again(seconds * 1000);
        else if (world().chance.next()) {
          world().chance.happened('message not removed');
          again(visibilityOf('callback'));
        }
      },
      () => again(visibilityOf('callback')),
    );
  }

  function record(outcome: CallbackOutcome): void {
    invoked(world(), 'record', (ports) => recordCallback(ports, outcome)).catch(() =>
      later(visibilityOf('record'), () => record(outcome)),
    );
  }
}

const secret = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
