import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { exceptions } from '#lib/ogc/exception.ts';
import { meanings } from '../../../bin/errors-meanings.ts';
import { errorsPage } from '../../../bin/errors-page.ts';

describe('docs/errors.md', () => {
  it('is what the script makes: `npm run docs:errors -- --write` renews it', () => {
    expect(readFileSync('docs/errors.md', 'utf8')).toBe(errorsPage());
  });

  it.each(Object.entries(exceptions))('has a row for %s', (code, { status, title }) => {
    const row = errorsPage()
      .split('\n')
      .find((line) => line.startsWith(`| \`${code}\` |`));

    expect(row).toContain(`| ${status} |`);
    expect(row).toContain(`| ${title} |`);
  });

  it.each(Object.entries(meanings))(
    'says of %s in whole sentences what it means and what to do',
    (_, told) => {
      for (const text of Object.values(told)) expect(text).toMatch(/^[A-Z][^|\n]*\.$/);
    },
  );
});
