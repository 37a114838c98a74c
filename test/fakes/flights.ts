import type { Ports } from '#lib/job/ports.ts';
import type { Store } from './store.ts';

/** Who runs executions that are cached. */
export function fakeFlights({ flights }: Store): Pick<Ports, 'flights'> {
  return {
    flights: {
      take: async (key, token, { now, until }) => {
        const flight = flights.get(key);
        if (flight && flight.until > now && flight.token !== token) return false;
        flights.set(key, { token, until });
        return true;
      },
      held: async (key, now) => (flights.get(key)?.until ?? 0) > now,
      release: async (key, token) => {
        if (flights.get(key)?.token === token) flights.delete(key);
      },
    },
  };
}
