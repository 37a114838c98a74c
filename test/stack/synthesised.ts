import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { App } from 'aws-cdk-lib';
import { afterAll } from 'vitest';
import { bundle } from '#lib/stack/bundle.ts';
import type { Config } from '#lib/stack/config.ts';
import { synthesise } from '#lib/stack/synthesise.ts';
import { withoutCode } from './without-code.ts';

/** A template as JSON; what stands in its properties is for each test to know. */
export interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Parameters?: Readonly<Record<string, unknown>>;
  readonly Outputs?: Readonly<Record<string, { readonly Value: Json }>>;
}

export interface Resource {
  readonly Type: string;
  readonly Properties: Json;
  readonly DeletionPolicy?: string;
  readonly DependsOn?: readonly string[];
}

/** JSON that is walked without looking back: what is not there is `undefined`. */
export type Json = { readonly [key: string]: Json } & readonly Json[];

export interface Synthesised {
  readonly folder: string;
  readonly parent: Template;
  /** Templates of the nested stacks, by processID. */
  readonly processes: ReadonlyMap<string, Template>;
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** The templates of an app of `test/stack/apps`, or at an absolute path, or of the project's own. There is no code to them. */
export function synthesised(app?: string, config: Partial<Config> = {}): Promise<Synthesised> {
  return synthesisedBy(withoutCode, app, config);
}

/** Likewise, with all the code that is uploaded. */
export function bundled(app?: string, config: Partial<Config> = {}): Promise<Synthesised> {
  return synthesisedBy(bundle, app, config);
}

async function synthesisedBy(
  make: typeof bundle,
  app: string | undefined,
  config: Partial<Config>,
): Promise<Synthesised> {
  const folder = mkdtempSync(join(tmpdir(), 'stack-test-'));
  folders.push(folder);
  const processes = app === undefined ? {} : { processes: pathOf(app) };
  const assembly = await synthesise({ ...processes, config, outdir: folder, bundle: make });
  const read = (file: string): Template => JSON.parse(readFileSync(join(folder, file), 'utf8'));
  const nested = readdirSync(folder)
    .filter((file) => file.endsWith('.nested.template.json'))
    .map(read)
    .map((template) => [processOf(template), template] as const);
  return { folder, parent: assembly.stacks[0]?.template, processes: new Map(nested) };
}

/** What somebody finds out about the constructs of an app before they become templates. */
export async function inspected<T>(app: string, config: Partial<Config>, look: (tree: App) => T): Promise<T> {
  const found: T[] = [];
  const processes = pathOf(app);
  const outdir = mkdtempSync(join(tmpdir(), 'stack-test-'));
  folders.push(outdir);
  await synthesise({
    processes,
    config,
    outdir,
    bundle: withoutCode,
    inspect: (tree) => found.push(look(tree)),
  });
  const [first] = found;
  if (first === undefined) throw new Error('Nobody was let look.');
  return first;
}

/** Logical ids and resources of a type. */
export function ofType({ Resources }: Template, type: string): [string, Resource][] {
  return Object.entries(Resources).filter(([, resource]) => resource.Type === type);
}

/** The resources of a type. */
export function all(template: Template, type: string): Resource[] {
  return ofType(template, type).map(([, resource]) => resource);
}

export interface DeployedFunction {
  readonly name: string;
  readonly properties: Json;
  readonly role: Json;
  /** Folder of the unpacked asset. */
  readonly code: string;
}

/** Every function, by the name of its file, or by processID. */
export function functionsOf({
  folder,
  parent,
  processes,
}: Synthesised): ReadonlyMap<string, DeployedFunction> {
  const found = [parent, ...processes.values()].flatMap((template) =>
    ofType(template, 'AWS::Lambda::Function').map(([, { Properties: properties }]) => {
      const name = String(properties.Environment?.Variables?.POWERTOOLS_SERVICE_NAME);
      const role = template.Resources[String(properties.Role?.['Fn::GetAtt']?.[0])]?.Properties;
      const code = join(folder, `asset.${String(properties.Code?.S3Key).replace('.zip', '')}`);
      if (!role) throw new Error(`The function ${name} has no role.`);
      return { name, properties, role, code };
    }),
  );
  return new Map(found.map((each) => [each.name, each]));
}

/** A reference as text, such as `{table}/index/due`. */
export function readable(value: Json | string | undefined): string {
  const text = JSON.stringify(value ?? '')
    .replace(/\{"Fn::GetAtt":\["(\w+?)[0-9A-F]{8}","\w+"\]\}/g, '"{$1}"')
    .replace(/\{"Ref":"referenceto\w*?dev(\w+?)[0-9A-F]{8}\w*"\}/g, '"{$1}"')
    .replace(/\{"Ref":"(AWS::)?(\w+?)([0-9A-F]{8})?"\}/g, '"{$2}"');
  return joined(JSON.parse(text));
}

function joined(value: Json | string): string {
  if (typeof value === 'string') return value;
  const parts = value['Fn::Join']?.[1];
  if (!parts) throw new Error(`This reads like nothing known: ${JSON.stringify(value)}.`);
  return [...parts].map(joined).join('');
}

function pathOf(app: string): string {
  return isAbsolute(app) ? app : join(import.meta.dirname, 'apps', `${app}.ts`);
}

function processOf(template: Template): string {
  const [resource] = all(template, 'AWS::Lambda::Function');
  return String(resource?.Properties.Environment?.Variables?.POWERTOOLS_SERVICE_NAME);
}
