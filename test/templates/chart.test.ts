import { describe, expect, it } from 'vitest';
import { cases } from './support/cases.js';
import { helmVersion, lint, type Pod, type Rendered, render } from './support/helm.js';
import { containerContext, podContext } from './support/security.js';

if (helmVersion === undefined) console.log('The chart is not rendered: there is no helm on PATH, and HELM names none.');

/** Reads the logs of all pods from the disk of the node, which nobody else may, so it lives in a namespace of its own. */
const readsTheNode = (pod: Pod) => pod.labels['app.kubernetes.io/component'] === 'fluent-bit';
/** The only pods that talk to the API of Kubernetes. */
const talksToCluster = (pod: Pod) => ['fluent-bit', 'prometheus'].includes(pod.labels['app.kubernetes.io/component'] ?? '');
const isServer = (pod: Pod) => ['Deployment', 'StatefulSet', 'DaemonSet'].includes(pod.kind);
const selects = (selector: Record<string, string>, labels: Record<string, string>) =>
	Object.entries(selector).every(([key, value]) => labels[key] === value);

describe.skipIf(helmVersion === undefined).each(Object.entries(cases))('%s', (_name, inputs) => {
	const rendered: Rendered = helmVersion === undefined ? undefined! : render(inputs);
	const isOnItsOwn = inputs.alone !== undefined;

	it('passes lint in strict mode', () => {
		expect(lint(inputs)).toMatchObject({ status: 0 });
	});

	it('gives every pod and container the complete restricted context', () => {
		for (const pod of rendered.pods) {
			if (readsTheNode(pod)) continue;
			expect(pod.spec.securityContext).toEqual(podContext);
			for (const { securityContext } of pod.containers) expect(securityContext).toEqual(containerContext);
			expect(['hostNetwork', 'hostPID', 'hostIPC', 'hostUsers', 'shareProcessNamespace'].filter((key) => key in pod.spec)).toEqual([]);
		}
	});

	it('gives no pod a token that does not need one, and none the variables of services', () => {
		for (const pod of rendered.pods) {
			expect([pod.name, pod.spec.automountServiceAccountToken]).toEqual([pod.name, talksToCluster(pod)]);
			expect(pod.spec.enableServiceLinks).toBe(false);
		}
		const withToken = rendered.pods.filter(talksToCluster).map(({ spec }) => spec.serviceAccountName);
		for (const { automountServiceAccountToken, metadata } of rendered.all('ServiceAccount'))
			expect([metadata.name, automountServiceAccountToken]).toEqual([metadata.name, withToken.includes(metadata.name)]);
	});

	it('lets every container write to /tmp and its data, and keeps what it writes small', () => {
		for (const pod of rendered.pods) {
			for (const container of pod.containers) expect(container.volumeMounts).toContainEqual(expect.objectContaining({ mountPath: '/tmp' }));
			for (const volume of pod.spec.volumes) {
				const kind = Object.keys(volume).find((key) => key !== 'name');
				if (!readsTheNode(pod)) expect(kind).toMatch(/^(emptyDir|persistentVolumeClaim|projected|configMap)$/);
				if (kind === 'emptyDir') expect(volume.emptyDir.sizeLimit).toMatch(/^\d+Mi$/);
			}
		}
	});

	it('says of every container what it needs and what it may not exceed', () => {
		for (const { resources } of rendered.pods.flatMap(({ containers }) => containers)) {
			for (const side of ['requests', 'limits'] as const)
				expect(Object.keys(resources[side])).toEqual(expect.arrayContaining(['cpu', 'memory', 'ephemeral-storage']));
			for (const name of ['cpu', 'memory', 'ephemeral-storage'])
				expect(toNumber(resources.requests[name])).toBeLessThanOrEqual(toNumber(resources.limits[name]));
		}
	});

	it('has no setting and no secret written into a pod', () => {
		for (const container of rendered.pods.flatMap(({ containers }) => containers)) {
			const literal = (container.env ?? []).filter(({ name }: { name: string }) => name !== 'EXTRA');
			expect(literal).toEqual([]);
		}
	});

	it('has labels that tell what each object is, and names that Kubernetes takes', () => {
		const names = rendered.objects.map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? ''} ${metadata.name}`);
		expect(new Set(names).size).toBe(names.length);
		for (const { kind, metadata } of rendered.objects) {
			expect(metadata.name).toMatch(/^[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?$/);
			expect(metadata.labels, `${kind} ${metadata.name}`).toMatchObject({
				'app.kubernetes.io/name': 'todo-chatbot',
				'app.kubernetes.io/instance': 'todo',
				'app.kubernetes.io/component': expect.stringMatching(/^[a-z-]+$/),
				'app.kubernetes.io/version': expect.any(String),
				'app.kubernetes.io/part-of': 'todo-chatbot',
				'app.kubernetes.io/managed-by': 'Helm',
				'helm.sh/chart': expect.stringMatching(/^[a-z-]+-\d+\.\d+\.\d+$/),
			});
			expect(metadata.labels.app).toBe(
				isOnItsOwn && metadata.labels['app.kubernetes.io/component'] === inputs.alone ? inputs.alone : undefined,
			);
		}
	});

	it('stays in its namespace', () => {
		const clusterWide = ['Namespace', 'ClusterRole', 'ClusterRoleBinding'];
		const others = rendered.objects.filter(({ kind, metadata }) => !clusterWide.includes(kind) && metadata.namespace !== 'todo');
		expect(others.filter(({ metadata }) => metadata.namespace !== 'todo-logging')).toEqual([]);
	});

	it('selects the pods of its own component by what never changes', () => {
		for (const { kind, metadata, spec } of rendered.objects) {
			const selector = kind === 'Service' ? spec.selector : spec?.selector?.matchLabels;
			if (!['Service', 'Deployment', 'StatefulSet', 'DaemonSet', 'PodDisruptionBudget'].includes(kind)) continue;
			expect(Object.keys(selector)).toEqual(['app.kubernetes.io/name', 'app.kubernetes.io/instance', 'app.kubernetes.io/component']);
			const matched = rendered.pods.filter(({ labels }) => selects(selector, labels));
			expect(
				matched.map(({ labels }) => labels['app.kubernetes.io/component']),
				`${kind} ${metadata.name}`,
			).toEqual([metadata.labels['app.kubernetes.io/component']]);
		}
	});

	it('leads services, probes and Ingress to ports that exist', () => {
		for (const { spec, metadata } of rendered.all('Service')) {
			const ports = rendered.pods
				.filter(({ labels }) => selects(spec.selector, labels))
				.flatMap(({ containers }) => containers.flatMap(({ ports = [] }) => ports));
			for (const { targetPort, name, appProtocol } of spec.ports) {
				expect([metadata.name, ports.map((port) => port.name)]).toEqual([metadata.name, expect.arrayContaining([targetPort])]);
				expect([name, appProtocol]).toEqual([expect.any(String), expect.any(String)]);
			}
		}
		for (const container of rendered.pods.flatMap(({ containers }) => containers))
			for (const probe of ['startupProbe', 'readinessProbe', 'livenessProbe'])
				if (container[probe]?.httpGet)
					expect(container.ports.map(({ name }: { name: string }) => name)).toContain(container[probe].httpGet.port);
		for (const { spec } of rendered.all('Ingress'))
			for (const { backend } of spec.rules[0].http.paths)
				expect(rendered.find('Service', backend.service.name).spec.ports.map(({ name }: { name: string }) => name)).toContain(
					backend.service.port.name,
				);
		for (const { spec } of rendered.all('HTTPRoute'))
			for (const { name, port } of spec.rules.flatMap(({ backendRefs }: { backendRefs: object[] }) => backendRefs))
				expect(rendered.find('Service', name).spec.ports.map((each: { port: number }) => each.port)).toContain(port);
	});

	it('probes every server in three ways, of which living and being ready differ', () => {
		for (const pod of rendered.pods.filter(isServer)) {
			const [container] = pod.spec.containers;
			expect(container.startupProbe.periodSeconds * container.startupProbe.failureThreshold).toBeGreaterThanOrEqual(60);
			expect(container.readinessProbe).toMatchObject({ periodSeconds: 5, timeoutSeconds: 2, failureThreshold: 3 });
			expect(container.livenessProbe).toMatchObject({ periodSeconds: 10, timeoutSeconds: 3, failureThreshold: 3 });
			const action = ({ httpGet, exec, tcpSocket }: Record<string, unknown>) => httpGet ?? exec ?? tcpSocket;
			expect(action(container.livenessProbe)).not.toEqual(action(container.readinessProbe));
			for (const probe of [container.startupProbe, container.readinessProbe, container.livenessProbe]) {
				expect(probe).not.toHaveProperty('initialDelaySeconds');
				expect(probe.httpGet?.host).toBeUndefined();
			}
		}
	});

	it('refers only to objects and keys that exist', () => {
		const hasSecretOfOurs = rendered.all('Secret').length > 0;
		for (const pod of rendered.pods) {
			rendered.find('ServiceAccount', pod.spec.serviceAccountName);
			for (const container of pod.containers) {
				for (const source of container.envFrom ?? []) {
					if (source.configMapRef) rendered.find('ConfigMap', source.configMapRef.name);
					if (source.secretRef && hasSecretOfOurs) rendered.find('Secret', source.secretRef.name);
				}
				const claims = rendered.objects.find(({ kind, metadata }) => kind === 'StatefulSet' && metadata.name === pod.name)?.spec
					.volumeClaimTemplates;
				const volumes = [...pod.spec.volumes, ...(claims ?? []).map(({ metadata }: { metadata: object }) => metadata)];
				for (const { name } of container.volumeMounts) expect(volumes.map((volume: { name: string }) => volume.name)).toContain(name);
			}
			for (const volume of pod.spec.volumes) {
				if (volume.persistentVolumeClaim) rendered.find('PersistentVolumeClaim', volume.persistentVolumeClaim.claimName);
				if (volume.configMap && volume.name !== 'tasks') rendered.find('ConfigMap', volume.configMap.name);
				for (const { secret } of volume.projected?.sources ?? []) {
					if (!secret || !hasSecretOfOurs || secret.optional) continue;
					const made = rendered.all('Secret').find(({ metadata }) => metadata.name === secret.name);
					if (made)
						expect(Object.keys(made.data ?? {})).toEqual(expect.arrayContaining(secret.items.map(({ key }: { key: string }) => key)));
				}
			}
		}
		for (const { spec } of rendered.all('HorizontalPodAutoscaler')) rendered.find(spec.scaleTargetRef.kind, spec.scaleTargetRef.name);
		for (const { subjects, roleRef, kind } of [...rendered.all('RoleBinding'), ...rendered.all('ClusterRoleBinding')]) {
			rendered.find(kind.replace('Binding', ''), roleRef.name);
			for (const subject of subjects) if (subject.kind === 'ServiceAccount') rendered.find('ServiceAccount', subject.name);
		}
		for (const { spec } of rendered.all('StatefulSet')) expect(rendered.find('Service', spec.serviceName).spec.clusterIP).toBe('None');
	});

	it('renders no null, keeps every setting a string and every image to a version', () => {
		expect(JSON.stringify(rendered.objects)).not.toMatch(/:null/);
		for (const { data } of rendered.all('ConfigMap'))
			expect(Object.values(data ?? {}).filter((value) => typeof value !== 'string')).toEqual([]);
		for (const { image } of rendered.pods.flatMap(({ containers }) => containers)) {
			expect(image).toMatch(/^[\w./-]+(:\S+|@sha256:\S+)$/);
			expect(image).not.toMatch(/:latest$/);
		}
	});

	it('keeps what people wrote when the release goes', () => {
		for (const { metadata } of rendered.all('PersistentVolumeClaim'))
			expect(metadata.annotations).toMatchObject({ 'helm.sh/resource-policy': 'keep' });
		for (const { spec } of rendered.all('StatefulSet'))
			if (spec.volumeClaimTemplates)
				expect(spec.persistentVolumeClaimRetentionPolicy).toEqual({ whenDeleted: 'Retain', whenScaled: 'Retain' });
	});

	it('grants no right by wildcard, none to read secrets, and none to run commands in pods', () => {
		for (const { rules } of [...rendered.all('Role'), ...rendered.all('ClusterRole')])
			for (const { apiGroups = [], resources = [], verbs } of rules) {
				expect([...apiGroups, ...resources, ...verbs]).not.toContain('*');
				expect(resources).not.toContain('secrets');
				expect(resources).not.toContain('pods/exec');
				expect(verbs.filter((verb: string) => !['get', 'list', 'watch'].includes(verb))).toEqual([]);
			}
	});

	it('bounds every job and every history', () => {
		for (const { spec } of rendered.all('CronJob')) {
			expect(spec).toMatchObject({
				concurrencyPolicy: 'Forbid',
				startingDeadlineSeconds: 600,
				successfulJobsHistoryLimit: 3,
				failedJobsHistoryLimit: 1,
			});
			expect(spec.jobTemplate.spec).toMatchObject({ backoffLimit: expect.any(Number), activeDeadlineSeconds: expect.any(Number) });
			expect(spec.jobTemplate.spec).not.toHaveProperty('ttlSecondsAfterFinished');
		}
		for (const { spec } of rendered.all('Job'))
			expect(spec).toMatchObject({
				backoffLimit: expect.any(Number),
				activeDeadlineSeconds: expect.any(Number),
				ttlSecondsAfterFinished: 600,
			});
		for (const kind of ['Deployment', 'StatefulSet', 'DaemonSet'])
			for (const { spec, metadata } of rendered.all(kind)) expect([metadata.name, spec.revisionHistoryLimit]).toEqual([metadata.name, 5]);
	});

	it('gives every server time to finish', () => {
		for (const { spec, kind } of rendered.pods.filter(isServer))
			expect([kind, spec.terminationGracePeriodSeconds]).toEqual([kind, expect.any(Number)]);
	});
});

/** A quantity of Kubernetes as a number that can be compared with others of its kind. */
function toNumber(quantity: string): number {
	const [, amount = '', unit = ''] = /^([\d.]+)(m|Mi|Gi)?$/.exec(quantity) ?? [];
	return Number(amount) * { m: 1, Mi: 1, Gi: 1024, '': 1000 }[unit as 'm' | 'Mi' | 'Gi' | '']!;
}
