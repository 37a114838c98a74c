import type { Ports } from '#lib/job/ports.ts';
import type { Store } from './store.ts';
import type { Script } from './world.ts';

/** The queues of callbacks and the receivers: recorded, and answered from the script. */
export function fakeCallbacks(
  store: Store,
  script: Script,
): Pick<Ports, 'callbacks' | 'receiverRules' | 'receivers' | 'undelivered' | 'callbackOutcomes'> {
  return {
    callbacks: {
      send: async (callback, owner) => {
        await script.sendCallback(callback);
        store.callbacks.push({ ...callback, owner });
      },
    },
    receiverRules: {
      objection: (url) => {
        const protocol = URL.parse(url)?.protocol;
        if (protocol === undefined) return 'is not an absolute URL';
        return protocol === 'https:' ? undefined : 'is not https';
      },
    },
    receivers: {
      post: async (url, request) => {
        store.posted.push({ url, ...request });
        return script.post({ url, ...request });
      },
    },
    undelivered: {
      putOff: async (receipt, seconds) => {
        store.putOff.set(receipt, seconds);
      },
      giveUp: async (callback) => {
        store.deadCallbacks.push(callback);
      },
    },
    callbackOutcomes: {
      report: async (outcome) => {
        await script.report(outcome);
        store.outcomes.push(structuredClone(outcome));
      },
    },
  };
}
