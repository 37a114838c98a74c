/** A CDK app of the processes that a module of `apps/` lists: `cdk --app 'node test/deployed/app.ts first'`. */
import { join } from 'node:path';
import { synthesise } from '#lib/stack/synthesise.ts';

await synthesise({ processes: join(import.meta.dirname, 'apps', `${process.argv[2]}.ts`) });
