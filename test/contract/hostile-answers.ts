import type { RequestListener, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

/** What a server may answer that is up to no good; those who fetch it allow 1000 bytes and half a second. */
interface HostileAnswer {
  readonly answer: RequestListener;
  readonly what: string;
}

const large = 'is larger than 1000 bytes';
const late = 'took longer than 0.5 seconds';
const broken = 'broke off before its end';

/** By path. */
export const hostileAnswers: Readonly<Record<string, HostileAnswer>> = {
  '/endless-body': {
    what: large,
    answer: (_, response) => again(response, () => response.write('x'.repeat(100))),
  },
  '/dripping-body': { what: late, answer: (_, response) => again(response, () => response.write('x'), 20) },
  '/dripping-headers': {
    what: late,
    answer: raw('HTTP/1.1 200 OK\r\n', 'x-a: b\r\n', 20),
  },
  '/endless-headers': {
    what: 'answered with headers that are too large',
    answer: raw('HTTP/1.1 200 OK\r\n', `x-a: ${'b'.repeat(1_000)}\r\n`),
  },
  '/endless-header': {
    what: 'answered with headers that are too large',
    answer: raw('HTTP/1.1 200 OK\r\nx-a: ', 'b'.repeat(1_000)),
  },
  '/endless-hints': { what: late, answer: raw('', 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n') },
  '/endless-status': {
    what: 'answered with headers that are too large',
    answer: raw('HTTP/1.1 200 ', 'x'.repeat(1_000)),
  },
  '/endless-trailers': {
    what: broken,
    answer: raw(
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n',
      `x-a: ${'b'.repeat(1_000)}\r\n`,
    ),
  },
  '/endless-chunk-extension': {
    what: broken,
    answer: raw('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1;', 'b'.repeat(1_000)),
  },
  '/huge-chunk': {
    what: broken,
    answer: raw(
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nfffffffffffffffff\r\n',
      'b'.repeat(1_000),
    ),
  },
  '/gzip-bomb': {
    what: 'answered with a content encoding, though none was asked for',
    answer: (_, response) => response.setHeader('content-encoding', 'gzip').end(bomb),
  },
  '/gzip-bomb-within': {
    what: 'answered with a content encoding, though none was asked for',
    answer: (_, response) =>
      response.setHeader('content-encoding', 'identity, gzip, gzip').end(gzipSync(bomb)),
  },
  '/brotli': {
    what: 'answered with a content encoding, though none was asked for',
    answer: (_, response) => response.setHeader('content-encoding', 'br').end('x'),
  },
  '/claims-more': {
    what: broken,
    answer: raw('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nfew'),
  },
  '/claims-much': {
    what: large,
    answer: raw('HTTP/1.1 200 OK\r\ncontent-length: 99999999999999999\r\n\r\nfew'),
  },
  '/claims-less-than-nothing': {
    what: 'cannot be reached',
    answer: raw('HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\nfew'),
  },
  '/claims-twice': {
    what: 'cannot be reached',
    answer: raw('HTTP/1.1 200 OK\r\ncontent-length: 3\r\ncontent-length: 9\r\n\r\nfew'),
  },
  '/claims-both': {
    what: 'cannot be reached',
    answer: raw(
      'HTTP/1.1 200 OK\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n3\r\nfew\r\n0\r\n\r\n',
    ),
  },
  '/no-http': { what: 'cannot be reached', answer: raw('220 mail.example ESMTP\r\n') },
  '/switches': {
    what: 'answered 101 Switching Protocols',
    answer: raw('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: h2c\r\n\r\n'),
  },
  '/hangs-up': { what: broken, answer: (request) => request.socket.destroy() },
  '/part': {
    what: 'answered 206 Partial Content',
    answer: (_, response) => response.writeHead(206).end('x'),
  },
  '/partly': { what: 'answered 207 Multi-Status', answer: (_, response) => response.writeHead(207).end('x') },
  '/loops': { what: 'redirects more than 3 times', answer: (_, response) => redirect(response, '/loops') },
  '/loops-by-two': {
    what: 'redirects more than 3 times',
    answer: (_, response) => redirect(response, '/loops-by-two-back'),
  },
  '/loops-by-two-back': {
    what: 'redirects more than 3 times',
    answer: (_, response) => redirect(response, '/loops-by-two'),
  },
  '/leads-to-nowhere': {
    what: 'redirects more than 3 times',
    answer: (_, response) => redirect(response, ''),
  },
  '/leads-down': {
    what: 'redirects from https to http',
    answer: (_, response) => redirect(response, 'http://data.net.example/'),
  },
  '/leads-on': {
    what: 'leads to a private address',
    answer: (_, response) => redirect(response, 'https://both.net.example/leads-home'),
  },
  '/leads-home': {
    what: 'leads to a private address',
    answer: (_, response) => redirect(response, 'https://loopback.net.example/'),
  },
  '/leads-inside': {
    what: 'redirects to one that leads to a private address',
    answer: (_, response) => redirect(response, '//127.0.0.1/'),
  },
};

/** A megabyte in a kilobyte. */
const bomb = gzipSync(Buffer.alloc(1_000_000));

export function redirect(response: ServerResponse, location: string): void {
  response.writeHead(302, { location }).end();
}

/** Bytes as they are, and then the same ones again and again until the other side is gone. */
function raw(start: string, more?: string, milliseconds = 1): RequestListener {
  return ({ socket }) => {
    if (more === undefined) return void socket.end(start);
    socket.write(start);
    again(socket, () => socket.write(more), milliseconds);
  };
}

function again(
  until: { on(event: 'close', act: () => void): unknown },
  act: () => unknown,
  milliseconds = 1,
): void {
  const timer = setInterval(act, milliseconds);
  until.on('close', () => clearInterval(timer));
}
