/** `npm run docs:errors`: the exceptions that a client can meet. `--write` renews docs/errors.md. */
import { writeFile } from 'node:fs/promises';
import { errorsPage } from './errors-page.ts';

if (process.argv.includes('--write')) await writeFile('docs/errors.md', errorsPage());
else console.log(errorsPage());
