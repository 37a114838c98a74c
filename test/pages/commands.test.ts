import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { api } from '#test/e2e/client.ts';

const run = promisify(execFile);

/** The commands that a process's page shows, as one would copy them. */
async function commandsOf(processID: string): Promise<readonly string[]> {
  const html = await (await api.get(`/processes/${processID}?f=html`)).text();
  return [...html.matchAll(/<pre><code>(curl [^<]*)<\/code>/g)].map(([, text = '']) =>
    text
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&'),
  );
}

it.each(['buffer', 'echo', 'zonal-statistics'])(
  'the commands on the page of %s work as they stand',
  async (id) => {
    const commands = await commandsOf(id);

    expect(commands.length).toBeGreaterThanOrEqual(2);
    for (const command of commands) {
      const { stdout } = await run('sh', ['-c', command]);
      const answer = JSON.parse(stdout);
      const isJob = command.includes('respond-async');
      expect({ command, answer }).not.toMatchObject({ answer: { detail: expect.anything() } });
      expect([command, 'jobID' in answer]).toEqual([command, isJob]);
    }
  },
);
