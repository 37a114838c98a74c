/** A CDK app of the misbehaving processes, for `cdk --app`. */
import { resolve } from 'node:path';
import { synthesise } from '#lib/stack/synthesise.ts';

await synthesise({ processes: resolve('test/processes/index.ts') });
