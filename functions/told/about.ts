import { environment } from '#lib/environment.ts';
import type { About } from '#lib/operations/about.ts';

/** What this deployment was told to say of itself. */
export function about(): About {
  const told = environment('TITLE', 'DESCRIPTION', 'CONTACT', 'LICENSE', 'TERMS_OF_SERVICE');
  return {
    title: told.TITLE,
    description: told.DESCRIPTION,
    contact: told.CONTACT,
    license: told.LICENSE,
    termsOfService: told.TERMS_OF_SERVICE,
  };
}
