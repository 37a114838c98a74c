import type { Variables } from '#lib/environment.ts';
import { callbackSecretName } from './callback-secret.ts';
import type { Config } from './config.ts';

/** A variable that says a setting. */
export type Setting = keyof ReturnType<typeof toVariables>;

/** The variables that tell a function those settings that it needs. */
export function settingsFor(config: Config, names: readonly Setting[]): Variables {
  const all = toVariables(config);
  return Object.fromEntries(names.map((name) => [name, all[name]]));
}

function toVariables(config: Config) {
  return {
    STAGE: config.stage,
    PUBLIC_URL: config.publicUrl,
    TITLE: config.title,
    DESCRIPTION: config.description,
    CONTACT: config.contact,
    LICENSE: config.license,
    TERMS_OF_SERVICE: config.termsOfService,
    CORS_ORIGINS: config.corsOrigins.join(),
    IDENTITY: config.identity,
    ISSUER: config.issuer,
    AUDIENCE: config.audience.join(),
    JWKS_URL: config.jwksUrl,
    SUBJECT_CLAIM: config.subjectClaim,
    OPERATOR_CLAIM: config.operatorClaim,
    OPERATOR_VALUE: config.operatorValue,
    OPERATOR_ARNS: config.operatorArns.join(),
    ACTIVE_JOBS: `${config.activeJobs}`,
    BODY_LIMIT: `${config.bodyLimit}`,
    PAGE_DEFAULT: `${config.pageDefault}`,
    PAGE_MAXIMUM: `${config.pageMaximum}`,
    SYNC_WAIT: `${config.syncWait}`,
    SYNC_WAIT_MAXIMUM: `${config.syncWaitMaximum}`,
    RETENTION_DAYS: `${config.retentionDays}`,
    LEASE_SECONDS: `${config.leaseSeconds}`,
    HEARTBEAT_SECONDS: `${config.heartbeatSeconds}`,
    REDISPATCH_SECONDS: `${config.redispatchSeconds}`,
    MAX_ATTEMPTS: `${config.maxAttempts}`,
    REFERENCE_LIMIT: `${config.referenceLimit}`,
    REFERENCE_TIMEOUT: `${config.referenceTimeout}`,
    REFERENCE_HTTP: `${config.referenceHttp}`,
    REFERENCE_ORIGINS: config.referenceOrigins.join(),
    CALLBACK_SECRET: callbackSecretName(config),
    CALLBACK_RETRIES: config.callbackRetries.join(),
    CALLBACK_TIMEOUT: `${config.callbackTimeout}`,
    CALLBACK_PROGRESS_SECONDS: `${config.callbackProgressSeconds}`,
    CALLBACK_HTTP: `${config.callbackHttp}`,
    CALLBACK_ORIGINS: config.callbackOrigins.join(),
  } as const satisfies Variables;
}
