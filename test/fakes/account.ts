import type { Account } from '../../bin/account.ts';

/** An account that is ready for a first deployment, but for what a test says. */
export function anAccount(different: Partial<Account> = {}): Account {
  return {
    id: async () => '123456789012',
    bootstrapVersion: async () => 30,
    concurrency: async () => ({ limit: 1000, unreserved: 1000 }),
    reserved: async () => 0,
    stackStatus: async () => undefined,
    stores: async () => [],
    ...different,
  };
}

/** What the SDK throws: an error by the name that AWS gives it. */
export function refusing(name: string, message = `${name} it is.`, code?: string) {
  return async (): Promise<never> => {
    throw Object.assign(new Error(message), { name }, code !== undefined && { code });
  };
}
