/** `npm run diff -- -c stage=prod`: `cdk diff`, after credentials and region were looked at. */
import { cdkCommand } from './cdk.ts';
import { nothing } from './target.ts';

await cdkCommand({
  words: ['diff'],
  doing: 'Comparing with',
  processes: true,
  check: async () => nothing,
});
