/** `npm run destroy -- -c stage=prod`: says what goes and what stays, then runs `cdk destroy`, which asks. */
import { cdkCommand } from './cdk.ts';
import { foretell } from './foretell.ts';

await cdkCommand({
  words: ['destroy', '--all'],
  doing: 'About to delete',
  processes: false,
  check: foretell,
});
