import { emulatorAt } from '#localstack/emulator.ts';

const { EMULATOR_ENDPOINT: endpoint, EMULATOR_FOLDER: folder } = process.env;
if (!endpoint || !folder) throw new Error('These tests need an emulator: `npm run deploy:local` brings one.');

/** Where these tests deploy. */
export const place = { emulator: emulatorAt(endpoint), folder };
