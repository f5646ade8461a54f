import { describe, expect, it } from 'vitest';
import { problemOfSchedule } from '../../src/workloads/analyzers/job.js';
import { analyze } from '../../src/workloads/diagnose.js';
import type { NamespaceFacts } from '../../src/workloads/facts/index.js';
import type { KubeObject } from '../../src/workloads/facts/object.js';
import { namespaceOf, object, pod, readyStatus, waiting, warning } from './namespace.js';

const labels = { app: 'web' };
const deployment = (name: string, spec: object = {}, status: object = {}) =>
	object('Deployment', name, {
		spec: { replicas: 1, selector: { matchLabels: labels }, template: { metadata: { labels } }, ...spec },
		status,
	});
const service = (name: string, spec: object = {}) =>
	object('Service', name, { spec: { selector: labels, ports: [{ port: 80 }], ...spec } });
const slice = (of: string, ...ready: readonly boolean[]) =>
	object(
		'EndpointSlice',
		`${of}-1`,
		{ endpoints: ready.map((each) => ({ conditions: { ready: each } })) },
		{ labels: { 'kubernetes.io/service-name': of } },
	);
const ingress = (spec: object) => object('Ingress', 'shop', { spec });
const backend = (name: string, number = 80) => ({ http: { paths: [{ backend: { service: { name, port: { number } } } }] } });
const nginx = object('IngressClass', 'nginx');
const hook = (kind: string, name: string, namespace = 'shop') =>
	object(kind, 'hooks', {
		webhooks: [{ name: 'check.example.com', failurePolicy: 'Fail', clientConfig: { service: { name, namespace } } }],
	});
const isTrue = (type: string, reason = '', message = '') => ({ conditions: [{ type, status: 'True', reason, message }] });
const isFalse = (type: string, reason = '', message = '') => ({ conditions: [{ type, status: 'False', reason, message }] });
const claim = (spec: object, phase = 'Pending') => object('PersistentVolumeClaim', 'data', { spec, status: { phase } });
const gatewayClass = object('GatewayClass', 'nginx', { status: isTrue('Accepted') });
const gateway = (className: string, status: object = {}, namespace = 'shop') =>
	object('Gateway', 'front', { spec: { gatewayClassName: className, listeners: [{}] }, status }, { namespace });
const route = (spec: object) => object('HTTPRoute', 'shop', { spec });

interface Case {
	/** The analyzer of k8sgpt, and what it looks for. */
	readonly theirs: string;
	readonly items: readonly KubeObject[];
	readonly keys?: string;
	readonly also?: Partial<NamespaceFacts>;
	/** Object and finding. */
	readonly ours: string;
}

/**
 * Every analyzer of k8sgpt that concerns the namespace of an app, with what ours finds in the same state. Left out are
 * those of the Operator Lifecycle Manager (CatalogSource, ClusterCatalog, ClusterExtension, ClusterServiceVersion, InstallPlan,
 * OperatorGroup, Subscription): they install operators into a cluster. Of Storage, that a volume is smaller than 1 Gi is no
 * failure. Log is in log.test.ts.
 */
