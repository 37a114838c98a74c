import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Folders by floor; a file may import from its own floor's folder and from folders on lower floors. */
const floors: Readonly<Record<string, number>> = {
  'lib/environment.ts': 0,
  'lib/metrics.ts': 0,
  'lib/ogc': 0,
  'lib/job': 1,
  'lib/openapi': 1,
  'lib/process': 1.1,
  processes: 1.5,
  'lib/operations': 2,
  'lib/http': 3,
  'lib/pages': 3,
  'lib/aws': 3,
  'lib/outgoing': 3,
  functions: 4,
  'lib/stack': 5,
  localstack: 5.5,
  bin: 6,
};

interface Import {
  readonly file: string;
  readonly specifier: string;
  readonly target: string | undefined;
  /** Whether the target is loaded with the file: neither for types alone nor later, by `import()`. */
  readonly isLoaded: boolean;
}

const imports = sourceFiles().flatMap(importsOf);

describe('floors', () => {
  it('knows every folder of lib', () => {
    const folders = readdirSync('lib').map((name) => `lib/${name}`);

    expect(folders.filter((folder) => floors[folder] === undefined)).toEqual([]);
  });

  it('imports go down only, and folders of one floor never see each other', () => {
    const wrong = imports.filter(({ file, target }) => {
      if (target === undefined) return false;
      const from = folderOf(file);
      const to = folderOf(target);
      return from !== to && levelOf(to) >= levelOf(from);
    });

    expect(wrong.map(({ file, specifier }) => `${file} imports ${specifier}`)).toEqual([]);
  });

  it('floors 0 to 2 import no AWS SDK, no middy and no Lambda types', () => {
    const wrong = imports.filter(
      ({ file, specifier }) =>
        levelOf(folderOf(file)) <= 2 && /^(@aws-|@smithy|@middy|aws-|@types\/aws)/.test(specifier),
    );

    expect(wrong.map(({ file, specifier }) => `${file} imports ${specifier}`)).toEqual([]);
  });

  it('processes import lib/process and lib/ogc only', () => {
    const wrong = imports.filter(
      ({ file, target }) =>
        file.startsWith('processes/') &&
        target !== undefined &&
        !/^(processes|lib\/process|lib\/ogc)\//.test(target),
    );

    expect(wrong.map(({ file, specifier }) => `${file} imports ${specifier}`)).toEqual([]);
  });

  it('the stack names handler files and never imports them', () => {
    const wrong = imports.filter(
      ({ file, target }) => file.startsWith('lib/stack/') && target?.startsWith('functions/') === true,
    );

    expect(wrong.map(({ file, specifier }) => `${file} imports ${specifier}`)).toEqual([]);
  });

  it('no file loads itself, through whatever others', () => {
    expect(circles(imports.filter(({ isLoaded }) => isLoaded))).toEqual([]);
  });
});

/** Each circle that a walk along the imports meets, as `a > b > a`. */
function circles(along: readonly Import[]): string[] {
  const byFile = Map.groupBy(along, ({ file }) => file);
  const found: string[] = [];
  const done = new Set<string>();
  const walk = (file: string, way: readonly string[]): void => {
    if (way.includes(file)) found.push([...way.slice(way.indexOf(file)), file].join(' > '));
    if (way.includes(file) || done.has(file)) return;
    for (const { target } of byFile.get(file) ?? []) if (target) walk(target, [...way, file]);
    done.add(file);
  };
  for (const file of byFile.keys()) walk(file, []);
  return found;
}

function sourceFiles(): string[] {
  return ['lib', 'functions', 'processes', 'localstack', 'bin'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(folder, name)),
  );
}

function importsOf(file: string): Import[] {
  const source = readFileSync(file, 'utf8');
  const named = source.matchAll(/(?:^|\n)\s*(?:import|export)\b( type\b)?(?:[^;'"]*?from)? '([^']+)'/g);
  const awaited = source.matchAll(/\bimport\('([^']+)'\)/g);
  return [
    ...[...named].map(([, type, specifier = '']) => ({ specifier, isLoaded: type === undefined })),
    ...[...awaited].map(([, specifier = '']) => ({ specifier, isLoaded: false })),
  ].map((each) => ({ file, ...each, target: targetOf(file, each.specifier) }));
}

/** The file within the project that a specifier means; absent for packages. */
function targetOf(file: string, specifier: string): string | undefined {
  if (specifier === '#processes') return 'processes/index.ts';
  if (specifier === '#catalogue') return 'functions/catalogue.ts';
  if (specifier.startsWith('#')) return specifier.slice(1);
  if (specifier.startsWith('.')) return relative('.', join(file, '..', specifier));
  return undefined;
}

function folderOf(file: string): string {
  const folder = Object.keys(floors).find((name) => file === name || file.startsWith(`${name}/`));
  if (folder === undefined) throw new Error(`The test knows no floor for ${file}.`);
  return folder;
}

function levelOf(folder: string): number {
  return floors[folder] ?? Number.NaN;
}
