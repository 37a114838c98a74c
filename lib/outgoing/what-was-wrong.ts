import { PrivateAddressError } from './address-guard.ts';

/** Why there was no answer, as the rest of a sentence about whom was asked; nothing of what the other side said. */
export function whatWasWrong(error: unknown): string {
  if (error instanceof PrivateAddressError) return 'leads to a private address';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return wrongs[code] ?? (/CERT|TLS|VERIFY/.test(code) ? 'has no valid certificate' : 'cannot be reached');
}

const wrongs: Readonly<Record<string, string>> = {
  ECONNRESET: 'broke off before its end',
  ENOSPC: 'finds no room beside the other references',
  ENOTFOUND: 'names a host that does not exist',
  ERR_STREAM_PREMATURE_CLOSE: 'broke off before its end',
  HPE_HEADER_OVERFLOW: 'answered with headers that are too large',
};
