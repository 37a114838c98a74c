/** Little time and little memory, so that tests of limits are quick. */
export const small = {
  version: '1.0.0',
  resources: { memory: 256, timeout: { soft: 2, hard: 3 } },
} as const;
