import { unknownRegion } from './region.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where AWS was asked. */
interface Asked {
  /** Absent: the one that the environment names, if it does. */
  readonly region?: string;
  readonly env: Environment;
}

/** What went wrong with AWS, or with what stands in for it, as a sentence with what helps; of anything else its own message. */
export function toSentence(error: unknown, { env, region = regionIn(env) }: Asked): string {
  if (!(error instanceof Error)) return ended(String(error));
  const { name, message } = error;
  const { AWS_PROFILE: profile, AWS_ENDPOINT_URL: endpoint } = env;
  const there = region ? ` in ${region}` : '';
  if (/expired/i.test(`${name} ${message}`)) {
    return 'The AWS credentials have expired: log in again, such as by `aws sso login`.';
  }
  if (lacksCredentials(error)) {
    return profile
      ? `The profile ${profile} gives no AWS credentials (${unended(message)}): make it with \`aws configure --profile ${profile}\`, or name another one.`
      : 'There are no AWS credentials: log in by `aws login` or `aws sso login`, or set AWS_PROFILE to a profile that `aws configure` has made.';
  }
  if (lacksRegion(error)) {
    return 'There is no AWS region: set AWS_REGION, such as AWS_REGION=eu-central-1.';
  }
  if (/^(InvalidClientToken|UnrecognizedClient|SignatureDoesNotMatch|InvalidSignature)/.test(name)) {
    return `AWS does not take these credentials${there} (${name}): log in again, and see by \`aws account list-regions\` that the account uses that region.`;
  }
  if (isDenied(error)) return `These credentials may not do that: ${ended(message)}`;
  const code = codeOf(error);
  if (!/^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNRESET)$/.test(code)) return ended(message || name);
  if (endpoint) {
    return `Nothing answers at AWS_ENDPOINT_URL, which is ${endpoint} (${code}): start what should be there, or unset it.`;
  }
  const unknown = code === 'ENOTFOUND' && region ? unknownRegion(region) : undefined;
  return unknown ?? `AWS cannot be reached${there} (${code}): check the network and its proxy.`;
}

/** Whether credentials are good, but not for this. */
export function isDenied(error: unknown): boolean {
  return error instanceof Error && /^(AccessDenied|UnauthorizedOperation)/.test(error.name);
}

/** Whether no credentials were found at all, or none in the profile that is named. */
export function lacksCredentials(error: unknown): boolean {
  return error instanceof Error && /^(CredentialsProviderError|TokenProviderError)$/.test(error.name);
}

/** Whether nothing names a region, or an empty one. */
export function lacksRegion(error: unknown): boolean {
  return error instanceof Error && /Region is missing|region=""/.test(error.message);
}

function regionIn({ AWS_REGION, AWS_DEFAULT_REGION }: Environment): string {
  return AWS_REGION || AWS_DEFAULT_REGION || '';
}

/** Where each of several addresses failed, the first tells. */
function codeOf(error: Error): string {
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error instanceof AggregateError && error.errors[0] instanceof Error ? codeOf(error.errors[0]) : '';
}

function ended(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}

function unended(message: string): string {
  return message.replace(/\.$/, '');
}
