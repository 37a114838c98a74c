import { quirks } from './quirks.ts';
import { summaryOf } from './report.ts';
import { type Requirement, requirements } from './requirements.ts';
import type { Verdict } from './suite.ts';

export const pageFile = 'docs/conformance.md';

/** docs/conformance.md: each requirement, what is tested of it, and what was found of the runner behind `npm start`. */
export function conformancePage(verdicts: readonly Verdict[]): string {
  const all = requirements();
  const of = new Map(verdicts.map((verdict) => [verdict.check.number, verdict]));
  const found = all.flatMap(({ number }) => of.get(number) ?? []);
  const classes = [...new Set(all.map((one) => one.class))];
  const tables = classes.map((name) => {
    const rows = all.filter((one) => one.class === name).map((one) => rowOf(one, of.get(one.number)));
    return `## ${name}\n\n| | requirement | test | verdict |\n|---|---|---|---|\n${rows.join('\n')}\n`;
  });
  const others = verdicts.filter((verdict) => !found.includes(verdict));
  return [head(summaryOf(found)), ...tables, ...recommended(others), official()].join('\n');
}

function rowOf({ number, id }: Requirement, verdict: Verdict | undefined): string {
  const why = verdict?.verdict === 'passed' ? '' : `: ${verdict?.reasons.join(' ').replaceAll('|', '\\|')}`;
  return `| ${number} | \`${id}\` | ${verdict?.check.title ?? 'none'} | ${verdict?.verdict ?? 'none'}${why} |`;
}

function recommended(verdicts: readonly Verdict[]): readonly string[] {
  if (verdicts.length === 0) return [];
  const rows = verdicts.map(({ check: { id, title }, verdict, reasons }) => {
    const why = verdict === 'passed' ? '' : `: ${reasons.join(' ')}`;
    return `| \`${id}\` | ${title} | ${verdict}${why} |`;
  });
  return [
    `## Recommendations\n\nThose that this server follows; no server has to.\n\n| recommendation | test | verdict |\n|---|---|---|\n${rows.join('\n')}\n`,
  ];
}

function head(summary: string): string {
  return `# Conformance

OGC API – Processes – Part 1: Core 1.0 (OGC 18-062r2) has 83 requirements in eight conformance classes. Each has a check in
\`test/conformance/checks/\`, which speaks plain HTTP to any server, and beside it in \`test/conformance/fixtures/\` recorded
exchanges that are right and others that are wrong: \`npm test\` proves that the check takes the first and refuses the second.

This page is written by \`npm run test:conformance -- --write\`, and \`npm test\` fails where it differs from what the suite
finds of the server behind \`npm start\`: **${summary}**. A check that lacks something says so and is
*not run*, never passed.

## Another server

\`\`\`sh
# not run here: it needs another server
npm ci
npm run test:conformance -- --url https://example.org/ogc --echo-process echo
\`\`\`

\`--echo-process\` names a process that gives back what it is given, an output for each input by the same name, its first
input a plain string; say it again for others that have inputs which the first has not (several values, objects,
bounding boxes, binaries, alternatives by media type). An input \`pause\`, in seconds, makes jobs last long enough to be
looked at while they run. \`--callback-host\` is the name under which the server reaches the machine that the suite runs
on, for callbacks, which come by http to a free port, or to the one that stands behind the name (\`host:port\`); this
server makes them where the setting \`callbackOrigins\` has \`http://host:port\`. \`--json\` prints for programs; the exit
code is 1 when a check has failed. The suite makes some dozens of short jobs and dismisses three of them; it removes
nothing that it did not make.
`;
}

function official(): string {
  const rows = Object.entries(quirks).map(([name, sentence]) => `| ${name} | ${sentence} |`);
  return `## The official suite

The executable test suite of the OGC, [ets-ogcapi-processes10](https://github.com/opengeospatial/ets-ogcapi-processes10) 1.3,
has 54 tests for \`core\`, \`ogc-process-description\` and a part of \`job-list\`. **It was not run here**: it comes as a container
image or a Java archive, and this project was made without either. To run it against a server on your machine:

\`\`\`sh
PORT=8081 npm start
docker run --rm --network host ogccite/ets-ogcapi-processes10:1.3-teamengine-6.0.0-RC2   # in another terminal
curl -u ogctest:ogctest -H 'Accept: application/xml' \\
  'http://localhost:8080/teamengine/rest/suites/ogcapi-processes-1.0/run?iut=http%3A%2F%2F127.0.0.1%3A8081&echoprocessid=echo'
\`\`\`

The image takes port 8080, hence the other one for the API. \`.github/workflows/ogc-suite.yml\` holds the same as a job, not run
either. The process to name is \`echo\`; a deployed API is named by its URL
in \`iut\`. The suite is particular; what was seen of it is numbered here, and each number has a test of ours in
\`test/conformance/quirks.test.ts\`.

| | what it asks |
|---|---|
${rows.join('\n')}
`;
}