const cases: readonly Case[] = [
	{
		theirs: 'Pod: unschedulable',
		items: [
			pod('a', {
				status: {
					conditions: [
						{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: '0/1 nodes are available: 1 Insufficient cpu.' },
					],
				},
			}),
		],
		ours: 'Pod/a pod.unschedulable',
	},
	{
		theirs: 'Pod: scheduling gate',
		items: [pod('a', { status: { conditions: [{ type: 'PodScheduled', status: 'False', reason: 'SchedulingGated' }] } })],
		ours: 'Pod/a pod.gated',
	},
	{
		theirs: 'Pod: evicted',
		items: [pod('a', { status: { phase: 'Failed', reason: 'Evicted', message: 'The node was low on resource: memory.' } })],
		ours: 'Pod/a pod.evicted',
	},
	{
		theirs: 'Pod: CrashLoopBackOff',
		items: [
			pod('a', {
				status: waiting('CrashLoopBackOff', '', { restartCount: 3, lastState: { terminated: { exitCode: 1, reason: 'Error' } } }),
			}),
		],
		ours: 'Pod/a pod.program-ends',
	},
	{
		theirs: 'Pod: ImagePullBackOff',
		items: [pod('a', { status: waiting('ImagePullBackOff', 'Back-off pulling image "app:1"') })],
		ours: 'Pod/a pod.image-missing',
	},
	{
		theirs: 'Pod: CreateContainerConfigError',
		items: [pod('a', { status: waiting('CreateContainerConfigError', 'secret "db" not found') })],
		ours: 'Secret/db pod.config-missing',
	},
	{
		theirs: 'Pod: RunContainerError',
		items: [pod('a', { status: waiting('RunContainerError', 'exec: "run": executable file not found in $PATH') })],
		ours: 'Pod/a pod.start-refused',
	},
	{
		theirs: 'Pod: FailedCreatePodSandBox',
		items: [pod('a', { status: waiting('ContainerCreating') }), warning('Pod/a', 'FailedCreatePodSandBox', 'failed to set up sandbox')],
		ours: 'Pod/a pod.no-sandbox',
	},
	{
		theirs: 'Pod: FailedMount',
		items: [
			pod('a', { status: waiting('ContainerCreating') }),
			warning('Pod/a', 'FailedMount', 'MountVolume.SetUp failed for volume "x": no such path'),
		],
		ours: 'Pod/a pod.not-mounted',
	},
	{
		theirs: 'Pod: ended with a code',
		items: [
			pod('a', {
				status: {
					phase: 'Failed',
					containerStatuses: [
						{ name: 'app', image: 'a', ready: false, restartCount: 0, state: { terminated: { exitCode: 2, reason: 'Error' } } },
					],
				},
			}),
		],
		ours: 'Pod/a pod.program-ends',
	},
	{
		theirs: 'Pod: readiness probe',
		items: [
			pod('a', {
				status: {
					phase: 'Running',
					conditions: [{ type: 'Ready', status: 'False' }],
					containerStatuses: [
						{ name: 'app', image: 'a', ready: false, restartCount: 0, state: { running: { startedAt: '2026-11-21T07:20:00Z' } } },
					],
				},
			}),
			warning('Pod/a', 'Unhealthy', 'Readiness probe failed: HTTP probe failed with statuscode: 404', 9),
		],
		ours: 'Pod/a pod.probe-failing',
	},
	{ theirs: 'Deployment: fewer replicas', items: [deployment('web', {}, { replicas: 1 })], ours: 'Deployment/web workload.not-ready' },
	{
		theirs: 'Deployment: not progressing',
		items: [deployment('web', {}, { replicas: 1, readyReplicas: 1, ...isFalse('Progressing', 'ProgressDeadlineExceeded') })],
		ours: 'Deployment/web workload.stalled',
	},
	{
		theirs: 'ReplicaSet: FailedCreate',
		items: [
			object('ReplicaSet', 'web-1', {
				spec: { replicas: 1 },
				status: isTrue(
					'ReplicaFailure',
					'FailedCreate',
					'pods "web-1-x" is forbidden: violates PodSecurity "restricted:latest": runAsNonRoot',
				),
			}),
		],
		ours: 'ReplicaSet/web-1 pod.refused',
	},
	{
		theirs: 'StatefulSet: no service',
		items: [object('StatefulSet', 'db', { spec: { replicas: 1, serviceName: 'db' }, status: { replicas: 1, readyReplicas: 1 } })],
		ours: 'Service/db service.missing',
	},
	{
		theirs: 'StatefulSet: no storage class',
		items: [object('StatefulSet', 'db', { spec: { replicas: 0, volumeClaimTemplates: [{ spec: { storageClassName: 'fast' } }] } })],
		ours: 'StorageClass/fast pod.no-storage-class',
	},
	{
		theirs: 'StatefulSet: pod not running',
		items: [object('StatefulSet', 'db', { spec: { replicas: 1 }, status: { replicas: 1 } })],
		ours: 'StatefulSet/db workload.not-ready',
	},
	{
		theirs: 'StatefulSet: no pod, and an event',
		items: [
			object('StatefulSet', 'db', { spec: { replicas: 1 } }),
			warning(
				'StatefulSet/db',
				'FailedCreate',
				'create Pod db-0 in StatefulSet db failed error: pods "db-0" is forbidden: exceeded quota: small, requested: pods=1, used: pods=2, limited: pods=2',
			),
		],
		ours: 'ResourceQuota/small pod.over-quota',
	},
	{
		theirs: 'DaemonSet: fewer pods',
		items: [object('DaemonSet', 'agent', { status: { desiredNumberScheduled: 2, currentNumberScheduled: 2, numberReady: 1 } })],
		ours: 'DaemonSet/agent workload.not-ready',
	},
	{
		theirs: 'DaemonSet: no pull secret',
		items: [object('DaemonSet', 'agent', { spec: { template: { spec: { imagePullSecrets: [{ name: 'registry' }] } } } })],
		ours: 'Secret/registry pod.pull-secret-missing',
	},
	{ theirs: 'Job: suspended', items: [object('Job', 'migrate', { spec: { suspend: true } })], ours: 'Job/migrate job.suspended' },
	{
		theirs: 'Job: failed',
		items: [
			object('Job', 'migrate', {
				status: { failed: 1, ...isTrue('Failed', 'BackoffLimitExceeded', 'Job has reached the specified backoff limit') },
			}),
		],
		ours: 'Job/migrate job.failed',
	},
	{
		theirs: 'CronJob: suspended',
		items: [object('CronJob', 'nightly', { spec: { suspend: true, schedule: '0 3 * * *' } })],
		ours: 'CronJob/nightly cronjob.suspended',
	},
	{
		theirs: 'CronJob: schedule',
		items: [object('CronJob', 'nightly', { spec: { schedule: '0 25 * * *' } })],
		ours: 'CronJob/nightly cronjob.bad-schedule',
	},
	{
		theirs: 'CronJob: deadline',
		items: [object('CronJob', 'nightly', { spec: { schedule: '@daily', startingDeadlineSeconds: -1 } })],
		ours: 'CronJob/nightly cronjob.bad-schedule',
	},
	{ theirs: 'Service: no endpoints', items: [service('web'), pod('a', { labels: { app: 'wep' } })], ours: 'Service/web service.no-pods' },
	{
		theirs: 'Service: endpoints not ready',
		items: [service('web'), pod('a', { labels }), slice('web', false)],
		ours: 'Service/web service.not-ready',
	},
	{
		theirs: 'Service: warning event',
		items: [
			service('web', { selector: labels }),
			pod('a', { labels, status: readyStatus }),
			slice('web', true),
			warning('Service/web', 'SyncLoadBalancerFailed', 'no quota'),
		],
		ours: 'Service/web service.warning',
	},
	{ theirs: 'Ingress: no class', items: [ingress({})], ours: 'Ingress/shop ingress.no-class' },
	{
		theirs: 'Ingress: class does not exist',
		items: [ingress({ ingressClassName: 'traefik' }), nginx],
		ours: 'Ingress/shop ingress.class-missing',
	},
	{
		theirs: 'Ingress: service does not exist',
		items: [ingress({ ingressClassName: 'nginx', rules: [backend('web')] }), nginx],
		ours: 'Ingress/shop ingress.service-missing',
	},
	{
		theirs: 'Ingress: certificate does not exist',
		items: [ingress({ ingressClassName: 'nginx', tls: [{ secretName: 'tls' }] }), nginx],
		ours: 'Secret/tls ingress.tls-missing',
	},
	{
		theirs: 'PersistentVolumeClaim: provisioning failed',
		items: [
			claim({ storageClassName: 'standard' }),
			object('StorageClass', 'standard'),
			warning('PersistentVolumeClaim/data', 'ProvisioningFailed', 'disk full'),
		],
		ours: 'PersistentVolumeClaim/data pod.volume-pending',
	},
	{
		theirs: 'Storage: claim pending',
		items: [claim({ storageClassName: 'fast' })],
		ours: 'PersistentVolumeClaim/data pod.no-storage-class',
	},
	{
		theirs: 'Storage: claim without a class',
		items: [claim({ storageClassName: '' })],
		ours: 'PersistentVolumeClaim/data pod.no-storage-class',
	},
	{ theirs: 'Storage: claim lost', items: [claim({}, 'Lost')], ours: 'PersistentVolumeClaim/data volume.lost' },
	{
		theirs: 'Storage: volume released or failed',
		items: [object('PersistentVolume', 'pv', { spec: { claimRef: { namespace: 'shop', name: 'data' } }, status: { phase: 'Released' } })],
		ours: 'PersistentVolume/pv volume.left-over',
	},
	{
		theirs: 'Storage: several default classes',
		items: ['a', 'b'].map((name) =>
			object('StorageClass', name, {}, { annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } }),
		),
		ours: 'StorageClass/a volume.two-defaults',
	},
	{
		theirs: 'HorizontalPodAutoscaler: no target',
		items: [object('HorizontalPodAutoscaler', 'web', { spec: { scaleTargetRef: { kind: 'Deployment', name: 'web' } } })],
		ours: 'HorizontalPodAutoscaler/web autoscaler.target-missing',
	},
	{
		theirs: 'HorizontalPodAutoscaler: a condition',
		items: [
			deployment('web', { replicas: 0 }),
			object('HorizontalPodAutoscaler', 'web', {
				spec: { scaleTargetRef: { kind: 'Deployment', name: 'web' } },
				status: isFalse('ScalingActive', 'FailedGetResourceMetric', 'no metrics'),
			}),
		],
		ours: 'HorizontalPodAutoscaler/web autoscaler.cannot-scale',
	},
	{
		theirs: 'HorizontalPodAutoscaler: no resources',
		items: [
			deployment('web', { replicas: 0, template: { spec: { containers: [{ name: 'web' }] } } }),
			object('HorizontalPodAutoscaler', 'web', {
				spec: { scaleTargetRef: { kind: 'Deployment', name: 'web' }, metrics: [{ resource: { target: { type: 'Utilization' } } }] },
			}),
		],
		ours: 'HorizontalPodAutoscaler/web autoscaler.no-requests',
	},
	{
		theirs: 'HorizontalPodAutoscaler: at its limit',
		items: [
			deployment('web', { replicas: 0 }),
			object('HorizontalPodAutoscaler', 'web', {
				spec: { maxReplicas: 3, scaleTargetRef: { kind: 'Deployment', name: 'web' } },
				status: isTrue('ScalingLimited', 'TooManyReplicas'),
			}),
		],
		ours: 'HorizontalPodAutoscaler/web autoscaler.at-limit',
	},
	{
		theirs: 'PodDisruptionBudget: nothing may go',
		items: [
			pod('a', { labels, status: readyStatus }),
			object('PodDisruptionBudget', 'web', {
				spec: { selector: { matchLabels: labels } },
				status: { expectedPods: 1, disruptionsAllowed: 0 },
			}),
		],
		ours: 'PodDisruptionBudget/web disruption.blocked',
	},
	{
		theirs: 'NetworkPolicy: no pods',
		items: [pod('a', { status: readyStatus }), object('NetworkPolicy', 'web', { spec: { podSelector: { matchLabels: labels } } })],
		ours: 'NetworkPolicy/web network.policy-no-pods',
	},
	{
		theirs: 'NetworkPolicy: all pods',
		items: [pod('a', { status: readyStatus }), object('NetworkPolicy', 'all', { spec: { podSelector: {}, policyTypes: ['Ingress'] } })],
		ours: 'NetworkPolicy/all network.policy-blocks',
	},
	{ theirs: 'ConfigMap: not used', items: [], keys: 'ConfigMap old \n= a 1\n', ours: 'ConfigMap/old config.unused' },
	{ theirs: 'ConfigMap: empty', items: [], keys: 'ConfigMap old \n', ours: 'ConfigMap/old config.empty' },
	{ theirs: 'ConfigMap: too large', items: [], keys: 'ConfigMap old \n= a 1048000\n', ours: 'ConfigMap/old config.too-large' },
	{
		theirs: 'ValidatingWebhookConfiguration: no service',
		items: [hook('ValidatingWebhookConfiguration', 'gone')],
		ours: 'Webhook/check.example.com webhook.not-answering',
	},
	{
		theirs: 'MutatingWebhookConfiguration: no active pods',
		items: [hook('MutatingWebhookConfiguration', 'web', 'other')],
		also: { elsewhere: new Map([['other/web', 0]]) },
		ours: 'Webhook/check.example.com webhook.not-answering',
	},
	{
		theirs: 'Node: not ready',
		items: [object('Node', 'minikube', { status: isFalse('Ready', 'KubeletNotReady') })],
		ours: 'Node/minikube node.not-ready',
	},
	{
		theirs: 'Node: pressure',
		items: [object('Node', 'minikube', { status: isTrue('DiskPressure') })],
		ours: 'Node/minikube node.pressure',
	},
	{
		theirs: 'GatewayClass: not accepted',
		items: [gateway('nginx'), object('GatewayClass', 'nginx', { status: isFalse('Accepted') })],
		ours: 'Gateway/front gateway.class-missing',
	},
	{ theirs: 'Gateway: class does not exist', items: [gateway('istio'), gatewayClass], ours: 'Gateway/front gateway.class-missing' },
	{
		theirs: 'Gateway: a condition',
		items: [gateway('nginx', isFalse('Programmed', 'NoAddress')), gatewayClass],
		ours: 'Gateway/front gateway.not-accepted',
	},
	{
		theirs: 'HTTPRoute: gateway does not exist',
		items: [route({ parentRefs: [{ name: 'front' }] })],
		ours: 'HTTPRoute/shop gateway.route-lost',
	},
	{
		theirs: 'HTTPRoute: namespace not allowed',
		items: [route({ parentRefs: [{ name: 'front', namespace: 'infra' }] }), gateway('nginx', {}, 'infra')],
		ours: 'HTTPRoute/shop gateway.route-lost',
	},
	{
		theirs: 'HTTPRoute: service or port does not exist',
		items: [route({ rules: [{ backendRefs: [{ name: 'web', port: 81 }] }] }), service('web')],
		ours: 'HTTPRoute/shop gateway.route-to-nowhere',
	},
	{
		theirs: 'Security: default service account',
		items: [pod('a', { spec: { serviceAccountName: 'default', containers: [{ name: 'app' }] }, status: readyStatus })],
		ours: 'Rights/security.default-account security.default-account',
	},
	{
		theirs: 'Security: privileged',
		items: [pod('a', { spec: { containers: [{ name: 'app', securityContext: { privileged: true } }] }, status: readyStatus })],
		ours: 'Rights/security.privileged security.privileged',
	},
	{
		theirs: 'Security: no security context',
		items: [pod('a', { spec: { securityContext: {}, containers: [{ name: 'app' }] }, status: readyStatus })],
		ours: 'Rights/security.no-context security.no-context',
	},
	{
		theirs: 'Security: role with wildcards',
		items: [
			object('Role', 'all', { rules: [{ verbs: ['*'], resources: ['pods'] }] }),
			object('RoleBinding', 'all', { roleRef: { kind: 'Role', name: 'all' } }),
		],
		ours: 'Rights/roles security.wide-role',
	},
];

