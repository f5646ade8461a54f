import type { ClusterChoice } from '../core/choice.js';
import { minikubeCluster } from './minikube/index.js';
import { noCluster } from './none/index.js';

/** Every cluster, in the order in which they are offered. */
export const clusters: readonly ClusterChoice[] = [minikubeCluster, noCluster];
