import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { chart } from '../support/helm.js';
import { containerContext, podContext } from '../support/security.js';
import {
	alone,
	find,
	helmVersion,
	namesOf,
	prometheusFiles,
	type RenderedObject,
	refusal,
	render,
	renderText,
	runHelm,
	toObjects,
} from './support.js';

if (helmVersion === undefined) console.log('Skipped: rendering the monitoring, since there is no helm on PATH, and HELM names none.');

const selects = (component: string) => ({
	'app.kubernetes.io/name': 'todo-chatbot',
	'app.kubernetes.io/instance': 'todo',
	'app.kubernetes.io/component': component,
});
const pods = (component: string) => ({
	podSelector: {
		matchLabels: { 'app.kubernetes.io/name': 'todo-chatbot', 'app.kubernetes.io/instance': 'todo' },
		matchExpressions: [{ key: 'app.kubernetes.io/component', operator: 'In', values: [component] }],
	},
});
const namespaces = (...values: string[]) => ({
	namespaceSelector: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values }] },
});
const tcp = (...ports: number[]) => ports.map((port) => ({ protocol: 'TCP', port }));
const dns = {
	to: [
		{
			namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
			podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
		},
	],
	ports: [{ protocol: 'UDP', port: 53 }, ...tcp(53)],
};
const everything = { grafana: { enabled: true }, logging: { enabled: true } };
const programs = ['prometheus', 'grafana', 'fluent-bit'] as const;
/** All programs, with values of one of them. */
const withValues = (program: string, values: object) => {
	if (program === 'prometheus') return { ...everything, prometheus: values };
	return { ...everything, [program === 'grafana' ? 'grafana' : 'logging']: { enabled: true, ...values } };
};
const workload = (objects: readonly RenderedObject[], program: string): RenderedObject =>
	find(objects, program === 'fluent-bit' ? 'DaemonSet' : 'Deployment', `todo-${program}`);
const containerOf = (objects: readonly RenderedObject[], program: string) => workload(objects, program).spec.template.spec.containers[0];

