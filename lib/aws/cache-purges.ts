import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { OperatorPorts } from '#lib/job/operator-ports.ts';
import { number, text } from './attributes.ts';
import { purgeKey } from './keys.ts';
import type { Table } from './table.ts';
import { layout } from './table-layout.ts';

/** Seconds: no entry of before lasts longer, because a cache lifetime is a year at most. */
const keep = 366 * 86_400;

export const cachePurges = (table: Table): OperatorPorts['cachePurges'] => ({
  async purge(processID, now) {
    const item = {
      ...purgeKey(processID),
      purgedAt: text(new Date(now).toISOString()),
      [layout.expiry]: number(Math.floor(now / 1000) + keep),
    };
    await table.client.send(new PutItemCommand({ TableName: table.name, Item: item }));
  },
});
