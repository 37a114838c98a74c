import type { Metafile } from 'esbuild';

/** Bytes of the entry of a function by package; the project's own modules count by folder, such as `lib/http`. */
export type Packages = Readonly<Record<string, number>>;

/** What a bundled module is made of. */
export function byPackage({ inputs }: Pick<Metafile['outputs'][string], 'inputs'>): Packages {
  const sums: Record<string, number> = {};
  for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
    const name = packageOf(path);
    sums[name] = (sums[name] ?? 0) + bytesInOutput;
  }
  return sums;
}

/** Whether a package is the AWS SDK's, or one of those that only the SDK brings. */
export function isSDK(name: string): boolean {
  return /^@(aws-sdk|aws-crypto|smithy)\//.test(name);
}

/** The heaviest first. */
export function heaviest(packages: Packages, count: number): string {
  return Object.entries(packages)
    .sort(([, a], [, b]) => b - a)
    .slice(0, count)
    .map(([name, bytes]) => `${name} ${(bytes / 1000).toFixed(1)}`)
    .join(', ');
}

function packageOf(path: string): string {
  const inPackage = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
  return inPackage ?? path.split(/[/:]/).slice(0, 2).join('/');
}
