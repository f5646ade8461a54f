import { accessLoadBalancerPending } from './load-balancer-pending.js';
import { accessNameUnknown } from './name-unknown.js';
import { accessNodeUnreachable } from './node-unreachable.js';
import { accessPortInUse } from './port-in-use.js';
import { accessPortMismatch } from './port-mismatch.js';

export const access = [accessLoadBalancerPending, accessNameUnknown, accessNodeUnreachable, accessPortInUse, accessPortMismatch] as const;