describe.skipIf(helmVersion === undefined)('the monitoring', () => {
	const objects = helmVersion === undefined ? [] : render(everything);

	it('is a small Prometheus and a dashboard, unless more is asked for', () => {
		expect(namesOf(render())).toEqual([
			'ConfigMap todo-monitoring-dashboards',
			'ConfigMap todo-prometheus',
			'ConfigMap todo-prometheus-config',
			'Deployment todo-prometheus',
			'NetworkPolicy todo-prometheus',
			'PersistentVolumeClaim todo-prometheus-data',
			'Role todo-prometheus',
			'RoleBinding todo-prometheus',
			'Service todo-prometheus',
			'ServiceAccount todo-prometheus',
		]);
		expect(namesOf(render({ enabled: false }))).toEqual([]);
	});

	it('leaves the collecting to an operator that is there', () => {
		const operated = render({ mode: 'operator', operator: { labels: { release: 'stack' }, interval: '20s' } }, { hasOperator: true });
		expect(namesOf(operated)).toEqual([
			'ConfigMap todo-monitoring-dashboards',
			'PrometheusRule todo-monitoring',
			'ServiceMonitor todo-monitoring',
		]);
		const { metadata, spec } = find(operated, 'ServiceMonitor', 'todo-monitoring');
		expect(metadata.labels.release).toBe('stack');
		expect(find(operated, 'PrometheusRule', 'todo-monitoring').metadata.labels.release).toBe('stack');
		expect(spec.selector).toEqual({ matchLabels: selects('backend') });
		expect(spec.namespaceSelector).toEqual({ matchNames: ['todo-space'] });
		expect(spec.endpoints).toMatchObject([{ port: 'metrics', path: '/metrics', interval: '20s' }]);
		const given = spec.endpoints[0].relabelings.map(({ targetLabel }: { targetLabel: string }) => targetLabel);
		expect(given).toEqual(['job', 'component', 'namespace', 'pod', 'release']);
	});

	it('gives a series the same labels in both modes', () => {
		const operated = find(render({ mode: 'operator' }, { hasOperator: true }), 'ServiceMonitor', 'todo-monitoring');
		const own = parse(prometheusFiles(render()).config).scrape_configs[0].relabel_configs as Record<string, unknown>[];
		const wanted = own
			.filter(({ target_label }) => typeof target_label === 'string' && !target_label.startsWith('__'))
			.map(({ source_labels, target_label, replacement }) => [source_labels, target_label, replacement]);
		expect(
			operated.spec.endpoints[0].relabelings.map((rule: Record<string, unknown>) => [
				rule.sourceLabels,
				rule.targetLabel,
				rule.replacement,
			]),
		).toEqual(wanted);
	});

	it.each([
		['has all programs', everything],
		['collects metrics elsewhere', { ...everything, mode: 'operator', grafana: { enabled: true, prometheusUrl: 'http://prom:9090' } }],
		['has no volumes', { prometheus: { persistence: { enabled: false } }, rbac: { create: false } }],
		['sends logs away', { logging: { enabled: true, runtime: 'docker', output: { type: 'loki', host: 'loki', existingSecret: 'login' } } }],
	])('renders no null and only names of its own when it %s', (_title, values) => {
		const text = renderText(values, { hasOperator: true });
		expect(text).not.toMatch(/\bnull\b/);
		for (const { apiVersion, kind, metadata } of toObjects(text)) {
			expect([apiVersion, kind].every((word) => typeof word === 'string')).toBe(true);
			expect(metadata.labels).toMatchObject({ 'app.kubernetes.io/instance': 'todo', 'app.kubernetes.io/part-of': 'todo-chatbot' });
			expect(metadata.labels['helm.sh/chart']).toMatch(/^monitoring-/);
			if (!['Namespace', 'ClusterRole', 'ClusterRoleBinding'].includes(kind))
				expect(metadata.namespace, metadata.name).toBe(metadata.name === 'todo-fluent-bit' ? 'todo-logging' : 'todo-space');
		}
	});

	describe.each(programs)('%s', (program) => {
		const { spec } = helmVersion === undefined ? ({} as RenderedObject) : workload(objects, program);
		const pod = spec?.template.spec;
		const container = pod?.containers[0];

		it('runs restricted, with a read-only root', () => {
			// The group of root may read the logs of the node.
			expect(pod.securityContext).toEqual(program === 'fluent-bit' ? { ...podContext, supplementalGroups: [0] } : podContext);
			expect(container.securityContext).toEqual(containerContext);
			expect(pod.enableServiceLinks).toBe(false);
			expect(pod.containers).toHaveLength(1);
			expect(['hostNetwork', 'hostPID', 'hostIPC'].filter((key) => key in pod)).toEqual([]);
			expect(container).not.toHaveProperty('env');
		});

		it('has the token of its account only where it talks to the cluster', () => {
			const { automountServiceAccountToken } = find(objects, 'ServiceAccount', pod.serviceAccountName);
			expect([pod.automountServiceAccountToken, automountServiceAccountToken]).toEqual(
				program === 'grafana' ? [false, false] : [true, true],
			);
		});

		it('is probed in ways that differ, at a port that it has', () => {
			expect(container.livenessProbe.httpGet.path).not.toBe(container.readinessProbe.httpGet.path);
			for (const probe of ['startupProbe', 'readinessProbe', 'livenessProbe'])
				expect(container.ports.map(({ name }: { name: string }) => name)).toContain(container[probe].httpGet.port);
		});

		it('writes to a scratch folder and mounts nothing that is not there', () => {
			expect(container.volumeMounts).toContainEqual({ name: 'tmp', mountPath: '/tmp' });
			const names = pod.volumes.map(({ name }: { name: string }) => name);
			expect(container.volumeMounts.map(({ name }: { name: string }) => name).sort()).toEqual([...names].sort());
			for (const { emptyDir, configMap, persistentVolumeClaim } of pod.volumes) {
				if (emptyDir) expect(emptyDir.sizeLimit).toMatch(/^\d+Mi$/);
				if (persistentVolumeClaim) find(objects, 'PersistentVolumeClaim', persistentVolumeClaim.claimName);
				if (!configMap) continue;
				const { data } = find(objects, 'ConfigMap', configMap.name);
				for (const { key } of configMap.items ?? []) expect(data).toHaveProperty([key]);
			}
			for (const { configMapRef } of container.envFrom ?? []) find(objects, 'ConfigMap', configMapRef.name);
			expect(pod.volumes.filter((volume: object) => 'hostPath' in volume)).toEqual(
				program === 'fluent-bit' ? [{ name: 'logs-0', hostPath: { path: '/var/log', type: 'Directory' } }] : [],
			);
		});

		it('selects its own pods, as its Service does', () => {
			expect(spec.selector.matchLabels).toEqual(selects(program));
			expect(spec.template.metadata.labels).toMatchObject(selects(program));
			if (program === 'fluent-bit') return;
			const service = find(objects, 'Service', `todo-${program}`);
			expect(service.spec.selector).toEqual(selects(program));
			expect(service.spec.ports).toMatchObject([{ name: 'http', port: container.ports[0].containerPort, targetPort: 'http' }]);
		});

		it('stops in time and keeps few old versions', () => {
			expect(spec.revisionHistoryLimit).toBe(5);
			expect(pod.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(30);
		});

		it('uses an image that is pinned, and another one where that is wanted', () => {
			expect(container.image).toMatch(/:v?\d+\.\d+\.\d+$/);
			const digest = `sha256:${'a'.repeat(64)}`;
			const image = (values: object, global = {}) => containerOf(render(withValues(program, { image: values }), { global }), program).image;
			const [name] = container.image.split(':');
			expect(image({ digest })).toBe(`${name}@${digest}`);
			expect(image({}, { imageRegistry: 'mirror.example.com' })).toBe(`mirror.example.com/${container.image}`);
			const key = program === 'fluent-bit' ? 'logging' : program;
			expect(refusal(withValues(program, { image: { tag: '' } }))).toContain(`monitoring.${key}.image.tag is empty.`);
		});

		it('can be placed and extended', () => {
			const toleration = { key: 'small', operator: 'Exists' };
			const affinity = { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [] } };
			const extended = render(
				withValues(program, {
					podAnnotations: { team: 'a' },
					podLabels: { tier: 'ops' },
					nodeSelector: { disk: 'fast' },
					tolerations: [toleration],
					affinity,
					priorityClassName: 'low',
					extraEnv: [{ name: 'TZ', value: 'Etc/UTC' }],
					extraVolumes: [{ name: 'more', emptyDir: {} }],
					extraVolumeMounts: [{ name: 'more', mountPath: '/more' }],
					serviceAccount: { name: 'mine', annotations: { role: 'x' } },
					image: { pullSecrets: ['login'] },
				}),
			);
			const { template } = workload(extended, program).spec;
			expect(template.metadata).toMatchObject({ annotations: { team: 'a' }, labels: { tier: 'ops' } });
			expect(template.metadata.annotations['checksum/config']).toMatch(/^[0-9a-f]{64}$/);
			expect(template.spec).toMatchObject({
				nodeSelector: { disk: 'fast' },
				tolerations: [toleration],
				affinity,
				priorityClassName: 'low',
				serviceAccountName: 'mine',
				imagePullSecrets: [{ name: 'login' }],
			});
			expect(template.spec.volumes).toContainEqual({ name: 'more', emptyDir: {} });
			expect(template.spec.containers[0]).toMatchObject({ env: [{ name: 'TZ', value: 'Etc/UTC' }] });
			expect(template.spec.containers[0].volumeMounts).toContainEqual({ name: 'more', mountPath: '/more' });
			expect(find(extended, 'ServiceAccount', 'mine').metadata.annotations).toEqual({ role: 'x' });
			for (const { kind, subjects } of extended)
				if (kind.endsWith('Binding') && subjects[0].name !== 'mine') expect(subjects[0].name).not.toBe(`todo-${program}`);
		});
	});

	it('takes the space that is set aside for it', () => {
		const resources = (program: string) => {
			const { requests, limits } = containerOf(objects, program).resources;
			return [requests, limits].map((part) => [part.cpu, part.memory, part['ephemeral-storage']]);
		};
		expect(programs.map(resources)).toEqual([
			[
				['50m', '128Mi', '64Mi'],
				['200m', '256Mi', '512Mi'],
			],
			[
				['25m', '96Mi', '32Mi'],
				['150m', '160Mi', '256Mi'],
			],
			[
				['5m', '16Mi', '16Mi'],
				['50m', '64Mi', '128Mi'],
			],
		]);
	});

	it('collects garbage at 90 % of the memory limit', () => {
		const limit = (program: 'prometheus' | 'grafana', memory: string) =>
			find(render(withValues(program, { resources: { limits: { memory } } })), 'ConfigMap', `todo-${program}`).data!.GOMEMLIMIT;
		expect([limit('prometheus', '256Mi'), limit('prometheus', '1Gi'), limit('grafana', '160Mi')]).toEqual(['230MiB', '921MiB', '144MiB']);
	});

	it('compares the API with the limits that the API has', () => {
		const values = (component: string) => parse(readFileSync(`${chart}/charts/${component}/values.yaml`, 'utf8'));
		const { cpu, memory } = values('backend').resources.limits;
		expect(values('monitoring').limits.backend).toEqual({ cpu, memory });
	});

	it('restarts a program when its settings change, and for nothing else', () => {
		const sum = (program: string, values: object) =>
			workload(render({ ...everything, ...values }), program).spec.template.metadata.annotations['checksum/config'];
		const label = { dashboards: { labels: { team: 'a' } } };
		for (const program of programs) expect(sum(program, label)).toBe(sum(program, {}));
		expect(sum('prometheus', { limits: { backend: { cpu: '1' } } })).not.toBe(sum('prometheus', {}));
		expect(sum('prometheus', { prometheus: { interval: '30s' } })).not.toBe(sum('prometheus', {}));
		expect(sum('grafana', { grafana: { enabled: true, rootUrl: 'https://g.example.com' } })).not.toBe(sum('grafana', {}));
		expect(sum('fluent-bit', { logging: { enabled: true, runtime: 'docker' } })).not.toBe(sum('fluent-bit', {}));
	});

	describe('the Prometheus of the release', () => {
		const parameters = (values: object) => containerOf(render({ prometheus: values }), 'prometheus').args as string[];

		it('looks at pods of its own namespace and release only', () => {
			const { scrape_configs, rule_files, alerting } = parse(prometheusFiles(objects).config);
			expect(scrape_configs).toHaveLength(1);
			expect(scrape_configs[0].kubernetes_sd_configs).toEqual([{ role: 'pod', namespaces: { names: ['todo-space'] } }]);
			expect(rule_files).toEqual(['/etc/prometheus/rules.yml']);
			expect(alerting).toBeUndefined();
		});

		it('may read what it looks at, in its namespace, and nothing else', () => {
			expect(find(objects, 'Role', 'todo-prometheus').rules).toEqual([
				{ apiGroups: [''], resources: ['pods', 'services', 'endpoints'], verbs: ['get', 'list', 'watch'] },
				{ apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['get', 'list', 'watch'] },
			]);
			const { roleRef, subjects } = find(objects, 'RoleBinding', 'todo-prometheus');
			expect([roleRef.kind, roleRef.name]).toEqual(['Role', 'todo-prometheus']);
			expect(subjects).toEqual([{ kind: 'ServiceAccount', name: 'todo-prometheus', namespace: 'todo-space' }]);
			expect(namesOf(render({ ...everything, rbac: { create: false } })).filter((name) => /Role/.test(name))).toEqual([]);
		});

		it('drops the oldest before the volume is full', () => {
			expect(parameters({})).toEqual(expect.arrayContaining(['--storage.tsdb.retention.time=24h', '--storage.tsdb.retention.size=819MB']));
			expect(parameters({ retention: '7d', persistence: { size: '5Gi' } })).toEqual(
				expect.arrayContaining(['--storage.tsdb.retention.time=7d', '--storage.tsdb.retention.size=4096MB']),
			);
			// Less than what the container may write besides.
			expect(parameters({ persistence: { enabled: false } })).toContain('--storage.tsdb.retention.size=307MB');
		});

		it('keeps its volume when the release goes, or uses one that exists, or none', () => {
			const claim = find(objects, 'PersistentVolumeClaim', 'todo-prometheus-data');
			expect(claim.metadata.annotations).toMatchObject({ 'helm.sh/resource-policy': 'keep' });
			expect(claim.spec).toEqual({ accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } });
			const volume = (values: object) => {
				const rendered = render({ prometheus: { persistence: values } });
				expect(rendered.filter(({ kind }) => kind === 'PersistentVolumeClaim')).toEqual([]);
				return workload(rendered, 'prometheus').spec.template.spec.volumes.find(({ name }: { name: string }) => name === 'data');
			};
			expect(volume({ existingClaim: 'mine' })).toEqual({ name: 'data', persistentVolumeClaim: { claimName: 'mine' } });
			expect(volume({ enabled: false })).toEqual({ name: 'data', emptyDir: { sizeLimit: '384Mi' } });
			expect(workload(objects, 'prometheus').spec).toMatchObject({ replicas: 1, strategy: { type: 'Recreate' } });
		});

		it('tells Alertmanagers, and may reach them', () => {
			const told = render({ prometheus: { alertmanagers: ['alerts.ops:9093'] } });
			expect(parse(prometheusFiles(told).config).alerting).toEqual({
				alertmanagers: [{ static_configs: [{ targets: ['alerts.ops:9093'] }] }],
			});
			expect(find(told, 'NetworkPolicy', 'todo-prometheus').spec.egress).toContainEqual({ ports: tcp(9093) });
		});
	});

	describe('Grafana', () => {
		const grafana = { enabled: true };

		it('lets in whoever has the password of the Secret, and nobody else', () => {
			const { data } = find(objects, 'ConfigMap', 'todo-grafana');
			expect(data).toMatchObject({
				GF_AUTH_ANONYMOUS_ENABLED: 'false',
				GF_USERS_ALLOW_SIGN_UP: 'false',
				GF_SECURITY_ADMIN_PASSWORD__FILE: '/run/secrets/app/GRAFANA_ADMIN_PASSWORD',
			});
			const { volumes, containers } = workload(objects, 'grafana').spec.template.spec;
			const { projected } = volumes.find(({ name }: { name: string }) => name === 'secrets');
			expect(projected.sources).toEqual([
				{ secret: { name: 'todo-secrets', items: [{ key: 'GRAFANA_ADMIN_PASSWORD', path: 'GRAFANA_ADMIN_PASSWORD' }] } },
			]);
			expect(containers[0].volumeMounts).toContainEqual({ name: 'secrets', mountPath: '/run/secrets/app', readOnly: true });
		});

		it('reads the password from a variable where files are not wanted', () => {
			const global = { secrets: { existingSecret: 'todo-secrets', mountAsFiles: false } };
			const rendered = render({ grafana }, { global });
			const { data } = find(rendered, 'ConfigMap', 'todo-grafana');
			expect(data).not.toHaveProperty('GF_SECURITY_ADMIN_PASSWORD__FILE');
			expect(data!.GF_SECURITY_ADMIN_PASSWORD).toBe('$__env{GRAFANA_ADMIN_PASSWORD}');
			expect(containerOf(rendered, 'grafana').envFrom).toContainEqual({ secretRef: { name: 'todo-secrets' } });
			expect(JSON.stringify(workload(rendered, 'grafana').spec.template.spec.volumes)).not.toContain('GRAFANA_ADMIN_PASSWORD');
			// The others have no business with the Secret in either way.
			expect(JSON.stringify(workload(rendered, 'prometheus'))).not.toContain('todo-secrets');
		});

		it('restarts when the Secret changes', () => {
			const global = { secrets: { existingSecret: 'todo-secrets', checksum: 'abc' } };
			expect(workload(render({ grafana }, { global }), 'grafana').spec.template.metadata.annotations['checksum/secret']).toBe('abc');
		});

		it('finds Prometheus and the dashboard without anybody clicking', () => {
			const source = (values: object, hasOperator = false) => {
				const { data } = find(render(values, { hasOperator }), 'ConfigMap', 'todo-grafana-provisioning');
				return parse(data!['datasources.yaml']!).datasources[0];
			};
			expect(source({ grafana })).toMatchObject({ type: 'prometheus', url: 'http://todo-prometheus:9090', isDefault: true });
			const { metadata, spec } = find(objects, 'Service', 'todo-prometheus');
			expect(`http://${metadata.name}:${spec.ports[0].port}`).toBe('http://todo-prometheus:9090');
			const prometheusUrl = 'http://prometheus-operated.monitoring:9090';
			expect(source({ mode: 'operator', grafana: { ...grafana, prometheusUrl } }, true).url).toBe(prometheusUrl);
			const { data } = find(objects, 'ConfigMap', 'todo-grafana-provisioning');
			const { path } = parse(data!['dashboards.yaml']!).providers[0].options;
			expect(containerOf(objects, 'grafana').volumeMounts).toContainEqual({ name: 'dashboards', mountPath: path, readOnly: true });
		});

		it('has a volume on request', () => {
			const kept = render({ grafana: { ...grafana, persistence: { enabled: true } } });
			expect(find(kept, 'PersistentVolumeClaim', 'todo-grafana-data').metadata.annotations).toMatchObject({
				'helm.sh/resource-policy': 'keep',
			});
			expect(workload(kept, 'grafana').spec.template.spec.volumes).toContainEqual({
				name: 'data',
				persistentVolumeClaim: { claimName: 'todo-grafana-data' },
			});
		});
	});

	describe('the logs', () => {
		const config = (logging: object) =>
			parse(find(render({ logging: { enabled: true, ...logging } }), 'ConfigMap', 'todo-fluent-bit').data!['fluent-bit.yaml']!);

		it('are collected in a namespace of their own that allows it', () => {
			expect(find(objects, 'Namespace', 'todo-logging').metadata.labels).toMatchObject({
				'pod-security.kubernetes.io/enforce': 'privileged',
				'pod-security.kubernetes.io/warn': 'privileged',
				'pod-security.kubernetes.io/audit': 'privileged',
			});
			expect(namesOf(render({ logging: { enabled: true, createNamespace: false } }))).not.toContain('Namespace todo-logging');
			const other = render({ logging: { enabled: true, namespace: 'ops' } });
			expect(find(other, 'Namespace', 'ops').metadata.labels).toHaveProperty(['pod-security.kubernetes.io/enforce']);
			for (const kind of ['DaemonSet', 'ConfigMap', 'ServiceAccount', 'NetworkPolicy'])
				expect(find(other, kind, 'todo-fluent-bit').metadata.namespace).toBe('ops');
			expect(find(other, 'ClusterRoleBinding', 'todo-space-todo-fluent-bit').subjects[0].namespace).toBe('ops');
		});

		it('are read only, of our namespace only, and lines in JSON become fields', () => {
			const { pipeline } = config({});
			expect(pipeline.inputs).toMatchObject([
				{ name: 'tail', path: '/var/log/containers/*_todo-space_*.log', 'multiline.parser': 'cri', db: '/tmp/positions.db' },
			]);
			expect(pipeline.filters).toMatchObject([{ name: 'kubernetes', match: 'kube.*', merge_log: 'on' }]);
			const mounts = containerOf(objects, 'fluent-bit').volumeMounts;
			expect(mounts).toContainEqual({ name: 'logs-0', mountPath: '/var/log', readOnly: true });
			expect(mounts.filter(({ readOnly }: { readOnly?: boolean }) => !readOnly)).toEqual([{ name: 'tmp', mountPath: '/tmp' }]);
		});

		it('are where Docker keeps them, with Docker', () => {
			expect(config({ runtime: 'docker' }).pipeline.inputs[0]['multiline.parser']).toBe('docker');
			const { volumes, containers } = workload(render({ logging: { enabled: true, runtime: 'docker' } }), 'fluent-bit').spec.template.spec;
			const path = '/var/lib/docker/containers';
			expect(volumes).toContainEqual({ name: 'logs-1', hostPath: { path, type: 'Directory' } });
			expect(containers[0].volumeMounts).toContainEqual({ name: 'logs-1', mountPath: path, readOnly: true });
		});

		it('go where they are wanted', () => {
			const output = (values: object) => config({ output: values }).pipeline.outputs;
			expect(output({})).toEqual([{ name: 'stdout', match: 'kube.*', format: 'json_lines' }]);
			expect(output({ type: 'loki', host: 'loki.ops' })).toMatchObject([
				{ name: 'loki', match: 'kube.*', host: 'loki.ops', port: 3100, tls: 'off', line_format: 'json' },
			]);
			const elastic = { type: 'elasticsearch', host: 'es.ops', port: 443, tls: true, index: 'todos', existingSecret: 'login' };
			expect(output(elastic)).toMatchObject([
				{
					name: 'es',
					match: 'kube.*',
					host: 'es.ops',
					port: 443,
					tls: 'on',
					index: 'todos',
					http_user: '${LOG_USER}',
					http_passwd: '${LOG_PASSWORD}',
				},
			]);
			expect(containerOf(render({ logging: { enabled: true, output: elastic } }), 'fluent-bit').envFrom).toEqual([
				{ secretRef: { name: 'login' } },
			]);
		});

		it('need no more rights than the names and labels of pods', () => {
			expect(find(objects, 'ClusterRole', 'todo-space-todo-fluent-bit').rules).toEqual([
				{ apiGroups: [''], resources: ['pods', 'namespaces'], verbs: ['get', 'list', 'watch'] },
			]);
			const { roleRef, subjects } = find(objects, 'ClusterRoleBinding', 'todo-space-todo-fluent-bit');
			expect(roleRef.name).toBe('todo-space-todo-fluent-bit');
			expect(subjects).toEqual([{ kind: 'ServiceAccount', name: 'todo-fluent-bit', namespace: 'todo-logging' }]);
		});
	});

	describe('the network policies', () => {
		const policy = (program: string, values: object = everything, global = {}) =>
			find(render(values, { global, hasOperator: true }), 'NetworkPolicy', `todo-${program}`).spec;

		it('let Prometheus reach the API and the cluster, and be reached by Grafana and by other Prometheuses', () => {
			expect(policy('prometheus', {}, { networkPolicy: { metricsNamespaces: ['monitoring', 'ops'] } })).toEqual({
				podSelector: { matchLabels: selects('prometheus') },
				policyTypes: ['Ingress', 'Egress'],
				ingress: [{ from: [pods('grafana'), namespaces('monitoring', 'ops')], ports: tcp(9090) }],
				egress: [dns, { to: [pods('backend')], ports: tcp(9090) }, { ports: tcp(443, 6443, 8443) }],
			});
		});

		it('let Grafana reach Prometheus and be reached through an Ingress', () => {
			expect(policy('grafana', everything, { networkPolicy: { ingressNamespaces: ['edge'] } })).toEqual({
				podSelector: { matchLabels: selects('grafana') },
				policyTypes: ['Ingress', 'Egress'],
				ingress: [{ from: [namespaces('edge')], ports: tcp(3000) }],
				egress: [dns, { to: [pods('prometheus')], ports: tcp(9090) }],
			});
			expect(policy('grafana', everything, { networkPolicy: { ingressNamespaces: [] } })).not.toHaveProperty('ingress');
		});

		it.each([
			['http://prom.monitoring:8080', 8080],
			['http://prom.monitoring/prefix', 80],
			['https://prom.example.com', 443],
		])('let Grafana reach the Prometheus at %s', (prometheusUrl, port) => {
			const { egress } = policy('grafana', { mode: 'operator', grafana: { enabled: true, prometheusUrl } });
			expect(egress).toEqual([dns, { ports: tcp(port) }]);
		});

		it('let Fluent Bit reach the cluster and where the logs go, and be reached by nobody', () => {
			const base = { podSelector: { matchLabels: selects('fluent-bit') }, policyTypes: ['Ingress', 'Egress'] };
			const cluster = { ports: tcp(443, 6443, 8443) };
			expect(policy('fluent-bit')).toEqual({ ...base, egress: [dns, cluster] });
			const output = { type: 'loki', host: 'loki.ops' };
			expect(policy('fluent-bit', { logging: { enabled: true, output } }).egress).toEqual([dns, cluster, { ports: tcp(3100) }]);
			expect(policy('fluent-bit', { networkPolicy: { apiServerPorts: [16443] }, logging: { enabled: true } }).egress).toEqual([
				dns,
				{ ports: tcp(16443) },
			]);
		});

		it('are left out where they are not wanted', () => {
			const kinds = render(everything, { global: { networkPolicy: { enabled: false } } }).map(({ kind }) => kind);
			expect(kinds).not.toContain('NetworkPolicy');
		});
	});

	it.each([
		[
			'an operator that is not there',
			{ mode: 'operator' },
			'the cluster has no monitoring.coreos.com/v1. Install the Prometheus operator first',
		],
		[
			'a Grafana without a Prometheus',
			{ mode: 'operator', operator: { assumeCrds: true }, grafana: { enabled: true } },
			'set monitoring.grafana.prometheusUrl',
		],
		[
			'logs in the namespace of the app',
			{ logging: { enabled: true, namespace: 'todo-space' } },
			'monitoring.logging.namespace is todo-space',
		],
		[
			'a server for logs without its name',
			{ logging: { enabled: true, output: { type: 'elasticsearch' } } },
			'monitoring.logging.output.type is elasticsearch, which needs monitoring.logging.output.host.',
		],
		['memory in bytes', { prometheus: { resources: { limits: { memory: '256000000' } } } }, 'match pattern'],
	])('refuses %s with a sentence that helps', (_title, values, sentence) => {
		expect(refusal(values)).toContain(sentence);
	});

	it('is rendered without a cluster to ask where that is said', () => {
		expect(namesOf(render({ mode: 'operator', operator: { assumeCrds: true } }))).toContain('ServiceMonitor todo-monitoring');
	});

	it('watches a release whose name has a dot, and only that', () => {
		const rendered = render({}, { release: 'todo.v2' });
		const { data } = find(rendered, 'ConfigMap', 'todo.v2-prometheus-config');
		const [keep] = parse(data!['prometheus.yml']!).scrape_configs[0].relabel_configs;
		expect(keep.regex).toBe('todo-chatbot;todo\\.v2;true');
	});

	describe('on its own', () => {
		const global = { secrets: { mode: 'create' } };

		it('passes lint in strict mode', () => {
			const { status, stdout, stderr } = runHelm(['lint', '--strict', alone()], { ...everything, global });
			expect([status, stdout + stderr]).toEqual([0, expect.stringContaining('0 chart(s) failed')]);
		});

		it('closes the namespace first, as the umbrella chart does', () => {
			const { stdout } = runHelm(['template', 'todo', alone()], { global });
			const denied = find(toObjects(stdout), 'NetworkPolicy', 'todo-default-deny');
			expect(denied.spec).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
			expect(namesOf(objects)).not.toContain('NetworkPolicy todo-default-deny');
		});

		it('brings the password of Grafana along', () => {
			const { stdout } = runHelm(['template', 'todo', alone()], { ...everything, global });
			const secret = find(toObjects(stdout), 'Secret', 'todo-secrets');
			expect(Object.keys(secret.data!)).toEqual(['GRAFANA_ADMIN_PASSWORD']);
			expect(Buffer.from(secret.data!.GRAFANA_ADMIN_PASSWORD!, 'base64').toString().length).toBeGreaterThan(30);
			// In the release of the whole app that is the umbrella's business.
			expect(objects.map(({ kind }) => kind)).not.toContain('Secret');
		});
	});
});
