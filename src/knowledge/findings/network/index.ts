import { networkDns } from './dns.js';
import { networkPolicyBlocks } from './policy-blocks.js';
import { networkPolicyNoPods } from './policy-no-pods.js';

export const network = [networkDns, networkPolicyBlocks, networkPolicyNoPods] as const;
