import { environment } from '#lib/environment.ts';
import { type Caller, callerOf } from '#lib/http/caller.ts';
import type { Event } from '#lib/http/event.ts';

/** Who sent a request, as this deployment tells callers apart. */
export function caller(event: Event): Caller {
  const told = environment('IDENTITY', 'SUBJECT_CLAIM', 'OPERATOR_CLAIM', 'OPERATOR_VALUE', 'OPERATOR_ARNS');
  return callerOf(event, {
    identity: told.IDENTITY,
    subjectClaim: told.SUBJECT_CLAIM,
    operatorClaim: told.OPERATOR_CLAIM,
    operatorValue: told.OPERATOR_VALUE,
    operatorArns: told.OPERATOR_ARNS,
  });
}
