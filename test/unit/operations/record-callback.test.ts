import { describe, expect, it } from 'vitest';
import type { Delivery } from '#lib/job/callback.ts';
import { recordCallback } from '#lib/operations/record-callback.ts';
import { aJob } from '#test/fakes/builders.ts';
import { fakePorts } from '#test/fakes/ports.ts';

function aDelivery(members: Partial<Delivery> = {}): Delivery {
  const updated = '2026-11-01T12:01:00.000Z';
  return { event: 'successUri', status: 'waiting', attempts: 1, updated, ...members };
}

const later = '2026-11-01T12:02:00.000Z';
const delivered = aDelivery({ status: 'delivered', attempts: 2, updated: later, statusCode: 204 });

async function afterwards(...deliveries: Delivery[]) {
  const world = fakePorts();
  const job = aJob({ status: 'successful' });
  world.store.jobs.set(job.jobID, job);
  const noted: boolean[] = [];
  for (const delivery of deliveries) noted.push(await recordCallback(world, { jobID: job.jobID, delivery }));
  return { ...world.store.jobs.get(job.jobID), noted };
}

describe('an outcome', () => {
  it('is noted in the job, of which nothing else changes', async () => {
    const { noted, callback, ...rest } = await afterwards(aDelivery());

    expect(noted).toEqual([true]);
    expect(callback).toEqual(aDelivery());
    expect(rest).toEqual(aJob({ status: 'successful' }));
  });

  it('that comes late does not hide a newer one, and nothing hides a delivery', async () => {
    const failed = aDelivery({ status: 'failed', attempts: 3, updated: '2026-11-02T12:00:00.000Z' });

    expect(await afterwards(delivered, aDelivery())).toMatchObject({ callback: delivered });
    expect(await afterwards(delivered, failed)).toMatchObject({ callback: delivered });
    expect(await afterwards(failed, aDelivery())).toMatchObject({ callback: failed });
    expect(await afterwards(failed, delivered)).toMatchObject({ callback: delivered });
    expect(await afterwards(aDelivery(), delivered)).toMatchObject({ callback: delivered });
  });

  it('counts by its attempts, and by its time only among as many: clocks differ', async () => {
    const early = '2026-11-01T11:59:57.000Z';
    const announced = aDelivery({ attempts: 0 });
    const gone = aDelivery({ status: 'failed', updated: early, statusCode: 410 });
    const second = aDelivery({ attempts: 2, updated: early });
    const secondLater = aDelivery({ attempts: 2, updated: later });

    expect(await afterwards(announced, gone)).toMatchObject({ callback: gone });
    expect(await afterwards(announced, aDelivery({ updated: early }))).toMatchObject({
      callback: { attempts: 1 },
    });
    expect(await afterwards(aDelivery(), second)).toMatchObject({ callback: second });
    expect(await afterwards(second, aDelivery())).toMatchObject({ callback: second });
    expect(await afterwards(secondLater, second)).toMatchObject({ callback: secondLater });
  });

  it('that ends a callback stands over one that waits, whichever comes first', async () => {
    const failed = aDelivery({ status: 'failed', attempts: 1 });
    const again = aDelivery({ attempts: 2, updated: later });

    expect(await afterwards(failed, again)).toMatchObject({ callback: failed });
    expect(await afterwards(again, failed)).toMatchObject({ callback: failed });
  });

  it('of progress is of another callback each time, so that only the time counts', async () => {
    const slow = aDelivery({ event: 'inProgressUri', status: 'delivered', attempts: 3 });
    const next = aDelivery({ event: 'inProgressUri', status: 'failed', updated: later });

    expect(await afterwards(slow, next)).toMatchObject({ progressCallback: next });
    expect(await afterwards(next, slow)).toMatchObject({ progressCallback: next });
  });

  it('of progress stands beside that of the end, and the latest counts', async () => {
    const first = aDelivery({ event: 'inProgressUri', status: 'delivered' });
    const second = aDelivery({ event: 'inProgressUri', status: 'failed', updated: later });

    expect(await afterwards(first, delivered, second)).toMatchObject({
      callback: delivered,
      progressCallback: second,
    });
  });

  it.each([
    ['waits', aDelivery()],
    ['has failed', aDelivery({ status: 'failed' })],
    ['was delivered', delivered],
    ['tells of progress', aDelivery({ event: 'inProgressUri', status: 'failed' })],
  ])('that comes twice is written once: of a callback that %s', async (_, delivery) => {
    expect(await afterwards(delivery, delivery)).toMatchObject({ noted: [true, false] });
  });

  it('that another one overtakes between reading and writing is looked at again', async () => {
    const world = fakePorts();
    const job = aJob({ status: 'successful' });
    world.store.jobs.set(job.jobID, job);
    let overtaken = false;
    const moves: typeof world.moves = {
      move: async (jobID, name, move) => {
        if (!overtaken) world.store.jobs.set(jobID, { ...job, callback: aDelivery() });
        overtaken = true;
        return world.moves.move(jobID, name, move);
      },
    };

    const noted = await recordCallback({ ...world, moves }, { jobID: job.jobID, delivery: delivered });

    expect(noted).toBe(true);
    expect(world.store.jobs.get(job.jobID)?.callback).toEqual(delivered);
  });

  it('of a job that is gone is no matter', async () => {
    const world = fakePorts();

    const outcome = { jobID: 'gone', delivery: aDelivery() };
    expect(await recordCallback(world, outcome)).toBe(false);
  });
});
