import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Of servers on loopback, by their own names, or where they pretend to be `*.net.example`, 93.184.215.14 and
 * 2606:2800:21f:cb07::14: signed by itself, trusted by nobody but the tests, good for a hundred years.
 */
export const certificate = {
  cert: readFileSync(join(import.meta.dirname, 'certificate.pem'), 'utf8'),
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgAAjWQ+bwmwRJt61J
OR38WMphpCHi4nuSdHtOen3PIKKhRANCAARKxYPEm2jkDbnmA9XtNTXbezsnQBds
ahXZivFQtv2rCujkiAVmTgLg7DOECQnWwbkh07a4VOnK3pi18RIiSknr
-----END PRIVATE KEY-----
`,
};
