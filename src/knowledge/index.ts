import { access } from './findings/access/index.js';
import { app } from './findings/app/index.js';
import { autoscaler } from './findings/autoscaler/index.js';
import { build } from './findings/build/index.js';
import { cluster } from './findings/cluster/index.js';
import { config } from './findings/config/index.js';
import { cronjob } from './findings/cronjob/index.js';
import { disruption } from './findings/disruption/index.js';
import { docker } from './findings/docker/index.js';
import { folder } from './findings/folder/index.js';
import { gateway } from './findings/gateway/index.js';
import { helm } from './findings/helm/index.js';
import { host } from './findings/host/index.js';
import { image } from './findings/image/index.js';
import { ingress } from './findings/ingress/index.js';
import { inspect } from './findings/inspect/index.js';
import { job } from './findings/job/index.js';
import { kubectl } from './findings/kubectl/index.js';
import { minikube } from './findings/minikube/index.js';
import { network } from './findings/network/index.js';
import { node } from './findings/node/index.js';
import { pod } from './findings/pod/index.js';
import { registry } from './findings/registry/index.js';
import { security } from './findings/security/index.js';
import { service } from './findings/service/index.js';
import { states } from './findings/states.js';
import { tool } from './findings/tool/index.js';
import { volume } from './findings/volume/index.js';
import { webhook } from './findings/webhook/index.js';
import { workload } from './findings/workload/index.js';
import { wsl } from './findings/wsl/index.js';

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
