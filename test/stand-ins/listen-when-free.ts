import { once } from 'node:events';
import type { Server } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

/** Milliseconds that another test may hold a port. */
const patience = 120_000;

/** Listens as soon as nobody else does there: tests share the one port to which a deployment makes callbacks. */
export async function listenWhenFree(server: Server, port: number, hostname?: string): Promise<void> {
  for (const late = Date.now() + patience; ; await pause(100)) {
    server.listen({ port, ...(hostname !== undefined && { host: hostname }) });
    try {
      await once(server, 'listening');
      return;
    } catch (error) {
      const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
      if (!taken || Date.now() > late) throw error;
    }
  }
}