function told(facts: NamespaceFacts): readonly string[] {
	return analyze(facts).map(({ at, finding }) => `${at.kind}/${at.name} ${finding.id}`);
}

describe('what k8sgpt finds, we find', () => {
	it.each(cases)('$theirs', ({ items, keys, also, ours }) => {
		expect(told({ ...namespaceOf(items, keys), ...also })).toContain(ours);
	});
});

describe('what is wrong beside that', () => {
	it.each<Case>([
		{
			theirs: 'a target port that has no such name',
			items: [
				service('web', { ports: [{ port: 80, targetPort: 'http' }] }),
				pod('a', { labels, status: readyStatus, spec: { containers: [{ name: 'a', ports: [{ name: 'web', containerPort: 8080 }] }] } }),
				slice('web', true),
			],
			ours: 'Service/web access.port-mismatch',
		},
		{
			theirs: 'a load balancer without an address',
			items: [service('web', { type: 'LoadBalancer' }), pod('a', { labels, status: readyStatus }), slice('web', true)],
			ours: 'Service/web access.load-balancer-pending',
		},
		{
			theirs: 'a service account that does not exist',
			items: [
				deployment(
					'web',
					{},
					isTrue(
						'ReplicaFailure',
						'FailedCreate',
						'pods "web-" is forbidden: error looking up service account shop/nobody: serviceaccount "nobody" not found',
					),
				),
			],
			ours: 'ServiceAccount/nobody pod.account-missing',
		},
		{
			theirs: 'a webhook that keeps pods out',
			items: [
				deployment(
					'web',
					{},
					isTrue(
						'ReplicaFailure',
						'FailedCreate',
						'Internal error occurred: failed calling webhook "check.example.com": no endpoints available',
					),
				),
			],
			ours: 'Webhook/check.example.com webhook.not-answering',
		},
		{
			theirs: 'a key that is not in its Secret, before the kubelet says so',
			items: [pod('a', { spec: { containers: [{ name: 'app', env: [{ valueFrom: { secretKeyRef: { name: 'db', key: 'TOKEN' } } }] }] } })],
			keys: 'Secret db \n= USER 4\n',
			ours: 'Secret/db pod.secret-key-missing',
		},
		{
			theirs: 'an image of another processor',
			items: [
				pod('a', {
					status: waiting('CrashLoopBackOff', '', {
						restartCount: 1,
						lastState: { terminated: { exitCode: 128, reason: 'StartError', message: 'exec /app/run: exec format error' } },
					}),
				}),
			],
			ours: 'Pod/a image.wrong-arch',
		},
		{
			theirs: 'a quota that the next pod will meet',
			items: [object('ResourceQuota', 'small', { status: { hard: { pods: '2' }, used: { pods: '2' } } })],
			ours: 'ResourceQuota/small pod.over-quota',
		},
		{
			theirs: 'a policy that lets no DNS out',
			items: [
				pod('a', { labels }),
				object('NetworkPolicy', 'deaf', { spec: { podSelector: {}, policyTypes: ['Egress'], egress: [{ ports: [{ port: 443 }] }] } }),
			],
			ours: 'NetworkPolicy/deaf network.policy-blocks',
		},
	])('$theirs', ({ items, keys, also, ours }) => {
		expect(told({ ...namespaceOf(items, keys), ...also })).toContain(ours);
	});
});

