import type { Clock } from '#lib/job/ports.ts';
import type { FunctionPorts } from './functions.ts';

type Call = <T>(point: string, effect: () => Promise<T>) => Promise<T>;

/** All ports, each call by way of `call`. What is no port stays as it is. */
export function throughPoints(ports: FunctionPorts, call: Call, clock: () => Clock): FunctionPorts {
  const made = new Map<string | symbol, unknown>();
  return new Proxy(ports, {
    get(target, name, receiver) {
      if (name === 'clock') return clock();
      const port: unknown = Reflect.get(target, name, receiver);
      if (typeof port !== 'object' || port === null || name === 'catalogue' || name === 'log') return port;
      const known = made.get(name) ?? throughPoint(String(name), port, call);
      made.set(name, known);
      return known;
    },
  });
}

function throughPoint(name: string, port: object, call: Call): object {
  return new Proxy(port, {
    get(target, method, receiver) {
      const real: unknown = Reflect.get(target, method, receiver);
      if (typeof real !== 'function') return real;
      return (...given: readonly unknown[]) => {
        const point = `${name}.${String(method)}${method === 'move' ? ` ${String(given[1])}` : ''}`;
        return call(point, () => Reflect.apply(real, target, given));
      };
    },
  });
}
