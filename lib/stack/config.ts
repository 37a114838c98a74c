import * as z from 'zod';
import { noneAmong } from '#lib/process/none-such.ts';
import { fields } from './config-fields.ts';
import { identityContradictions } from './identity-contradictions.ts';
import { Problems } from './problems.ts';

const schema = z.strictObject(fields);

/** What a deployment may be told, each field with its default. */
export type Config = z.infer<typeof schema>;

/**
 * Reads the settings from CDK context (`cdk.json` and `-c name=value`, where every value may be text) and from
 * overrides, which win. Throws `Problems`.
 *
 * @example toConfig({ stage: 'prod', retentionDays: '30' })
 */
export function toConfig(
  context: Readonly<Record<string, unknown>>,
  overrides: Partial<Config> = {},
): Config {
  const settings = { ...settingsIn(context), ...overrides };
  const given = {
    removalPolicy: (settings.stage ?? 'dev') === 'dev' ? 'destroy' : 'retain',
    ...((settings.identity ?? 'open') === 'open' && { activeJobs: 0 }),
    ...settings,
  };
  const parsed = schema.safeParse(given);
  const problems = parsed.success ? contradictionsOf(parsed.data) : problemsOf(parsed.error, given);
  if (!parsed.success || problems.length > 0) throw new Problems(problems);
  const { publicUrl, domainName } = parsed.data;
  return {
    ...parsed.data,
    publicUrl: publicUrl === '' && domainName !== '' ? `https://${domainName}` : publicUrl,
  };
}

/** The tags of the settings, as name and value. */
export function tagsOf({ tags }: Pick<Config, 'tags'>): [name: string, value: string][] {
  return tags.map((tag) => {
    const [, name = '', value = ''] = /^([^=]*)=(.*)$/.exec(tag) ?? [];
    return [name, value];
  });
}

/** Context also carries CDK's own names, which have a colon, a slash or a dash in them. */
function settingsIn(context: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(context).filter(([name]) => /^[a-z][A-Za-z]*$/.test(name)));
}

function problemsOf(error: z.ZodError, given: Readonly<Record<string, unknown>>): string[] {
  const paths = error.issues.flatMap((issue) =>
    'keys' in issue ? issue.keys.map((key) => [...issue.path, key]) : [issue.path],
  );
  return [...new Set(paths.map(([name]) => String(name)))].map((name) => {
    const field = Object.entries(fields).find(([known]) => known === name)?.[1];
    if (field === undefined) return noneAmong('setting', name, Object.keys(fields));
    const { description } = z.globalRegistry.get(field) ?? {};
    return `The setting ${name} must be ${description}, not ${JSON.stringify(given[name])}${membersOf(name, paths)}.`;
  });
}

/** Which members of a setting are wrong, where it is an object. */
function membersOf(name: string, paths: readonly (readonly PropertyKey[])[]): string {
  const within = paths.filter(([first, second]) => first === name && typeof second === 'string');
  return within.length === 0 ? '' : `: see ${within.map((path) => path.slice(1).join('.')).join(', ')}`;
}

function contradictionsOf(config: Config): string[] {
  const { syncWait, syncWaitMaximum, pageDefault, pageMaximum } = config;
  const { cacheHours, cacheHoursMaximum, heartbeatSeconds, leaseSeconds } = config;
  const { domainName, certificateArn, hostedZoneId, concurrency, callbackRetries } = config;
  return [
    exceeds({ syncWait }, { syncWaitMaximum }),
    exceeds({ pageDefault }, { pageMaximum }),
    exceeds({ cacheHours }, { cacheHoursMaximum }),
    exceeds({ heartbeatSeconds: heartbeatSeconds * 2 }, { leaseSeconds })
      ? `The setting heartbeatSeconds (${heartbeatSeconds}) must be half of leaseSeconds (${leaseSeconds}) at most.`
      : '',
    domainName !== '' && certificateArn === '' ? 'The setting domainName needs certificateArn.' : '',
    domainName === '' && `${certificateArn}${hostedZoneId}` !== ''
      ? 'The settings certificateArn and hostedZoneId need domainName.'
      : '',
    ...identityContradictions(config),
    tooMany(callbackRetries)
      ? 'The setting callbackRetries must have 12 numbers at most, which come to 5 days (432000) at most.'
      : '',
    concurrency === 1 ? 'The setting concurrency must be 0 for no bound, or 2 at least, not 1.' : '',
  ].filter((problem) => problem !== '');
}

/** So a callback has 23 attempts at most: a wait that is longer than SQS hides a message has some in it. */
function tooMany(retries: readonly string[]): boolean {
  return retries.length > 12 || retries.reduce((sum, seconds) => sum + Number(seconds), 0) > 432_000;
}

function exceeds(small: Readonly<Record<string, number>>, large: Readonly<Record<string, number>>): string {
  const [[name, value] = ['', 0]] = Object.entries(small);
  const [[limit, most] = ['', 0]] = Object.entries(large);
  return value > most ? `The setting ${name} (${value}) must not exceed ${limit} (${most}).` : '';
}
