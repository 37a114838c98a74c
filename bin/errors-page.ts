import { type ExceptionCode, exceptions } from '#lib/ogc/exception.ts';
import { meanings } from './errors-meanings.ts';

/** What mostly a gateway answers comes last. */
const mostlyGateways: readonly ExceptionCode[] = [
  'unauthorized',
  'forbidden',
  'too-many-requests',
  'gateway-timeout',
];

/** docs/errors.md as a whole: every exception that a client can meet. */
export function errorsPage(): string {
  const codes = Object.keys(exceptions) as ExceptionCode[];
  return `# Errors

Whatever is wrong with a request, the answer has one shape, as JSON or, for people, as a page; with
\`Accept: application/problem+json\` its media type says so (RFC 9457).

| member | what it is |
| --- | --- |
| \`type\` | a URI, of the standard where it names one; \`about:blank\` says no more than the status |
| \`code\` | which of the exceptions below it is; it never changes, so let programs look at it |
| \`title\` | the exception in words |
| \`status\` | the HTTP status |
| \`detail\` | a sentence for people: what was wrong, the value, what would be right |
| \`instance\` | the path of the request |
| \`problems\` | what is wrong with an execute request, 50 problems at most: \`path\`, \`detail\` and \`value\` in short |

The type URIs other than \`about:blank\` begin with \`${prefix(codes)}\`.
Why they are what they are says [this decision](decisions/exception-types.md). What follows is made from
\`lib/ogc/exception.ts\`; \`npm run docs:errors -- --write\` renews it.

${table(codes.filter((code) => !mostlyGateways.includes(code)))}

## What mostly a gateway answers

Where callers are told apart ([owners.md](owners.md)), or a usage plan or a firewall is in front of the functions, a REST API
answers these too; that the caller has too many jobs is said by the functions themselves. An HTTP API says what it refuses in
its own form, \`{"message": …}\`.

${table(mostlyGateways)}
`;
}

/** The longest beginning that all type URIs share, up to a slash. */
function prefix(codes: readonly ExceptionCode[]): string {
  const types = codes.map((code): string => exceptions[code].type).filter((type) => type.startsWith('http'));
  const [first = ''] = types;
  const shared = first.slice(0, first.lastIndexOf('/') + 1);
  if (!types.every((type) => type.startsWith(shared))) {
    throw new Error(`Not all type URIs begin with ${shared}.`);
  }
  return shared;
}

function table(codes: readonly ExceptionCode[]): string {
  const rows = codes.map((code) => {
    const { type, title, status } = exceptions[code];
    const { meaning, remedy } = meanings[code];
    const short = type.slice(type.lastIndexOf('/') + 1);
    return `| \`${code}\` | ${status} | \`${short}\` | ${title} | ${meaning} | ${remedy} |`;
  });
  return [
    '| code | status | type | title | what it means | what to do |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}
