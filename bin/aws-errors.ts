/** What went wrong with AWS, as a sentence with what helps; of anything else its own message. */
export function toSentence(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { name, message } = error;
  if (name === 'CredentialsProviderError') {
    return 'There are no AWS credentials: log in (`aws sso login`, `aws configure`), or set AWS_PROFILE; for the runner start `npm start` and say --local.';
  }
  if (/Region is missing/.test(message)) {
    return 'There is no AWS region: set AWS_REGION, such as eu-central-1.';
  }
  if (
    /^(ExpiredToken|InvalidClientToken|UnrecognizedClient|InvalidSignature|SignatureDoesNotMatch)/.test(name)
  ) {
    return `AWS does not take these credentials (${name}): log in again.`;
  }
  if (/^AccessDenied/.test(name)) return `These credentials may not do that: ${ended(message)}`;
  if (/^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN)$/.test(codeOf(error))) {
    return `Nothing answers there (${message || codeOf(error)}): check AWS_ENDPOINT_URL and the network.`;
  }
  return ended(message);
}

function codeOf(error: Error): string {
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error instanceof AggregateError && error.errors[0] instanceof Error ? codeOf(error.errors[0]) : '';
}

function ended(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}
