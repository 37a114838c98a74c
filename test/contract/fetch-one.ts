import { references } from '#lib/outgoing/references.ts';

/** Fetches what stands behind a URL whose origin is trusted, and prints what became of it: for an environment of its own. */
const [href = ''] = process.argv.slice(2);
const limits = { limit: 1_000_000, timeout: 10, http: false, origins: [new URL(href).origin] };
const outcome = await references(limits)
  .fetch(href)
  .then(
    async ({ size, dispose }) => {
      await dispose();
      return `${size} bytes`;
    },
    (error: Error) => error.message,
  );
process.stdout.write(outcome);
