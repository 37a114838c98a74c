/**
 * Stands in for `@aws-sdk/credential-provider-node` in bundles: Lambda gives a function its credentials in the
 * environment, so the chain that looks for them on developers' machines is dead weight there.
 */
export const defaultProvider = () => async () => {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) {
    throw new Error("The function's environment lacks AWS_ACCESS_KEY_ID or AWS_SECRET_ACCESS_KEY.");
  }
  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN && { sessionToken: AWS_SESSION_TOKEN }),
  };
};

/** They live as long as the function's environment. */
export const credentialsWillNeedRefresh = () => false;
export const credentialsTreatedAsExpired = () => false;
