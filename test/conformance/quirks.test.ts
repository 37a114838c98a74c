/**
 * What the official suite, ets-ogcapi-processes10 1.3, really asks of a server, quirks and all, as docs/conformance.md
 * numbers them. That suite is not run here; each of these was seen by running it.
 */
import { beforeAll, describe, expect, inject, it } from 'vitest';
import type { Exchange } from './exchange.ts';
import { contentIDOf, partsOf } from './multipart.ts';
import { isObject, itemsOf, linksOf, type Members, mediaTypeOf, membersOf } from './reading.ts';
import { send } from './send.ts';
import { type ExecuteBody, jobOf, type Server, serverAt } from './server.ts';
import { shapeProblems } from './shapes.ts';

const url = inject('url');
const server: Server = serverAt(url, { echoProcesses: ['echo'] });
const text = { stringInput: 'teststring' };
const asJob = { prefer: 'respond-async' };
const execute = (body: ExecuteBody, headers?: Record<string, string>) =>
  server.execute('echo', body, headers);

describe('the echo process that the suite is given', () => {
  let description: Members;
  let inputs: readonly (readonly [string, Members, Members])[];
  let outputs: Members;
  beforeAll(async () => {
    description = membersOf(await server.get('/processes/echo'));
    outputs = description.outputs as Members;
    inputs = Object.entries(description.inputs as Members).map(([id, input]) => {
      const members = input as Members;
      return [id, members, members.schema as Members] as const;
    });
  });

  it('§5.4: runs in both modes, and has several outputs', () => {
    expect(description.jobControlOptions).toEqual(expect.arrayContaining(['sync-execute', 'async-execute']));
    expect(Object.keys(outputs).length).toBeGreaterThan(1);
  });

  it('§5.4, Q18: its first input is a plain string with an output of its name, and the only one that is required', () => {
    const [first] = inputs;
    const required = inputs.filter(([, { minOccurs = 1 }]) => minOccurs !== 0).map(([id]) => id);
    const { type, enum: values, format, contentMediaType } = first?.[2] ?? {};

    expect({ type, values, format, contentMediaType }).toEqual({ type: 'string' });
    expect(required).toEqual([first?.[0]]);
    expect(Object.keys(outputs)).toContain(first?.[0]);
  });

  it('§5.4: `pause` is a whole number, and arrays hold whole numbers on both sides', () => {
    const schemas = Object.fromEntries(inputs.map(([id, , schema]) => [id, schema]));
    const arrays = inputs.filter(([, , { type }]) => type === 'array');

    expect(schemas.pause).toMatchObject({ type: 'integer' });
    expect(arrays).not.toEqual([]);
    for (const [id, , { items }] of arrays) {
      expect(items).toMatchObject({ type: 'integer' });
      expect(outputs[id]).toMatchObject({ schema: { type: 'array' } });
    }
  });

  it('§5.4: a bounding box is `allOf`, its format first, on both sides; nothing else is an `allOf`', () => {
    const all = inputs.filter(([, , schema]) => 'allOf' in schema);

    expect(all.map(([id]) => id)).toEqual(['boundingBoxInput']);
    for (const [id, , schema] of all) {
      expect(schema.allOf).toEqual([{ format: 'ogc-bbox' }, expect.objectContaining({ type: 'object' })]);
      expect(outputs[id]).toMatchObject({ schema: { allOf: [{ format: 'ogc-bbox' }, {}] } });
    }
  });

  it('§5.4: objects may be strings, too; one input and one output are of alternatives; one input is text of a media type', () => {
    const mixed = inputs.filter(([, , schema]) => 'oneOf' in schema);
    const textual = inputs.filter(([, , { contentMediaType }]) => contentMediaType === 'application/xml');

    expect(mixed.map(([, , { oneOf }]) => oneOf)).toContainEqual(
      expect.arrayContaining([
        expect.objectContaining({ type: 'object' }),
        expect.objectContaining({ type: 'string' }),
      ]),
    );
    expect(mixed.map(([id]) => (outputs[id] as Members).schema)).toContainEqual(
      expect.objectContaining({ oneOf: expect.any(Array) }),
    );
    expect(textual).toHaveLength(1);
  });

  it('§5.4, Q2: its description has no nested reference, and no input that the suite takes for binary', () => {
    expect(JSON.stringify(description)).not.toMatch(/"\$ref"|"format":"byte"|"contentEncoding":"binary"/);
  });

  it.each<[string, Members]>([
    ['an array', { arrayInput: [1, 2, 3] }],
    ['a bounding box', { boundingBoxInput: { bbox: [5, 52, 5.2, 52.2] } }],
    ['a string where an object is meant', { complexObjectInput: { value: 'teststring' } }],
    [
      'a format nested beside the value',
      { xmlInput: { value: '<a/>', format: { mediaType: 'application/xml' } } },
    ],
  ])('§5.4: it takes %s as the suite sends it', async (_, more) => {
    const sync = await execute({ inputs: { ...text, ...more } });
    const async = await execute({ inputs: { ...text, ...more } }, asJob);

    expect([sync.status, async.status]).toEqual([200, 201]);
  });
});