describe('nothing is said of', () => {
	it.each<readonly [what: string, items: readonly KubeObject[]]>([
		[
			'a healthy app',
			[
				deployment('web', {}, { replicas: 1, readyReplicas: 1 }),
				pod('a', { labels, status: readyStatus }),
				service('web'),
				slice('web', true),
				ingress({ ingressClassName: 'nginx', rules: [backend('web')] }),
				nginx,
			],
		],
		[
			'a job that has succeeded, and its pod',
			[
				object('Job', 'migrate', { status: { failed: 1, succeeded: 1, ...isTrue('Complete') } }),
				pod('a', { status: { phase: 'Succeeded' }, owner: ['Job', 'migrate'] }),
			],
		],
		[
			'a pod that is going away',
			[{ ...pod('a', { status: waiting('ErrImagePull') }), metadata: { name: 'a', deletionTimestamp: '2026-11-21T07:24:00Z' } }],
		],
		[
			'a claim that waits for its first pod',
			[claim({ storageClassName: 'late' }), object('StorageClass', 'late', { volumeBindingMode: 'WaitForFirstConsumer' })],
		],
		['a service of another kind', [service('mail', { type: 'ExternalName', selector: undefined })]],
		[
			'a policy that allows what is needed',
			[
				pod('a', { labels, status: readyStatus }),
				object('NetworkPolicy', 'web', { spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'], ingress: [{}], egress: [{}] } }),
			],
		],
	])('%s', (_what, items) => {
		const serious = analyze(namespaceOf(items)).filter(({ follows }) => !follows);
		expect(serious.map(({ finding }) => finding.id)).toEqual([]);
	});

	it('kinds that could not be read', () => {
		const facts = {
			...namespaceOf([ingress({ ingressClassName: 'nginx', rules: [backend('web')], tls: [{ secretName: 'tls' }] })]),
			kinds: new Set(['Ingress']),
			keys: undefined,
		};
		expect(told(facts)).toEqual([]);
	});
});

describe('a schedule', () => {
	it.each(['*/5 * * * *', '0 3 * * mon-fri', '@hourly', 'TZ=Europe/Berlin 0 0 1 1 *', '1,2 0-23/2 * jan 7'])('can be %s', (schedule) => {
		expect(problemOfSchedule(schedule)).toBeUndefined();
	});

	it.each([
		['* * * *', 'a schedule has 5 fields, and this one 4'],
		['61 * * * *', 'the minute "61" is not between 0 and 59'],
		['* * * * funday', 'the weekday "funday" cannot be read'],
	])('cannot be %s', (schedule, problem) => {
		expect(problemOfSchedule(schedule)).toBe(problem);
	});
});
