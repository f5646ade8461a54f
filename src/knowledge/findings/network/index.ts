import { networkDns } from './dns.js';
import { networkPoliciesNotEnforced } from './policies-not-enforced.js';
import { networkPolicyBlocks } from './policy-blocks.js';
import { networkPolicyNoPods } from './policy-no-pods.js';

export const network = [networkDns, networkPoliciesNotEnforced, networkPolicyBlocks, networkPolicyNoPods] as const;
