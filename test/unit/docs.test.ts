import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mutations } from '#test/faults/mutations.ts';

const guide = readFileSync('docs/fastprocesses.md', 'utf8');
/** A test as the guide names it: the file in code font, a part of the title in quotes. */
const named = /`(test\/[^`]+\.ts)`: “([^”]+)”/g;
const pages = ['README.md', ...markdownIn('docs'), ...markdownIn('docs/decisions')];

describe('docs/fastprocesses.md', () => {
  it('has a row for each of the 40 defects', () => {
    const rows = [...guide.matchAll(/^\| S(\d+) \|/gm)].map(([, number]) => Number(number));

    expect(rows).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
  });

  it('names a test in each row of features and defects, by its title', () => {
    const rows = ['## Features', '## Defects'].flatMap((heading) =>
      (guide.split(heading)[1]?.split('\n## ')[0] ?? '').split('\n').filter((line) => line.startsWith('| ')),
    );

    const unnamed = rows.filter((row) => !row.includes('fastprocesses') && !row.match(named));

    expect(rows.length).toBeGreaterThan(60);
    expect(unnamed).toEqual([]);
  });

  it('names tests that are there', () => {
    const missing = [...guide.matchAll(named)].filter(
      ([, file = '', title = '']) => !existsSync(file) || !readFileSync(file, 'utf8').includes(title),
    );

    expect(missing.map(([text]) => text)).toEqual([]);
  });
});

describe('docs/guarantees.md', () => {
  const page = readFileSync('docs/guarantees.md', 'utf8');

  it('says of each of the ten guarantees how it is kept, and what shows it', () => {
    const rows = [...page.matchAll(/^\| I(\d+) \|/gm)].map(([, number]) => Number(number));

    expect(rows).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('counts what the simulator is tested with', () => {
    const [, counted] = /each of (\d+) things left out/.exec(page) ?? [];

    expect(Number(counted)).toBe(Object.keys(mutations).length);
  });

  it('names files and tests that are there', () => {
    const files = [...page.matchAll(/`((?:lib|test)\/[^`]+)`/g)].map(([, file = '']) => file);
    const titles = [...page.matchAll(named)];

    expect(files.filter((file) => !existsSync(file))).toEqual([]);
    expect(titles.length).toBeGreaterThan(7);
    expect(titles.filter(([, file = '', title = '']) => !readFileSync(file, 'utf8').includes(title))).toEqual(
      [],
    );
  });
});

describe('docs/operations.md', () => {
  it('has a row for each message that is logged, and for no other', () => {
    const [, section = ''] = readFileSync('docs/operations.md', 'utf8').split('\n## What is logged\n');
    const cells = [...(section.split('\n## ')[0] ?? '').matchAll(/^\| (.+?) \|/gm)].map(
      ([, cell = '']) => cell,
    );
    const told = cells.flatMap((cell) => [...cell.matchAll(/`` (.+?) ``|`(.+?)`/g)]);
    const messages = told.map(([, quoting, plain]) => quoting ?? plain).filter((each) => each !== 'message');

    expect(messages.toSorted()).toEqual(messagesIn('lib', 'functions').toSorted());
  });
});

/** The messages that code in these folders logs, each once. */
function messagesIn(...folders: string[]): string[] {
  const logged =
    /\b(?:log|ours|logger)\.(?:debug|info|warn|error)\(\s*'([^']+)'|\blevel: '\w+'(?: as const)?, message: '([^']+)'/g;
  const found = folders
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
    )
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(logged)]);
  return [...new Set(found.map(([, called, handed]) => called ?? handed ?? ''))];
}

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
