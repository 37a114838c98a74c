import { cacheContract } from './cache.contract.ts';
import { callbacksContract } from './callbacks.contract.ts';
import { contentsContract } from './contents.contract.ts';
import { dueJobsContract } from './due-jobs.contract.ts';
import { flightsContract } from './flights.contract.ts';
import { jobListContract } from './job-list.contract.ts';
import { jobsContract } from './jobs.contract.ts';
import { keyedJobsContract } from './keyed-jobs.contract.ts';
import { operatorsContract } from './operators.contract.ts';
import { outputsContract } from './outputs.contract.ts';
import { ownersContract } from './owners.contract.ts';
import { parametersContract } from './parameters.contract.ts';
import { queueContract } from './queue.contract.ts';
import type { Open } from './subject.ts';
import { transitionsContract } from './transitions.contract.ts';

/** What every implementation of the ports does, whether in memory or on AWS. */
export function everyContract(open: Open): void {
  jobsContract(open);
  keyedJobsContract(open);
  transitionsContract(open);
  jobListContract(open);
  dueJobsContract(open);
  cacheContract(open);
  flightsContract(open);
  operatorsContract(open);
  ownersContract(open);
  outputsContract(open);
  queueContract(open);
  callbacksContract(open);
  parametersContract(open);
  contentsContract(open);
}
