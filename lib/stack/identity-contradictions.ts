import type { Config } from './config.ts';

/** What does not fit together of the settings that say who may call: a sentence each. */
export function identityContradictions(config: Config): string[] {
  const { identity, issuer, audience, jwksUrl, gateway, operatorClaim, operatorValue } = config;
  const { subjectClaim, operatorArns, publicDiscovery, activeJobs } = config;
  const jwt = identity === 'jwt';
  const open = identity === 'open';
  return [
    jwt && issuer === '' ? 'The setting identity jwt needs issuer.' : '',
    jwt && audience.length === 0
      ? 'The setting identity jwt needs audience: without it tokens for any other service would count here.'
      : '',
    jwt ? '' : needs('jwt', { issuer, audience, jwksUrl, operatorClaim, operatorValue }),
    !jwt && subjectClaim !== 'sub' ? 'The setting subjectClaim needs identity jwt.' : '',
    jwt && jwksUrl !== '' && gateway === 'HttpApi'
      ? 'The setting jwksUrl needs gateway RestApi: an HttpApi finds the keys by the issuer alone.'
      : '',
    jwt && (operatorClaim === '') !== (operatorValue === '')
      ? 'The settings operatorClaim and operatorValue need each other.'
      : '',
    identity === 'iam' ? '' : needs('iam', { operatorArns }),
    open && !publicDiscovery ? 'The setting publicDiscovery false needs identity jwt or iam.' : '',
    open && activeJobs > 0
      ? 'The setting activeJobs needs identity jwt or iam: where identity is open, all jobs are of one owner.'
      : '',
  ].filter((problem) => problem !== '');
}

function needs(identity: string, settings: Readonly<Record<string, string | readonly string[]>>): string {
  const given = Object.entries(settings).flatMap(([name, { length }]) => (length > 0 ? [name] : []));
  if (given.length === 0) return '';
  const [plural, verb] = given.length === 1 ? ['', 'needs'] : ['s', 'need'];
  return `The setting${plural} ${given.join(', ')} ${verb} identity ${identity}.`;
}
