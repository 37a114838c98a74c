import type { SQSEvent } from 'aws-lambda';
import { callbackHandler } from '#lib/aws/callback-handler.ts';
import { callbackOutcomes } from '#lib/aws/callback-outcomes.ts';
import { callbackOutcomeQueue, parameterStore, undeliveredQueues } from '#lib/aws/clients.ts';
import { clock } from '#lib/aws/clock.ts';
import { log } from '#lib/aws/log.ts';
import { parameters } from '#lib/aws/parameters.ts';
import { undelivered } from '#lib/aws/undelivered.ts';
import { environment } from '#lib/environment.ts';
import { callbackSecrets } from '#lib/operations/callback-secrets.ts';
import { sendCallback } from '#lib/operations/send-callback.ts';
import { receivers } from '#lib/outgoing/receivers.ts';
import { callbackRules } from './told/callback-rules.ts';

const ours = log();
const secretsIn = callbackSecrets({ parameters: parameters(parameterStore), clock, log: ours });

/** Makes callbacks; may touch nothing but queues. */
export const handler = (event: SQSEvent) => {
  const told = environment('STAGE', 'CALLBACK_SECRET', 'CALLBACK_RETRIES', 'CALLBACK_TIMEOUT');
  const ports = {
    callbackOutcomes: callbackOutcomes(callbackOutcomeQueue()),
    clock,
    log: ours,
    receivers: receivers({ timeout: told.CALLBACK_TIMEOUT, ...callbackRules() }),
    secrets: () => secretsIn(told.CALLBACK_SECRET),
    undelivered: undelivered(undeliveredQueues()),
  };
  const settings = { retries: told.CALLBACK_RETRIES };
  const send = callbackHandler({
    send: (received) => sendCallback(ports, received, settings),
    log: ours,
    stage: told.STAGE,
  });
  return send(event);
};
