import { access } from './access/index.js';
import { app } from './app/index.js';
import { autoscaler } from './autoscaler/index.js';
import { build } from './build/index.js';
import { cluster } from './cluster/index.js';
import { config } from './config/index.js';
import { cronjob } from './cronjob/index.js';
import { disruption } from './disruption/index.js';
import { docker } from './docker/index.js';
import { folder } from './folder/index.js';
import { gateway } from './gateway/index.js';
import { helm } from './helm/index.js';
import { host } from './host/index.js';
import { image } from './image/index.js';
import { ingress } from './ingress/index.js';
import { inspect } from './inspect/index.js';
import { job } from './job/index.js';
import { kubectl } from './kubectl/index.js';
import { minikube } from './minikube/index.js';
import { network } from './network/index.js';
import { node } from './node/index.js';
import { pod } from './pod/index.js';
import { registry } from './registry/index.js';
import { security } from './security/index.js';
import { service } from './service/index.js';
import { states } from './states.js';
import { tool } from './tool/index.js';
import { volume } from './volume/index.js';
import { webhook } from './webhook/index.js';
import { workload } from './workload/index.js';
import { wsl } from './wsl/index.js';

/** All that is known, one entry a finding. A new one is a file and a name in the list of its folder. */
export const entries = [
	...access,
	...app,
	...autoscaler,
	...build,
	...cluster,
	...config,
	...cronjob,
	...disruption,
	...docker,
	...folder,
	...gateway,
	...helm,
	...host,
	...image,
	...ingress,
	...inspect,
	...job,
	...kubectl,
	...minikube,
	...network,
	...node,
	...pod,
	...registry,
	...security,
	...service,
	...tool,
	...volume,
	...webhook,
	...workload,
	...wsl,
	...states,
] as const;

export type FindingId = (typeof entries)[number]['id'];
