/** `npm run deploy -- -c stage=prod`: `cdk deploy`, after everything that it needs was looked at. */
import { cdkCommand } from './cdk.ts';
import { checkDeployment } from './check-deployment.ts';

await cdkCommand({
  words: ['deploy', '--all'],
  doing: 'Deploying',
  processes: true,
  check: checkDeployment,
});
