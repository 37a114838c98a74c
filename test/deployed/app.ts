/** A CDK app of the processes that a module lists: `cdk --app 'node test/deployed/app.ts test/deployed/apps/first.ts'`. */
import { resolve } from 'node:path';
import { synthesise } from '#lib/stack/synthesise.ts';

await synthesise({ processes: resolve(process.argv[2] ?? '') });
