import { ConditionalCheckFailedException, DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { Ports } from '#lib/job/ports.ts';
import { number, text } from './attributes.ts';
import { flightKey } from './keys.ts';
import { readItem, type Table } from './table.ts';
import { layout } from './table-layout.ts';

const names = { '#token': 'token', '#until': 'until' };

export const flights = (table: Table): Ports['flights'] => ({
  async take(key, token, { now, until }) {
    const put = new PutItemCommand({
      TableName: table.name,
      Item: {
        ...flightKey(key),
        token: text(token),
        until: number(until),
        [layout.expiry]: number(Math.ceil(until / 1000)),
      },
      ConditionExpression: 'attribute_not_exists(#key) OR #until <= :now OR #token = :token',
      ExpressionAttributeNames: { ...names, '#key': layout.partitionKey },
      ExpressionAttributeValues: { ':now': number(now), ':token': text(token) },
    });
    return holds(() => table.client.send(put));
  },

  async held(key, now) {
    const item = await readItem(table, flightKey(key));
    return item !== undefined && Number(item.until?.N) > now;
  },

  async release(key, token) {
    const remove = new DeleteItemCommand({
      TableName: table.name,
      Key: flightKey(key),
      ConditionExpression: '#token = :token',
      ExpressionAttributeNames: { '#token': 'token' },
      ExpressionAttributeValues: { ':token': text(token) },
    });
    await holds(() => table.client.send(remove));
  },
});

/** Whether the condition of a write held. */
async function holds(write: () => Promise<unknown>): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
