import { afterEach, expect, test, vi } from 'vitest';
import { defaultProvider } from '#lib/aws/environment-credentials.ts';

afterEach(() => vi.unstubAllEnvs());

test('credentials come from the environment', async () => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDEXAMPLE');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
  vi.stubEnv('AWS_SESSION_TOKEN', 'token');

  expect(await defaultProvider()()).toEqual({
    accessKeyId: 'AKIDEXAMPLE',
    secretAccessKey: 'secret',
    sessionToken: 'token',
  });
});

test('without credentials there is a sentence', async () => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', '');

  await expect(defaultProvider()()).rejects.toThrow("The function's environment lacks");
});
