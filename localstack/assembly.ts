import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as z from 'zod';
import { type Resource, readTemplate } from './template.ts';

/** What a synthesis left behind, ready to be realised. */
export interface Assembly {
  /** Of all stacks, those of nested stacks too. */
  readonly resources: readonly Resource[];
  /** Those of the stacks that are nested in none. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** The folder or file of an asset, by the key under which a deployment would upload it. */
  asset(objectKey: string): string;
}

const Manifest = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      properties: z.object({ templateFile: z.string().optional(), file: z.string().optional() }).optional(),
    }),
  ),
});

const AssetManifest = z.object({
  files: z.record(
    z.string(),
    z.object({
      source: z.object({ path: z.string() }),
      destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
    }),
  ),
});

/** Reads a cloud assembly as `cdk synth` writes it. Throws a sentence at what the runner does not know. */
export function readAssembly(folder: string): Assembly {
  const artifacts = Object.entries(Manifest.parse(readJson(resolve(folder, 'manifest.json'))).artifacts);
  const files = (type: string) =>
    artifacts.flatMap(([name, artifact]) => {
      const { templateFile, file = templateFile } = artifact.properties ?? {};
      return artifact.type === type && file !== undefined ? [{ name, file: resolve(folder, file) }] : [];
    });

  const assets = new Map(files('cdk:asset-manifest').flatMap(({ file }) => assetsOf(folder, file)));
  const asset = (objectKey: string): string => {
    const path = assets.get(objectKey);
    if (path === undefined) throw new Error(`The cloud assembly in ${folder} has no asset ${objectKey}.`);
    return path;
  };
  const nested = (templateURL: string) =>
    readJson(asset(templateURL.slice(templateURL.lastIndexOf('/') + 1)));

  const stacks = files('aws:cloudformation:stack').map(({ name, file }) =>
    readTemplate({ stackName: name, template: readJson(file), parameters: {}, nested }),
  );
  return {
    resources: stacks.flatMap((stack) => stack.resources),
    outputs: Object.assign({}, ...stacks.map((stack) => stack.outputs())),
    asset,
  };
}

function assetsOf(folder: string, file: string): (readonly [objectKey: string, path: string])[] {
  return Object.values(AssetManifest.parse(readJson(file)).files).flatMap(({ source, destinations }) =>
    Object.values(destinations).map(({ objectKey }) => [objectKey, resolve(folder, source.path)] as const),
  );
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
