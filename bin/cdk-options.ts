import { fields } from '#lib/stack/config-fields.ts';
import { Problems } from '#lib/stack/problems.ts';
import { toSetting } from '#lib/stack/to-setting.ts';

/** What a command line for `cdk` says of where it acts; all the rest of it is the CDK's own. */
export interface CdkOptions {
  /** Settings by `-c name=value`. */
  readonly context: Readonly<Record<string, string>>;
  readonly profile?: string;
  readonly region?: string;
}

/** Settings that the CDK has options of the same name for. */
const options = new Set(['concurrency', 'region', 'tags']);

/**
 * Reads what the checks need to know. Throws `Problems` at a `-c` that sets nothing, and at settings that would be passed
 * over: written as options of the CDK, or before the `--` that npm wants, where npm keeps them (`npm_config_call`).
 */
export function readCdkOptions(
  args: readonly string[],
  { npm_config_call: kept = '' }: Readonly<Record<string, string | undefined>> = {},
): CdkOptions {
  if (kept !== '') throw new Problems([`npm took -c ${kept} for itself: write \`-- -c ${kept}\`.`]);
  const [setting] = Object.keys(fields).filter(
    (name) => !options.has(name) && valuesOf(args, [`--${name}`]).length > 0,
  );
  if (setting !== undefined) {
    throw new Problems([
      `--${setting} is no option of the CDK: write -c ${setting}=${valuesOf(args, [`--${setting}`])[0]}.`,
    ]);
  }
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
