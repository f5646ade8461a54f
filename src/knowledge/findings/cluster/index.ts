import { clusterCertExpired } from './cert-expired.js';
import { clusterCgroupDriver } from './cgroup-driver.js';
import { clusterUnreachable } from './unreachable.js';

export const cluster = [clusterCertExpired, clusterCgroupDriver, clusterUnreachable] as const;
