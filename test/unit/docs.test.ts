import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const guide = readFileSync('docs/fastprocesses.md', 'utf8');
const pages = ['README.md', ...markdownIn('docs'), ...markdownIn('docs/decisions')];

describe('docs/fastprocesses.md', () => {
  it('has a row for each of the 40 defects', () => {
    const rows = [...guide.matchAll(/^\| S(\d+) \|/gm)].map(([, number]) => Number(number));

    expect(rows).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
  });

  it('names tests that are there', () => {
    const named = [...guide.matchAll(/`(test\/[^`]+\.ts)`(?:: “([^”]+)”)?/g)];

    const missing = named.filter(
      ([, file = '', title = '']) => !existsSync(file) || !readFileSync(file, 'utf8').includes(title),
    );

    expect(named.length).toBeGreaterThanOrEqual(50);
    expect(missing.map(([text]) => text)).toEqual([]);
  });
});

it.each(pages)('%s links to files that are there', (page) => {
  const links = [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(
    ([, link]) => link ?? '',
  );

  expect(links.filter((link) => !existsSync(join(dirname(page), link)))).toEqual([]);
});

it('the README lists every script of package.json that an author or operator needs', () => {
  const readme = readFileSync('README.md', 'utf8');
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };

  const unnamed = Object.keys(scripts).filter((name) => !name.includes(':') && name !== 'format');

  expect(unnamed.filter((name) => !new RegExp(`(npm (run )?|\`)${name}\\b`).test(readme))).toEqual([]);
});

function markdownIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));
}
