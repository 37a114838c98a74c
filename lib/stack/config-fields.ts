import { identityFields } from './config-identity.ts';
import { flag, list, oneOf, text, whole } from './config-kinds.ts';
import { overrides } from './config-overrides.ts';

/** An origin as URLs have it: in small letters, without a user, and without the port that its scheme implies. */
const origin = /^(?!https:.*:443$)(?!http:.*:80$)https?:\/\/[^/?#@\sA-Z]+$/;

/** Every setting: why one would change it, what it may be (the description ends up in an error's sentence), its default. */
export const fields = {
  /** Names this deployment, so that several can live in one account; also how functions and queues are named. */
  stage: text(
    'dev',
    // Functions of the stage `dev` may be given whatever is named `dev-process-…`, so no other stage is named so.
    /^(?=.{1,20}$)(?!(.*-)?process(-|$))[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
    'at most 20 small letters, digits and single dashes between them, a letter first, and no part of it `process`',
  ),

  /** The region that this stage lives in: set it where a deployment to any other would be a mistake. */
  region: text('', /^([a-z]{2}(-[a-z]+)+-\d)?$/, 'a region such as eu-central-1'),

  /** The kind of gateway: `HttpApi` is the cheaper one; `RestApi` where WAF, usage plans or API keys are wanted. */
  gateway: oneOf('HttpApi', ['HttpApi', 'RestApi']),

  /** The URL that clients use, where that is neither the gateway's own nor the custom domain: behind a CDN. */
  publicUrl: text('', /^(https?:\/\/[^/?#\s]+(\/[^/?#\s]+)*)?$/, 'an absolute URL without trailing slash'),

  /** A domain of one's own for the API, so that its URL outlives the stack; it needs `certificateArn`. */
  domainName: text('', /^([a-z0-9-]+(\.[a-z0-9-]+)+)?$/, 'a domain name such as processes.example.org'),

  /** The certificate of that domain, in ACM and in the region of the stack. */
  certificateArn: text(
    '',
    /^(arn:[a-z-]+:acm:[a-z0-9-]+:\d{12}:certificate\/\S+)?$/,
    'the ARN of a certificate in ACM',
  ),

  /** The hosted zone in Route 53 that the domain's records go into; leave it out where DNS is kept elsewhere. */
  hostedZoneId: text('', /^(Z[A-Z0-9]{1,31})?$/, 'the id of a hosted zone such as Z0123456789ABCDEFGHIJ'),

  ...identityFields,

  /** Requests a second that the gateway lets through: a bound on what a flood costs. */
  throttleRate: whole(100, 1, 10_000),

  /** Requests that may come at once above that rate. */
  throttleBurst: whole(200, 1, 5_000),

  /** What the API calls itself on its landing page and in its definition. */
  title: text('Processes', /^.{1,100}$/, 'text of 1 to 100 characters'),

  /** What this deployment offers, for people who find it. */
  description: text(
    'Geospatial processes, executed on request.',
    /^.{0,500}$/s,
    'text of at most 500 characters',
  ),

  /** Whom users turn to: a URL or an e-mail address. */
  contact: text('', /^\S{0,200}$/, 'a URL or an e-mail address'),

  /** Under which terms results may be used: a name or a URL. */
  license: text('', /^.{0,200}$/, 'text of at most 200 characters'),

  /** Where the terms of service stand. */
  termsOfService: text('', /^(https?:\/\/\S{1,200})?$/, 'an absolute URL'),

  /** Which web pages may call the API from a browser; `*` lets all of them, none forbids it. */
  corsOrigins: list(['*'], /^(\*|https?:\/\/[^/\s]+)$/, 'origins such as https://example.org, or *'),

  /** How long jobs and their results are kept: longer for the record, shorter for privacy and cost. */
  retentionDays: whole(365, 1, 3650),

  /** How long results answer identical requests, of processes that allow it and name no time of their own. */
  cacheHours: whole(48, 1, 8760),

  /** The longest that any process may keep results for identical requests; the bucket keeps them that much longer. */
  cacheHoursMaximum: whole(720, 1, 8760),

  /** Seconds that a synchronous execution waits where the client names no `wait`, before it becomes a job. */
  syncWait: whole(10, 1, 25),

  /** Seconds that a client may ask a synchronous execution to wait: the gateway gives up after 29 or 30. */
  syncWaitMaximum: whole(25, 1, 25),

  /** Bytes of a request's body: more for large inputs by value, which cost memory and time in every request. */
  bodyLimit: whole(1_048_576, 1_024, 4_500_000),

  /** Items on a page of a list where the client names no `limit`. */
  pageDefault: whole(10, 1, 10_000),

  /** Items on a page of a list at most; a page of jobs never has more than 1000. */
  pageMaximum: whole(10_000, 1, 10_000),

  /**
   * Seconds after which a job is taken from a worker that no longer reports: shorter recovers sooner, at the risk of
   * taking it from one that is only slow.
   */
  leaseSeconds: whole(60, 1, 900),

  /** Seconds between a worker's reports, each of which is a write: shorter shows progress and sees dismissal sooner. */
  heartbeatSeconds: whole(20, 1, 450),

  /** Seconds after which a job that nobody has taken is sent again, doubled each time. */
  redispatchSeconds: whole(60, 1, 3_600),

  /** How often a job is started when the platform, not the process, fails it. */
  maxAttempts: whole(3, 1, 10),

  /** Bytes that an input by reference may have; it is kept in the function's temporary storage of 512 MB. */
  referenceLimit: whole(100_000_000, 1_024, 500_000_000),

  /** Seconds that fetching one reference may take. */
  referenceTimeout: whole(60, 1, 870),

  /** Whether inputs may be fetched by plain http: only where the data has no https. */
  referenceHttp: flag(false),

  /** Exact origins that references may name although they resolve to private addresses: a data store of one's own. */
  referenceOrigins: list([], origin, 'origins such as https://data.internal:8443'),

  /**
   * The secret that callbacks are signed with: the name of one in Secrets Manager, or of a parameter, which begins with
   * a slash.
   */
  callbackSecret: text(
    '',
    /^(\/?[\w.+=@-]+(\/[\w.+=@-]+)*)?$/,
    'the name of a secret such as callbacks, or of a parameter such as /maps/callbacks',
  ),

  /**
   * Seconds between the times at which a callback is tried again, the first of them counted from when it was sent: more
   * of them, or longer ones, for receivers that are often down.
   */
  callbackRetries: list(
    ['60', '300', '1800', '7200', '21600', '54000'],
    /^[1-9]\d{0,5}$/,
    'whole numbers of seconds such as 60,300',
  ),

  /** Seconds that a receiver of callbacks may take to answer. */
  callbackTimeout: whole(10, 1, 20),

  /** Seconds between callbacks that tell of a job's progress: shorter tells more, at the price of a request each. */
  callbackProgressSeconds: whole(60, 1, 3_600),

  /** Whether callbacks may go by plain http: only where receivers have no https. */
  callbackHttp: flag(false),

  /** Exact origins that callbacks may go to although they resolve to private addresses: a receiver of one's own. */
  callbackOrigins: list([], origin, 'origins such as https://events.internal:8443'),

  /** Jobs that one process runs at once where it does not say so itself; 0 leaves it to the account. */
  concurrency: whole(0, 0, 1_000),

  /** Changes to single processes, by processID, that belong to this deployment and not to their code. */
  processes: overrides,

  /** Whether X-Ray follows requests: for finding out where time goes; each trace is paid for. */
  tracing: flag(false),

  /** Who is written to when an alarm goes off; without it alarms only show on the dashboard. */
  alarmEmail: text('', /^([^@\s]+@[^@\s]+)?$/, 'an e-mail address'),

  /** Tags on every resource, such as for sharing out costs. */
  tags: list([], /^(?!aws:)[^=,\s][^=,]{0,127}=[^,]{0,256}$/, 'tags such as team=maps'),

  /** Days that logs are kept. */
  logRetentionDays: oneOf(
    30,
    [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 3653],
  ),

  /** What becomes of table and bucket when the stack is deleted; `destroy` by itself for the stage dev alone. */
  removalPolicy: oneOf('retain', ['retain', 'destroy']),
};
