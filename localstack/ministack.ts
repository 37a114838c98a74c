import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { run } from './child.ts';
import { type Emulator, emulatorAt } from './emulator.ts';
import { freePort } from './free-port.ts';

/** Pinned: its command of boto3 does not fit the newest, and valid tokens are refused without cryptography. */
const packages = ['ministack==1.5.33', 'boto3==1.43.106', 'cryptography==50.0.2'];

const launcher = join(import.meta.dirname, 'start_ministack.py');

/** Ends with every worker of its when it is disposed of. */
export type Ministack = Emulator & AsyncDisposable;

/**
 * Starts ministack on a free port of loopback: the one that `MINISTACK` names (its executable), or else one that is
 * installed into `folder` on first use. It ends with this process, however that ends.
 *
 * @param trusted File with a certificate that it and its functions trust, of an issuer of tokens, say.
 */
export async function startMinistack(folder: string, trusted?: string): Promise<Ministack> {
  const python = await findPython(folder);
  const port = await freePort();
  const emulator = emulatorAt(`http://127.0.0.1:${port}`);
  // Its workers are CommonJS files in there, which a folder below this project's package.json could not be.
  const scratch = await mkdtemp(join(tmpdir(), 'ministack-'));
  const log = join(folder, 'ministack.log');
  const file = await open(log, 'w');
  const child = spawn(python, [launcher], {
    detached: true,
    stdio: ['pipe', file.fd, file.fd],
    env: {
      ...emulator.environment,
      // Functions run on the Node that runs this.
      PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
      TMPDIR: scratch,
      BIND_HOST: '127.0.0.1',
      MINISTACK_HOST: '127.0.0.1',
      GATEWAY_PORT: String(port),
      SFTP_ENABLED: '0',
      IOT_MTLS_ENABLED: '0',
      LAMBDA_EXECUTOR: 'local',
      ...(trusted !== undefined && { SSL_CERT_FILE: trusted, NODE_EXTRA_CA_CERTS: trusted }),
    },
  });
  await file.close();
  const stop = async () => {
    await end(child);
    await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await untilHealthy(child, emulator.endpoint);
  } catch (error) {
    await stop();
    throw new Error(`ministack did not start: ${(await readFile(log, 'utf8')).slice(-2000)}`, {
      cause: error,
    });
  }
  return { ...emulator, [Symbol.asyncDispose]: stop };
}

/** The Python that has ministack. */
async function findPython(folder: string): Promise<string> {
  const { MINISTACK: own } = process.env;
  if (own !== undefined) {
    const python = join(dirname(own), 'python3');
    if (existsSync(python)) return python;
    throw new Error(
      `MINISTACK is ${own}, and there is no python3 beside it: name the executable that pip installed.`,
    );
  }
  const environment = join(folder, 'venv');
  const python = join(environment, 'bin', 'python3');
  const stamp = join(environment, 'packages.txt');
  const wanted = packages.join('\n');
  if ((await readFile(stamp, 'utf8').catch(() => '')) === wanted) return python;
  await mkdir(folder, { recursive: true });
  await run('python3', ['-m', 'venv', '--clear', environment]).catch((cause) => {
    throw new Error(
      'An emulator needs Python 3.10 or newer with venv: apt-get install python3-venv, or set MINISTACK.',
      {
        cause,
      },
    );
  });
  await run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages]);
  await writeFile(stamp, wanted);
  return python;
}

async function untilHealthy(child: ChildProcess, endpoint: string): Promise<void> {
  for (const late = Date.now() + 30_000; Date.now() < late; await pause(100)) {
    if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode}.`);
    const healthy = await fetch(`${endpoint}/_ministack/health`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (healthy) return;
  }
  throw new Error('It was not healthy within 30 s.');
}

/** As a group: alone it would wait for its workers. */
async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) return;
  const gone = new Promise((resolve) => {
    child.once('exit', resolve);
  });
  if (child.exitCode !== null || child.signalCode !== null) return;
  process.kill(-child.pid, 'SIGKILL');
  await gone;
}
