/** An app whose list of processes cannot be loaded. */
throw new Error('No luck.');
