import { Problems } from './problems.ts';

/**
 * Reads the `name=value` of `-c name=value`; names with other signs in them are the CDK's own. Throws `Problems` at
 * anything else.
 */
export function toSetting(text: string): [name: string, value: string] {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) {
    throw new Problems([
      `-c ${text} is not a setting: write -c name=value, such as -c retentionDays=30, after a \`--\` of its own.`,
    ]);
  }
  return [name, value];
}