describe('executions', () => {
  it('Q1: a synchronous answer by value carries no Link header', async () => {
    const answers = [
      await execute({ inputs: text }),
      await execute({ inputs: text, response: 'document' }),
      await execute({ inputs: text, outputs: { stringInput: {} } }),
    ];

    expect(answers.map(({ status, headers }) => [status, headers.link])).toEqual(
      answers.map(() => [200, undefined]),
    );
  });

  it.each([undefined, 'application/json'])(
    'Q3, Q6: wrong input is 400 in application/json where %s is accepted',
    async (accept) => {
      const answer = await execute(
        { inputs: { ...text, doubleInput: 'no number' } },
        { ...(accept && { accept }) },
      );

      expect(answer.status).toBe(400);
      expect(answer.headers['content-type']).toMatch(/^application\/json(;|$)/);
    },
  );

  it.each(['respond-async', 'respond-async ', ' respond-async'])(
    'Q7: `Prefer: %s` makes a job',
    async (prefer) => {
      expect((await execute({ inputs: text }, { prefer })).status).toBe(201);
    },
  );

  it.each([{}, asJob])('Q8: a request without inputs is refused with an exception (%j)', async (headers) => {
    const answer = await server.execute(
      'echo',
      { 'invalid-execute-request': 'true)' } as ExecuteBody,
      headers,
    );

    expect(answer.status).toBe(400);
    expect(shapeProblems('exception', membersOf(answer))).toEqual([]);
  });

  it('Q15: in multipart/related the part with the string is text', async () => {
    const parts = partsOf(await execute({ inputs: { ...text, doubleInput: 1 } }));
    const part = parts.find((one) => contentIDOf(one) === 'stringInput');

    expect(part?.body).toBe('teststring');
    expect(part?.headers['content-type']).toMatch(/^text\//);
  });

  it('Q17: outputs of inputs that were not sent are left out, and not refused', async () => {
    const outputs = { stringInput: {}, doubleInput: {}, arrayInput: {}, boundingBoxInput: {}, xmlInput: {} };
    const answer = await execute({ inputs: text, outputs, response: 'document' });

    expect(answer.status).toBe(200);
    expect(membersOf(answer)).toEqual(text);
  });
});

describe('jobs', () => {
  let created: Exchange;
  let unfinished: Exchange;
  let finished: Exchange;
  beforeAll(async () => {
    created = await execute({ inputs: { ...text, pause: 5 }, outputs: { stringInput: {} } }, asJob);
    unfinished = await server.get(jobOf(created));
    finished = await server.ended(jobOf(created));
  });

  it('Q4: Location and links are absolute; an unfinished job links to its status, a finished one to its results', () => {
    const rels = (job: Exchange) => linksOf(job).map(({ rel }) => rel);

    expect(created.headers.location).toMatch(/^https?:\/\//);
    expect(rels(unfinished)).toEqual(expect.arrayContaining(['monitor', 'status']));
    expect(rels(finished)).toContain('http://www.opengis.net/def/rel/ogc/1.0/results');
    for (const { href } of [...linksOf(unfinished), ...linksOf(finished)]) {
      expect(href).toMatch(/^https?:\/\//);
    }
  });

  it('Q5: a job without a pause ends within the ten seconds that the suite polls', async () => {
    const start = Date.now();
    const job = await server.ended(jobOf(await execute({ inputs: text }, asJob)));

    expect(membersOf(job).status).toBe('successful');
    expect(Date.now() - start).toBeLessThan(9000);
  });

  it('Q11: the list of jobs is not empty after that, and by jobList.yaml', async () => {
    const list = await server.get('/jobs');

    expect(itemsOf(list, 'jobs')).not.toEqual([]);
    expect(shapeProblems('jobList', membersOf(list))).toEqual([]);
  });

  it('Q12: what does not exist is 404 with the type of the standard, which the suite does not look at', async () => {
    const ogc = 'http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0';
    const answers = await Promise.all(
      ['/processes/x', '/jobs/x', '/jobs/x/results'].map((path) => server.get(path)),
    );

    expect(answers.map((answer) => [answer.status, membersOf(answer).type])).toEqual([
      [404, `${ogc}/no-such-process`],
      [404, `${ogc}/no-such-job`],
      [404, `${ogc}/no-such-job`],
    ]);
  });

  it('Q16: a status has a type, and no member is null', () => {
    for (const job of [created, unfinished, finished]) {
      expect(membersOf(job).type).toBe('process');
      expect(Object.values(membersOf(job))).not.toContain(null);
    }
  });

  it('§5.6 testJobResultsExceptionResultsNotReady: with a pause of five seconds the results are not ready', async () => {
    const job = jobOf(await execute({ inputs: { ...text, pause: 5 } }, asJob));
    const results = await server.get(`${job}/results`);

    expect(results.status).toBe(404);
    expect(membersOf(results).type).toMatch(/\/result-not-ready$/);
  });

  it('§5.6 testJobResultsAsyncRawValueOne: the results of a finished job have the string in them', async () => {
    expect((await server.get(`${jobOf(created)}/results`)).body).toContain('teststring');
  });
});

describe('lists and headers', () => {
  it('Q9: `limit=1` is answered with exactly one process, and the list has links', async () => {
    const list = await server.get('/processes?limit=1');

    expect(itemsOf(list, 'processes')).toHaveLength(1);
    expect(linksOf(list)).not.toEqual([]);
  });

  it.each([
    ['/', 'application/json, application/javascript, text/javascript, text/json', 'application/json'],
    [
      '/conformance',
      'application/json, application/javascript, text/javascript, text/json',
      'application/json',
    ],
    ['', 'text/html, image/gif, image/jpeg, */*; q=0.2', 'text/html'],
    ['', '*/*', 'application/json'],
  ])('Q10: GET %j with Accept %j is answered as %s', async (path, accept, mediaType) => {
    const answer = await server.get(path, { accept });

    expect(answer.status).toBe(200);
    expect(mediaTypeOf(answer)).toBe(mediaType);
  });

  it('Q10: without an Accept header the status and the results document of a job are JSON', async () => {
    const job = jobOf(await execute({ inputs: text, response: 'document' }, asJob));
    await server.ended(job);
    const answers = [await server.get(job), await server.get(`${job}/results`)];

    expect(answers.map(({ request }) => request.headers)).toEqual([{}, {}]);
    expect(answers.map((answer) => isObject(membersOf(answer)))).toEqual([true, true]);
  });

  it('Q13: JSON is application/json, with or without a charset', async () => {
    for (const path of ['/', '/conformance', '/processes', '/processes/echo', '/jobs']) {
      expect((await server.get(path)).headers['content-type']).toMatch(
        /^application\/json(; ?charset=utf-8)?$/i,
      );
    }
  });

  it('§5.6 testHttp: the status line says HTTP/1.1', async () => {
    expect((await send({ method: 'GET', url: `${url}/`, headers: {} })).httpVersion).toBe('1.1');
  });
});
