import { Problems } from '#lib/stack/problems.ts';

/** What a command line for `cdk` says of where it acts; all the rest of it is the CDK's own. */
export interface CdkOptions {
  /** Settings by `-c name=value`. */
  readonly context: Readonly<Record<string, string>>;
  readonly profile?: string;
  readonly region?: string;
}

/** Reads what the checks need to know. Throws `Problems` at a `-c` that sets nothing. */
export function readCdkOptions(args: readonly string[]): CdkOptions {
  const [profile] = valuesOf(args, ['--profile']);
  const [region] = valuesOf(args, ['--region']);
  return {
    context: Object.fromEntries(valuesOf(args, ['-c', '--context']).map(toSetting)),
    ...(profile !== undefined && { profile }),
    ...(region !== undefined && { region }),
  };
}

/** Both `--name value` and `--name=value`. */
function valuesOf(args: readonly string[], names: readonly string[]): string[] {
  return args.flatMap((arg, index) => {
    if (names.includes(arg)) return [args[index + 1] ?? ''];
    const name = names.find((each) => arg.startsWith(`${each}=`));
    return name === undefined ? [] : [arg.slice(name.length + 1)];
  });
}

function toSetting(text: string): [string, string] {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) {
    throw new Problems([
      `-c ${text} is not a setting: write -c name=value, such as -c stage=prod, after a \`--\` of its own.`,
    ]);
  }
  return [name, value];
}
