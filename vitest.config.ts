import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Vitest would leave one core idle. */
const maxWorkers = availableParallelism();

/** One project per kind of test, so that each can be run by name: `npx vitest run --project unit`. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'], testTimeout: 20_000, maxWorkers } },
      {
        test: {
          name: 'fuzz',
          include: ['test/fuzz/**/*.test.ts'],
          testTimeout: 600_000,
          maxWorkers,
          env: { POWERTOOLS_LOG_LEVEL: 'SILENT' },
        },
      },
      {
        test: {
          name: 'faults',
          include: ['test/faults/**/*.test.ts'],
          // Real kills and load are projects of their own.
          exclude: ['test/faults/kill*', 'test/faults/load*'],
          testTimeout: 300_000,
          maxWorkers,
        },
      },
      {
        test: {
          name: 'contract',
          include: ['test/contract/**/*.test.ts'],
          testTimeout: 30_000,
          maxWorkers,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'stack',
          include: ['test/stack/**/*.test.ts'],
          testTimeout: 60_000,
          maxWorkers,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts', 'test/conformance/*.test.ts'],
          globalSetup: ['test/e2e/servers.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          maxWorkers: 2,
          // After the rest, and two files at a time, however many cores: they share servers.
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'local',
          include: ['test/local/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'kills',
          include: ['test/faults/kill.test.ts'],
          testTimeout: 400_000,
          maxWorkers: 1,
          // By itself: what is killed must not be slowed down by others.
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          // Takes about a quarter of an hour, so `npm test` leaves it out; `npm run test:long` runs it.
          name: 'long',
          include: ['test/faults/*.long.test.ts'],
          testTimeout: 1_800_000,
          hookTimeout: 180_000,
          maxWorkers: 1,
        },
      },
      {
        test: {
          // Needs Chromium, so `npm test` leaves it out; `npm run test:pages` runs it.
          name: 'pages',
          include: ['test/pages/**/*.test.ts'],
          globalSetup: ['test/e2e/servers.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          maxWorkers: 1,
        },
      },
      {
        test: {
          // Needs Python and PyPI; `npm test` leaves it out.
          name: 'clients',
          include: ['test/clients/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          // Needs an emulator, which `npm run deploy:local` brings; `npm test` leaves it out.
          name: 'deployed',
          include: ['test/deployed/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
