import type { SQSEvent } from 'aws-lambda';
import { fromMessage } from '#lib/aws/callback-message.ts';
import { table } from '#lib/aws/clients.ts';
import { clock } from '#lib/aws/clock.ts';
import { jobs } from '#lib/aws/jobs.ts';
import { log } from '#lib/aws/log.ts';
import { moves } from '#lib/aws/moves.ts';
import { recordCallbacks } from '#lib/operations/record-callbacks.ts';

const ours = log();

/** Takes what became of callbacks. */
export const handler = async ({ Records }: SQSEvent): Promise<void> => {
  const outcomes = Records.map(({ body }) => fromMessage('outcome', body)).filter((outcome) => !!outcome);
  const report = await recordCallbacks({ jobs: jobs(table()), moves: moves(table()), clock }, outcomes);
  ours.info('callback outcomes', { ...report });
};
