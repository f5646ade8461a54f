import { minikubeAsRoot } from './as-root.js';
import { minikubeContainerGone } from './container-gone.js';
import { minikubeDriverMismatch } from './driver-mismatch.js';
import { minikubeFailed } from './failed.js';
import { minikubeForeignNode } from './foreign-node.js';
import { minikubeHomePermission } from './home-permission.js';
import { minikubeKubeconfigStale } from './kubeconfig-stale.js';
import { minikubeMissing } from './missing.js';
import { minikubeUnknownState } from './unknown-state.js';

export const minikube = [
	minikubeAsRoot,
	minikubeContainerGone,
	minikubeDriverMismatch,
	minikubeFailed,
	minikubeForeignNode,
	minikubeHomePermission,
	minikubeKubeconfigStale,
	minikubeMissing,
	minikubeUnknownState,
] as const;
