import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bootstrapVersion } from '../../bin/check-deployment.ts';
import { synthesised } from './synthesised.ts';

interface Manifest {
  readonly artifacts: Readonly<
    Record<string, { readonly properties?: { readonly requiresBootstrapStackVersion?: number } }>
  >;
}

it('a deployment looks for the version of the bootstrap stack that the synthesised stack asks for', async () => {
  const { folder } = await synthesised('one');
  const { artifacts }: Manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  const wanted = Object.values(artifacts).flatMap(
    ({ properties }) => properties?.requiresBootstrapStackVersion ?? [],
  );

  expect(new Set(wanted)).toEqual(new Set([bootstrapVersion]));
});
