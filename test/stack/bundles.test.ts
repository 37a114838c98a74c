import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundleFunctions } from '#lib/stack/bundle-functions.ts';
import { catalogueModules } from '#lib/stack/catalogue-modules.ts';
import {
  authorizeFunction,
  emptyBucketFunction,
  type FunctionPlan,
  functions,
  processFunction,
} from '#lib/stack/functions.ts';
import { grants } from '#lib/stack/grants.ts';
import { invoked } from './invoked.ts';
import { bundled, type DeployedFunction, functionsOf } from './synthesised.ts';

/** Bytes that a function reads at every start; 1 KB = 1000 B. */
const limits: Readonly<Record<string, number>> = {
  'get-landing-page': 50_000,
  'get-conformance-classes': 50_000,
  'get-api-definition': 50_000,
  'get-processes': 50_000,
  'get-process-description': 50_000,
  'get-sample': 50_000,
  'not-found': 50_000,
  authorize: 60_000,
  'get-status': 270_000,
  'get-jobs': 270_000,
  execute: 380_000,
  'get-result': 400_000,
  'get-output': 400_000,
};

const plans: Readonly<Record<string, FunctionPlan>> = {
  ...functions,
  authorize: authorizeFunction,
  'empty-bucket': emptyBucketFunction,
  'run-process': processFunction,
};

/** With every function that there can be. */
const tokens = {
  gateway: 'RestApi',
  identity: 'jwt',
  issuer: 'https://issuer.example',
  audience: ['processes'],
} as const;

let own: ReadonlyMap<string, DeployedFunction>;
beforeAll(async () => {
  own = functionsOf(await bundled(undefined, tokens));
});

describe('the bundle of a function', () => {
  it.each(Object.entries(limits))('%s is at most %i bytes at its start', (name, limit) => {
    expect(textOf(name).length).toBeLessThanOrEqual(limit);
  });

  it('imports nothing statically but what is in it', () => {
    for (const name of Object.keys(functions)) {
      expect([...textOf(name).matchAll(/(?:^|[;}])import[\s{*\w][^(]*?from\s*["']/g)], name).toEqual([]);
    }
  });

  it('has no AWS SDK, no zod and no process where it serves what never changes', () => {
    for (const [name, limit] of Object.entries(limits)) {
      if (limit > 50_000) continue;
      const files = filesOf(name).map((file) => readFileSync(file, 'utf8'));

      expect(
        files.filter((text) => /aws-sdk|@smithy|DynamoDB|ZodError/.test(text)),
        name,
      ).toEqual([]);
    }
  });

  it('carries no code of a process where it serves the API', () => {
    for (const name of Object.keys(functions)) {
      const files = filesOf(name).map((file) => readFileSync(file, 'utf8'));

      expect(
        files.filter((text) => /h3-js|GeoTIFFImage|turf/i.test(text)),
        name,
      ).toEqual([]);
    }
  });

  it('has the samples where it serves them', () => {
    const { code = '' } = own.get('get-sample') ?? {};

    expect(readdirSync(join(code, 'samples'))).toEqual(readdirSync('samples'));
  });
});

describe('the plan of a function', () => {
  it('names exactly the ports whose adapters are in its bundle', async () => {
    const bundles = await bundleFunctions(catalogueModules([], 1));
    const adapters = Object.entries(bundles).map(([name, { main }]) => [name, portsIn(main.inputs)]);

    const planned = Object.entries(plans).map(([name, { ports }]) => [name, ports.toSorted()]);
    expect(Object.fromEntries(adapters)).toEqual(Object.fromEntries(planned));
  });

  it('tells it exactly the variables that its code asks for', () => {
    for (const [name, { properties }] of own) {
      const told = Object.keys(properties.Environment?.Variables ?? {});
      const asked = told.length === 0 ? [] : variablesIn(textOf(name));

      expect(told.filter((variable) => variable !== 'POWERTOOLS_SERVICE_NAME').toSorted(), name).toEqual(
        asked,
      );
    }
  });
});

describe('the bundle of a process', () => {
  it('runs by itself, in a thread', async () => {
    const apps = functionsOf(await bundled('two'));
    const first = await invoked(functionNamed(apps, 'first'), { text: 'Hello' });

    expect(first).toMatchObject({ outcome: 'values', values: { text: { mediaType: 'text/plain' } } });
  });

  it('brings the files, the packages with all they need, and the variables that it declares', async () => {
    const apps = functionsOf(await bundled('two'));
    const second = functionNamed(apps, 'second');
    const outcome = await invoked(second, { name: 'Ada' });

    expect(outcome).toMatchObject({ outcome: 'values' });
    expect(valueIn(outcome, 'found')).toEqual(['Good morning', 'the world', 'function', 'Ada']);
    expect(existsSync(join(second.code, 'node_modules/@turf/helpers/package.json'))).toBe(true);
  });

  it('starts and answers for every process of the project, whatever packages it is made of', async () => {
    for (const each of own.values()) {
      if (Object.hasOwn(plans, each.name)) continue;
      const outcome = await invoked(each, { 'no such input': 1 });

      expect(outcome, each.name).toMatchObject({ outcome: 'failed', failure: { code: 'invalid-parameter' } });
    }
  });
});

function functionNamed(all: ReadonlyMap<string, DeployedFunction>, name: string): DeployedFunction {
  const found = all.get(name);
  if (!found) throw new Error(`There is no function ${name}.`);
  return found;
}

function filesOf(name: string): string[] {
  const { code } = functionNamed(own, name);
  return readdirSync(code).flatMap((file) => (file.endsWith('.mjs') ? [join(code, file)] : []));
}

/** What a function reads at its start. */
function textOf(name: string): string {
  const { code } = functionNamed(own, name);
  const main = join(code, 'run-process.mjs');
  return readFileSync(existsSync(main) ? main : join(code, 'index.mjs'), 'utf8');
}

/** The ports whose adapters have code in a bundle. */
function portsIn(inputs: Readonly<Record<string, { readonly bytesInOutput: number }>>): string[] {
  const files = Object.entries(inputs).flatMap(([file, { bytesInOutput }]) =>
    bytesInOutput > 0 ? [file] : [],
  );
  const names = files.flatMap((file) => /^lib\/(?:aws|outgoing)\/([\w-]+)\.ts$/.exec(file)?.[1] ?? []);
  const ports = names.map((name) => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()));
  return ports.filter((name) => Object.hasOwn(grants, name)).toSorted();
}

/** Variables are asked for by name, and only there do their names stand in quotes. */
function variablesIn(text: string): string[] {
  const source = readFileSync('lib/environment.ts', 'utf8');
  const known = [...source.matchAll(/^ {2}([A-Z_]+): /gm)].map(([, name = '']) => name);
  return known.filter((name) => text.includes(`"${name}"`)).toSorted();
}

function valueIn(outcome: unknown, outputID: string): unknown {
  const { values } = outcome as { readonly values: Readonly<Record<string, { readonly bytes: string }>> };
  return JSON.parse(Buffer.from(values[outputID]?.bytes ?? '', 'base64').toString());
}
