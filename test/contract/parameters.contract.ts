import { expect, test } from 'vitest';
import type { Open } from './subject.ts';

export function parametersContract(open: Open): void {
  test('parameters: values come by name, however many, and those that do not exist are missing', async () => {
    const subject = open();
    const names = Array.from({ length: 12 }, (_, index) => `/number/${index}`);
    await subject.keep(Object.fromEntries(names.map((name) => [name, `value of ${name}`])));

    expect(await subject.parameters.read([...names, '/none'])).toEqual(
      Object.fromEntries(names.map((name) => [name, `value of ${name}`])),
    );
    expect(await subject.parameters.read([])).toEqual({});
  });

  test('parameters: a secret goes by its name below /aws/reference/secretsmanager/', async () => {
    const subject = open();
    await subject.keep({ 'maps/token': '{"field":"x"}' });
    const name = '/aws/reference/secretsmanager/maps/token';

    expect(await subject.parameters.read([name])).toEqual({ [name]: '{"field":"x"}' });
  });
}
