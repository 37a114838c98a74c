import type { Answer } from '#lib/ogc/answer.ts';
import { Exception, type ExceptionCode } from '#lib/ogc/exception.ts';
import type { Request } from '#lib/ogc/request.ts';
import { dismiss } from '#lib/operations/dismiss.ts';
import { execute } from '#lib/operations/execute.ts';
import { getResult } from '#lib/operations/get-result.ts';
import { getStatus } from '#lib/operations/get-status.ts';
import type { Role } from './actor.ts';
import { checkDeletion, checkExecution, checkResults, checkStatus } from './answers.ts';
import { type FunctionPorts, invoked } from './functions.ts';
import type { Client } from './schedule.ts';
import type { World } from './world.ts';

/** What a client sees of an answer: the HTTP status; no answer at all is 0. */
export interface Seen {
  readonly status: number;
  readonly answer?: Answer;
  readonly code?: ExceptionCode;
  /** When the request was sent and when it was answered, in true time. */
  readonly sent: number;
  readonly at: number;
}

export const base = 'https://api.example';
const encoder = new TextEncoder();

/** Sends the execute request, and what follows from its answer. */
export function startClient(world: World, client: Client, index: number): void {
  const { timeline, watch } = world;
  const owner = ownerOf(index);
  timeline.after(client.at * 1000, () => {
    const { clients } = world.schedule;
    const n = client.process === 'cached' ? clients.findIndex(({ process }) => process === 'cached') : index;
    send(world, 'execute', executeRequest(client, n, owner), executeWith(world), (seen) => {
      const jobID = checkExecution(world, client, seen);
      if (jobID === undefined) return;
      watch.acknowledge(jobID, owner);
      look(client.looksAt);
      if (client.dismissAt === undefined) return;
      timeline.after(client.dismissAt * 1000, () => {
        send(world, 'dismiss', jobRequest(jobID, owner), dismiss, (made) => {
          checkDeletion(world, jobID, made);
          look(0);
        });
      });

      function look(seconds: number) {
        timeline.after(seconds * 1000, () => {
          const request = jobRequest(jobID ?? '', owner);
          send(world, 'read', request, getStatus, (made) => checkStatus(world, jobID ?? '', made));
          send(world, 'read', request, getResult, (made) => checkResults(world, jobID ?? '', made));
        });
      }
    });
  });
}

/** Clients take turns at being one of two owners. */
export function ownerOf(index: number): string {
  return index % 2 === 0 ? 'anna' : 'bert';
}

/** A request that gets its answer, or does not. */
function send(
  world: World,
  role: Role,
  request: Request,
  operation: (ports: FunctionPorts, request: Request) => Promise<Answer>,
  answered: (seen: Seen) => void,
): void {
  const { timeline, chance } = world;
  const sent = timeline.now();
  const answer = (made: Pick<Seen, 'status' | 'answer' | 'code'>) => {
    const trouble = chance.next();
    if (trouble) chance.happened(`${trouble.kind === 'slow' ? 'slow' : 'lost'} answer`);
    const late = trouble?.kind === 'slow' ? trouble.seconds * 1000 : 0;
    const seen = trouble && !late ? { status: 0 } : made;
    timeline.after(chance.latency() + late, () => answered({ ...seen, sent, at: timeline.now() }));
  };
  timeline.after(chance.latency(), () => {
    invoked(world, role, (ports) => operation(ports, request)).then(
      (given) => answer({ status: given.status, answer: given }),
      (error: unknown) => answer(error instanceof Exception ? error : { status: 500 }),
    );
  });
}

function executeWith({ settings }: World) {
  return (ports: FunctionPorts, request: Request) => execute(ports, request, settings);
}

function executeRequest({ process, prefer, ends }: Client, n: number, owner: string): Request {
  const outputs = ends === 'by reference' && { outputs: { result: { transmissionMode: 'reference' } } };
  return {
    ...jobRequest('', owner),
    method: 'POST',
    path: `/processes/${process}/execution`,
    parameters: { processID: process },
    header: (name) => (name === 'prefer' && prefer !== 'none' ? prefer : undefined),
    body: encoder.encode(JSON.stringify({ inputs: { n }, ...outputs })),
  };
}

export function jobRequest(jobID: string, owner: string): Request {
  return {
    method: 'GET',
    path: `/jobs/${jobID}`,
    base,
    parameters: { jobID },
    query: new URLSearchParams(),
    header: () => undefined,
    body: new Uint8Array(),
    owner,
  };
}
