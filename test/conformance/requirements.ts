import { readFileSync } from 'node:fs';

/** One requirement of the standard. */
export interface Requirement {
  readonly number: string;
  readonly class: string;
  readonly id: string;
}

/** The 83 requirements, in the order of the standard. */
export function requirements(): readonly Requirement[] {
  const text = readFileSync(new URL('requirements.csv', import.meta.url), 'utf8');
  return text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [number = '', name = '', id = ''] = line.split(',');
      return { number, class: name, id };
    });
}
