import { inject } from 'vitest';
import { clientOf } from './http-client.ts';

/** The API that serves `processes/`. */
export const api = clientOf(inject('url'));

/** The API that serves `test/processes/`. */
export const misbehaving = clientOf(inject('misbehavingUrl'));
