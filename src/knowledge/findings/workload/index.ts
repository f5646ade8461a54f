import { workloadNotReady } from './not-ready.js';
import { workloadStalled } from './stalled.js';
import { workloadStopped } from './stopped.js';

export const workload = [workloadNotReady, workloadStalled, workloadStopped] as const;
