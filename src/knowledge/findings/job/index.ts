import { jobFailed } from './failed.js';
import { jobSuspended } from './suspended.js';

export const job = [jobFailed, jobSuspended] as const;
