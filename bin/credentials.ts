import type { Account } from './account.ts';
import { unknownRegion } from './region.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Whose credentials these are, or a sentence that says why nobody can tell, with what helps. */
export async function whoIs(
  account: Pick<Account, 'id'>,
  region: string,
  env: Environment,
): Promise<{ readonly id: string } | { readonly problem: string }> {
  try {
    return { id: await account.id() };
  } catch (error) {
    return { problem: toSentence(error, region, env) };
  }
}

/** Whether credentials are good, but not for this. */
export function isDenied(error: unknown): boolean {
  return error instanceof Error && /^(AccessDenied|UnauthorizedOperation)/.test(error.name);
}

/** Why AWS, or what stands in for it, could not be asked, with what helps. */
export function toSentence(
  error: unknown,
  region: string,
  { AWS_PROFILE: profile, AWS_ENDPOINT_URL: endpoint }: Environment,
): string {
  if (!(error instanceof Error)) return ended(String(error));
  const { name, message } = error;
  if (/expired/i.test(`${name} ${message}`)) {
    return 'The AWS credentials have expired: log in again, such as by `aws sso login`.';
  }
  if (/^(CredentialsProviderError|TokenProviderError)$/.test(name)) {
    return profile === undefined || profile === ''
      ? 'There are no AWS credentials: log in by `aws login` or `aws sso login`, or set AWS_PROFILE to a profile that `aws configure` has made.'
      : `The profile ${profile} gives no AWS credentials (${unended(message)}): make it with \`aws configure --profile ${profile}\`, or name another one.`;
  }
  if (/^(InvalidClientTokenId|UnrecognizedClient|SignatureDoesNotMatch|InvalidSignature)/.test(name)) {
    return `AWS does not take these credentials in ${region} (${name}): log in again, and see by \`aws account list-regions\` that the account uses that region.`;
  }
  const code = codeOf(error);
  if (!/^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNRESET)$/.test(code)) return ended(message || name);
  if (endpoint !== undefined && endpoint !== '') {
    return `Nothing answers at AWS_ENDPOINT_URL, which is ${endpoint} (${code}): start what should be there, or unset it.`;
  }
  return (
    (code === 'ENOTFOUND' ? unknownRegion(region) : undefined) ??
    `AWS cannot be reached in ${region} (${code}): check the network and its proxy.`
  );
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
