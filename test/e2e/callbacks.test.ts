import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Receiver, receive } from './callback-receiver.ts';
import { api, misbehaving } from './client.ts';
import type { Client } from './http-client.ts';

const host = inject('callbackHost');

/** What a job's status says of its callbacks, as soon as that is so. */
async function told(
  client: Client,
  job: string,
  event: string,
  status: string,
): Promise<Readonly<Record<string, unknown>>> {
  for (const late = Date.now() + 60_000; Date.now() < late; ) {
    const { callbacks = {} } = await client.json(job);
    const found = (callbacks as Record<string, { status: string }>)[event];
    if (found?.status === status) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`The status of ${job} does not say that ${event} is ${status}.`);
}

describe.skipIf(host === '')('/req/callback/job-callback', () => {
  let receiver: Receiver;
  beforeAll(async () => {
    receiver = await receive(host, {
      late: [503, 0, 200],
      down: [500],
      gone: [410],
      redirects: [302],
    });
  });
  afterAll(() => receiver[Symbol.asyncDispose]());

  it('S32: tells of success with the results, once', async () => {
    const successUri = receiver.urlOf('success');
    const failedUri = receiver.urlOf('never');
    const job = await api.submit('echo', {
      inputs: { stringInput: 'é', doubleInput: 1.5 },
      subscriber: { successUri, failedUri },
    });

    const { headers, body } = await receiver.first('success');
    const status = await told(api, job, 'successUri', 'delivered');
    expect(JSON.parse(body)).toEqual({ stringInput: 'é', doubleInput: 1.5 });
    expect(headers['content-type']).toBe('application/json');
    expect(headers['webhook-id']).toBe(`${job.split('/').at(-1)}-success`);
    expect(status).toMatchObject({ attempts: 1, statusCode: 200 });
    expect(await api.json(job)).toMatchObject({ status: 'successful' });
    expect(await receiver.arrived('success', 1)).toHaveLength(1);
    expect(await receiver.arrived('never', 0)).toEqual([]);
  });

  it('is signed where the deployment has a secret, and is not where it has none', async () => {
    const subscriber = { successUri: receiver.urlOf('signed') };
    await api.submit('uppercase', { inputs: { input_text: 'a' }, subscriber });

    const { headers, body } = await receiver.first('signed');
    const key = Buffer.from(inject('callbackSecret').replace('whsec_', ''), 'base64');
    const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
    const signature = `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
    expect(headers['webhook-signature']).toBe(inject('callbackSecret') === '' ? undefined : signature);
  });

  it('is made again until the receiver hears it, with the same id', async () => {
    const subscriber = { successUri: receiver.urlOf('late') };
    const job = await api.submit('uppercase', { inputs: { input_text: 'a' }, subscriber });

    const all = await receiver.arrived('late', 3);
    const status = await told(api, job, 'successUri', 'delivered');
    expect(new Set(all.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(all.map(({ body }) => body)).size).toBe(1);
    expect(status).toMatchObject({ attempts: 3, statusCode: 200 });
  });

  it('is given up when the receiver stays down, and the job says so without repeating what that said', async () => {
    const subscriber = { successUri: receiver.urlOf('down') };
    const job = await api.submit('uppercase', { inputs: { input_text: 'a' }, subscriber });

    const status = await told(api, job, 'successUri', 'failed');
    expect(status).toMatchObject({ statusCode: 500, message: 'The receiver answered 500.' });
    expect(Number(status.attempts)).toBeGreaterThan(1);
    expect(JSON.stringify(await api.json(job))).not.toContain('its own');
    expect(await (await api.get(job, { Accept: 'text/html' })).text()).toContain(
      'The receiver answered 500.',
    );
  });

  it.each([
    ['gone', 410],
    ['redirects', 302],
  ])('what %s is %i', async (path, statusCode) => {
    const subscriber = { successUri: receiver.urlOf(path) };
    const job = await api.submit('uppercase', { inputs: { input_text: 'a' }, subscriber });

    const status = await told(api, job, 'successUri', 'failed');
    expect(status).toMatchObject({ statusCode });
    expect(status.attempts === 1).toBe(statusCode === 410);
  });

  it('tells of failure, with the status of the job', async () => {
    const subscriber = { failedUri: receiver.urlOf('failed'), successUri: receiver.urlOf('never') };
    const job = await misbehaving.submit('refuses', { inputs: {}, subscriber });

    const { body } = await receiver.first('failed');
    expect(JSON.parse(body)).toMatchObject({
      jobID: job.split('/').at(-1),
      type: 'process',
      status: 'failed',
      message: 'There is nothing to be had.',
    });
    await told(misbehaving, job, 'failedUri', 'delivered');
  });

  it('tells of progress while a job runs, first when it starts', async () => {
    const subscriber = { inProgressUri: receiver.urlOf('progress') };
    const job = await misbehaving.submit('patient', { inputs: { seconds: 3 }, subscriber });

    const all = await receiver.arrived('progress', 2);
    const [first, second] = all.map(({ body }) => JSON.parse(body));
    expect(first).toMatchObject({ status: 'running', progress: 0 });
    expect(second.progress).toBeGreaterThan(0);
    expect(new Set(all.map(({ headers }) => headers['webhook-id'])).size).toBe(all.length);
    await told(misbehaving, job, 'inProgressUri', 'delivered');
  });

  it('is made of synchronous executions too, behind which a job then stands', async () => {
    const subscriber = { successUri: receiver.urlOf('sync'), failedUri: receiver.urlOf('sync-failed') };
    const done = await api.execute('uppercase', { inputs: { input_text: 'now' }, subscriber });
    const failed = await misbehaving.execute('refuses', { inputs: {}, subscriber });

    expect([done.status, failed.status]).toEqual([200, 422]);
    expect(await done.text()).toBe('NOW');
    const { body } = await receiver.first('sync');
    expect(JSON.parse(body)).toEqual({ output_text: 'NOW' });
    await receiver.arrived('sync-failed', 1);
  });

  it('is made of jobs that the cache answers', async () => {
    const inputs = { value: 1234 };
    await misbehaving.execute('square', { inputs });
    const subscriber = { successUri: receiver.urlOf('cached') };
    const job = await misbehaving.submit('square', { inputs, subscriber });

    const { body } = await receiver.first('cached');
    expect(JSON.parse(body)).toEqual({ result: 1_522_756 });
    await told(misbehaving, job, 'successUri', 'delivered');
  });

  it('is not made of a job that is dismissed', async () => {
    const subscriber = { successUri: receiver.urlOf('dismissed'), failedUri: receiver.urlOf('dismissed') };
    const job = await misbehaving.submit('patient', { inputs: { seconds: 60 }, subscriber });
    await fetch(job, { method: 'DELETE' });

    // Whatever is sent after it has arrived by then.
    await api.execute('uppercase', {
      inputs: { input_text: 'a' },
      subscriber: { successUri: receiver.urlOf('after') },
    });
    await receiver.arrived('after', 1);
    expect(await receiver.arrived('dismissed', 0)).toEqual([]);
    expect(await misbehaving.json(job)).not.toHaveProperty('callbacks');
  });

  it('refuses URLs that it may not call, all of them at once', async () => {
    const response = await api.execute('uppercase', {
      inputs: { input_text: 5 },
      subscriber: {
        successUri: 'http://169.254.169.254/latest/meta-data',
        inProgressUri: 'done',
        failedUri: 'https://user:secret@example.org/',
      },
    });

    const { problems } = (await response.json()) as { problems: { path: string }[] };
    expect(response.status).toBe(400);
    expect(problems.map(({ path }) => path).toSorted()).toEqual([
      '/inputs/input_text',
      '/subscriber/failedUri',
      '/subscriber/inProgressUri',
      '/subscriber/successUri',
    ]);
  });
});
