import type { Analyzer } from '../trouble.js';
import { autoscalers } from './autoscaler.js';
import { budgets } from './budget.js';
import { nodes, webhooks } from './cluster.js';
import { configMaps } from './config.js';
import { controllers } from './controller.js';
import { gateways, routes } from './gateway.js';
import { ingresses } from './ingress.js';
import { cronJobs, jobs } from './job.js';
import { networkPolicies } from './network-policy.js';
import { pods } from './pod.js';
import { quotas } from './quota.js';
import { security } from './security.js';
import { services } from './service.js';
import { claims, volumes } from './volume.js';

/** All of them; the order is that in which equals are told. */
export const analyzers: readonly Analyzer[] = [
	nodes,
	pods,
	controllers,
	jobs,
	cronJobs,
	claims,
	volumes,
	services,
	ingresses,
	gateways,
	routes,
	autoscalers,
	budgets,
	quotas,
	networkPolicies,
	webhooks,
	configMaps,
	security,
];
