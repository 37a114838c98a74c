import { createSocket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { SocketAddress } from 'node:net';
import type { Resolve } from '#lib/outgoing/address-guard.ts';

/** What is said of a name: addresses, if any, or a response code such as 3 (no such name), or nothing at all. */
export interface NameAnswer {
  readonly A?: readonly string[];
  readonly AAAA?: readonly string[];
  /** The name that it is an alias of; the addresses are that one's. */
  readonly CNAME?: string;
  readonly code?: number;
  readonly silent?: boolean;
}

/** By name. Of several answers each question for a kind of record gets the next; the last one stays. */
export type Zone = Readonly<Record<string, readonly NameAnswer[]>>;

const types = { 1: 'A', 28: 'AAAA' } as const;

/** A real DNS server on loopback, whose answers may be kept by nobody, and how Node asks it. */
export async function startNameServer(zone: Zone): Promise<{ readonly resolve: Resolve; stop(): void }> {
  const asked = new Map<string, number>();
  const socket = createSocket('udp4', (question, { port, address }) => {
    const { name, type, end } = questionOf(question);
    const key = `${name} ${type}`;
    const count = asked.get(key) ?? 0;
    asked.set(key, count + 1);
    const answers = zone[name] ?? [{ code: 3 }];
    const answer = answers[count] ?? answers.at(-1) ?? {};
    if (!answer.silent) socket.send(replyTo(question.subarray(0, end), type, answer), port, address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  const resolver = new Resolver({ timeout: 200, tries: 1 });
  resolver.setServers([`127.0.0.1:${socket.address().port}`]);
  return { resolve: toResolve(resolver), stop: () => void socket.close() };
}

function questionOf(message: Buffer) {
  const labels: string[] = [];
  let at = 12;
  for (let length = message[at] ?? 0; length > 0; length = message[at] ?? 0) {
    labels.push(message.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  const type = types[message.readUInt16BE(at + 1) as keyof typeof types];
  return { name: labels.join('.').toLowerCase(), type, end: at + 5 };
}

/** RFC 1035, 4.1: the header, the question again, and the answers, which live for no second. */
function replyTo(question: Buffer, type: 'A' | 'AAAA' | undefined, answer: NameAnswer): Buffer {
  const { code = 0, CNAME } = answer;
  const addresses = code === 0 && type ? (answer[type] ?? []) : [];
  const alias = code === 0 && CNAME ? [record(5, nameBytes(CNAME))] : [];
  const records = [...alias, ...addresses.map((text) => record(type === 'A' ? 1 : 28, addressBytes(text)))];
  const reply = Buffer.concat([question, ...records]);
  reply.writeUInt16BE(0x8180 | code, 2);
  reply.writeUInt16BE(records.length, 6);
  reply.writeUInt32BE(0, 8);
  return reply;
}

function record(type: number, data: Buffer): Buffer {
  const head = Buffer.from('c00c00000001000000000000', 'hex');
  head.writeUInt16BE(type, 2);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}

function nameBytes(name: string): Buffer {
  const labels = name.split('.').map((label) => Buffer.from(`${String.fromCharCode(label.length)}${label}`));
  return Buffer.concat([...labels, Buffer.from([0])]);
}

/** Four bytes, or sixteen of eight groups; the URL parser writes an IPv6 address with one `::` at most and no dots. */
function addressBytes(text: string): Buffer {
  if (!text.includes(':')) return Buffer.from(text.split('.').map(Number));
  const { address } = new SocketAddress({ address: text, family: 'ipv6' });
  const [before = '', after] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const groups = (half: string) => half.split(':').filter((group) => group !== '');
  const [start, end] = [groups(before), groups(after ?? '')];
  const all = [...start, ...Array.from({ length: 8 - start.length - end.length }, () => '0'), ...end];
  return Buffer.from(all.map((group) => group.padStart(4, '0')).join(''), 'hex');
}

function toResolve(resolver: Resolver): Resolve {
  return async (hostname, _, callback) => {
    const [four, six] = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
    const found = [
      ...(four.status === 'fulfilled' ? four.value : []).map((address) => ({ address, family: 4 })),
      ...(six.status === 'fulfilled' ? six.value : []).map((address) => ({ address, family: 6 })),
    ];
    callback(found.length === 0 && four.status === 'rejected' ? four.reason : null, found);
  };
}
