import { Problems } from '#lib/stack/problems.ts';
import { synthesise } from '#lib/stack/synthesise.ts';

/** What `cdk` runs. */
try {
  await synthesise();
} catch (error) {
  if (!(error instanceof Problems)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
