import { X509Certificate } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { cases, withPostgres } from './support/cases.js';
import { chart, helmVersion, type KubernetesObject, notes, profiles, type Rendered, render } from './support/helm.js';

const toUnits = (quantity: string) =>
	/[a-z]$/i.test(quantity) ? Number.parseInt(quantity, 10) * (quantity.endsWith('Gi') ? 1024 : 1) : Number(quantity) * 1000;

/** What the servers of a release ask for together: thousandths of cores and MiB. An autoscaler counts with its least. */
function sum(rendered: Rendered, side: 'requests' | 'limits'): { cpu: number; memory: number } {
	const total = { cpu: 0, memory: 0 };
	for (const { kind, metadata, spec } of rendered.objects) {
		if (!['Deployment', 'StatefulSet', 'DaemonSet'].includes(kind)) continue;
		const autoscaler = rendered.all('HorizontalPodAutoscaler').find((each) => each.spec.scaleTargetRef.name === metadata.name);
		const pods = autoscaler?.spec.minReplicas ?? spec.replicas ?? 1;
		for (const { resources } of spec.template.spec.containers) {
			total.cpu += pods * toUnits(resources[side].cpu);
			total.memory += pods * toUnits(resources[side].memory);
		}
	}
	return total;
}

const names = (objects: readonly KubernetesObject[]) => objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort();

describe.skipIf(helmVersion === undefined)('the chart', () => {
	it.each(profiles)('makes the objects of the app under the names that people type, with values-%s.yaml', (profile) => {
		expect(names(render({ profile }).objects)).toEqual(
			expect.arrayContaining([
				'ConfigMap todo-backend',
				'ConfigMap todo-frontend',
				'Deployment todo-backend',
				'Deployment todo-frontend',
				'PersistentVolumeClaim todo-backend-data',
				'Pod todo-backend-test-api',
				'Pod todo-backend-test-db',
				'Pod todo-backend-test-metrics',
				'Pod todo-backend-test-web',
				'Service todo-backend',
				'Service todo-frontend',
				'ServiceAccount todo-backend',
				'ServiceAccount todo-frontend',
			]),
		);
	});

	it.each([
		['dev', 'requests', 60, 112],
		['dev', 'limits', 500, 240],
		['prod with Postgres', 'limits', 1400, 736],
		['prod with Postgres', 'requests', 170, 320],
		['monitoring with Grafana', 'limits', 1750, 1152],
		['dev with Ollama', 'limits', 1500, 1520],
		['dev with Ollama and monitoring', 'limits', 1700, 1776],
		['dev with Ollama and monitoring', 'requests', 310, 752],
	] as const)('asks for no more than a small cluster has: %s, %s', (name, side, cpu, memory) => {
		expect(sum(render(cases[name]), side)).toEqual({ cpu, memory });
	});

	it.each(Object.entries(cases))('stays below 2 cores and 2 GiB as a whole: %s', (_name, inputs) => {
		const rendered = render(inputs);
		const limits = sum(rendered, 'limits');
		const requests = sum(rendered, 'requests');
		expect(limits.cpu).toBeLessThanOrEqual(2000);
		expect(limits.memory).toBeLessThanOrEqual(2048);
		// What the cluster itself leaves of 2 cores is about 950m.
		expect(requests.cpu).toBeLessThanOrEqual(500);
		expect(requests.memory).toBeLessThanOrEqual(1024);
	});

	describe('with SQLite', () => {
		it('replaces the one backend pod instead of running two on one file', () => {
			const { spec } = render({ profile: 'dev' }).find('Deployment', 'todo-backend');
			expect([spec.strategy, spec.replicas]).toEqual([{ type: 'Recreate' }, 1]);
			expect(spec.template.spec.initContainers).toMatchObject([{ name: 'migrate', args: ['migrate'] }]);
		});

		it('keeps the volume, uses one that exists, or starts from a snapshot', () => {
			const claim = (persistence: object) =>
				render({ profile: 'dev', values: { backend: { persistence } } }).find('PersistentVolumeClaim', 'todo-backend-data');
			expect(claim({}).metadata.annotations).toEqual({
				'helm.sh/resource-policy': 'keep',
				'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
				'kustomize.toolkit.fluxcd.io/prune': 'disabled',
			});
			const dataSource = { name: 'yesterday', kind: 'VolumeSnapshot', apiGroup: 'snapshot.storage.k8s.io' };
			expect(claim({ storageClass: 'fast', size: '5Gi', accessModes: ['ReadWriteMany'], dataSource }).spec).toEqual({
				accessModes: ['ReadWriteMany'],
				storageClassName: 'fast',
				dataSource,
				resources: { requests: { storage: '5Gi' } },
			});
			const own = render({ profile: 'dev', values: { backend: { persistence: { existingClaim: 'mine', subPath: 'todo' } } } });
			expect(own.objects.map(({ kind }) => kind)).not.toContain('PersistentVolumeClaim');
			expect(own.pod('todo-backend').spec.volumes).toContainEqual({ name: 'data', persistentVolumeClaim: { claimName: 'mine' } });
			expect(own.pod('todo-backend').containers[0].volumeMounts).toContainEqual({ name: 'data', mountPath: '/app/data', subPath: 'todo' });
		});

		it('copies the data beside the server, on its node', () => {
			const rendered = render({ profile: 'prod' });
			const pod = rendered.pod('todo-backend-backup');
			expect(pod.containers.map(({ args }) => args)).toEqual([['backup', '--keep', '14']]);
			expect(
				pod.spec.affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].podAffinityTerm.labelSelector.matchLabels,
			).toEqual(rendered.find('Deployment', 'todo-backend').spec.selector.matchLabels);
			expect(rendered.find('CronJob', 'todo-backend-restore').spec.suspend).toBe(true);
			expect(rendered.pod('todo-backend-restore').containers.map(({ args }) => args)).toEqual([
				['restore', 'newest', '--yes'],
				['migrate'],
			]);
		});
	});

	describe('with Postgres', () => {
		const rendered = helmVersion === undefined ? undefined! : render(cases['prod with Postgres']);

		it('replaces pods one by one and loses no request', () => {
			const { spec } = rendered.find('Deployment', 'todo-backend');
			expect(spec).toMatchObject({ replicas: 2, minReadySeconds: 3, progressDeadlineSeconds: 180 });
			expect(spec.strategy).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } });
			expect(names(rendered.all('PersistentVolumeClaim'))).toEqual(['PersistentVolumeClaim todo-backend-backups']);
		});

		it('tells the API where its database is, as the database was told to be', () => {
			const { data } = rendered.find('ConfigMap', 'todo-backend');
			const server = rendered.find('ConfigMap', 'todo-postgres').data;
			expect(data).toMatchObject({
				POSTGRES_HOST: 'todo-postgres',
				POSTGRES_PORT: '5432',
				POSTGRES_DB: server!.POSTGRES_DB,
				POSTGRES_USER: server!.POSTGRES_USER,
			});
			expect(rendered.find('Service', 'todo-postgres').spec.ports[0].port).toBe(5432);
		});

		it('fits the settings of the server to its memory, and gives it a name in any image', () => {
			const [server] = rendered.pod('todo-postgres').containers;
			expect(server.args.join(' ')).toBe(
				'postgres -c shared_buffers=64MB -c max_connections=50 -c unix_socket_directories=/var/run/postgresql',
			);
			expect(server.startupProbe).toMatchObject({ periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 24 });
			expect(server.volumeMounts).toContainEqual({ name: 'user', mountPath: '/etc/passwd', subPath: 'passwd', readOnly: true });
			expect(rendered.find('ConfigMap', 'todo-postgres-user').data!.passwd).toMatch(/^postgres:x:10001:10001:/m);
			expect(rendered.pod('todo-postgres').spec.terminationGracePeriodSeconds).toBe(60);
		});

		it('has the database let itself be taken away and start elsewhere', () => {
			expect(rendered.find('PodDisruptionBudget', 'todo-postgres').spec).toMatchObject({
				maxUnavailable: 1,
				unhealthyPodEvictionPolicy: 'AlwaysAllow',
			});
		});

		it('copies the data by pg_dump, which gets neither the Secret nor a password in its arguments', () => {
			const pod = rendered.pod('todo-backend-backup');
			expect(pod.containers.map(({ name, image, args, command }) => [name, image, ...(args ?? command)])).toEqual([
				['connect', 'todo-backend:1.2.3', 'pg-service', '/tmp/pg_service.conf'],
				['dump', 'postgres:17-alpine', 'pg_dump', '--format=custom', '--no-owner', '--no-privileges', '--file=/backups/incoming.part'],
				['backup', 'todo-backend:1.2.3', 'backup', '--adopt', '/backups/incoming.part', '--keep', '14'],
			]);
			expect(pod.containers[1].volumeMounts.map(({ name }: { name: string }) => name)).toEqual(['tmp', 'backups']);
			expect(rendered.pod('todo-backend-restore').containers.map(({ name }) => name)).toEqual([
				'choose',
				'connect',
				'save',
				'keep',
				'restore',
				'migrate',
			]);
		});

		it('migrates by hook only where that was asked for, and only before an upgrade', () => {
			const inputs = cases['prod with migrations by hook']!;
			const upgrade = render(inputs);
			expect(upgrade.find('Job', 'todo-backend-migrate').metadata.annotations).toEqual({
				'helm.sh/hook': 'pre-upgrade',
				'helm.sh/hook-delete-policy': 'before-hook-creation,hook-succeeded',
			});
			expect(upgrade.pod('todo-backend').spec.initContainers).toBeUndefined();
			expect(render({ ...inputs, isUpgrade: false }).all('Job')).toEqual([]);
		});
	});

	it('grows with the load, slowly down and quickly up, and then sets no number of pods', () => {
		const rendered = render(cases['prod with Postgres and an autoscaler']);
		expect(rendered.find('Deployment', 'todo-backend').spec).not.toHaveProperty('replicas');
		expect(rendered.find('HorizontalPodAutoscaler', 'todo-backend').spec).toMatchObject({
			minReplicas: 2,
			maxReplicas: 4,
			metrics: [{ resource: { name: 'cpu', target: { averageUtilization: 70 } } }],
			behavior: {
				scaleDown: { stabilizationWindowSeconds: 300, policies: [{ type: 'Pods', value: 1, periodSeconds: 60 }] },
				scaleUp: { policies: [{ type: 'Pods', value: 2, periodSeconds: 30 }] },
			},
		});
	});

	it('has a disruption budget above one pod and none for one, which would keep its node from being emptied', () => {
		expect(names(render({ profile: 'dev' }).all('PodDisruptionBudget'))).toEqual([]);
		const { spec } = render(cases['prod with Postgres']).find('PodDisruptionBudget', 'todo-backend');
		expect(spec).toMatchObject({ minAvailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow' });
	});

	it('keeps the pods of a server apart, counting those of one version', () => {
		const { spec } = render({ profile: 'prod' }).pod('todo-frontend');
		expect(spec.topologySpreadConstraints).toMatchObject([
			{ topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'ScheduleAnyway', matchLabelKeys: ['pod-template-hash'] },
			{ topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'ScheduleAnyway', matchLabelKeys: ['pod-template-hash'] },
		]);
		expect(spec.affinity.podAntiAffinity).toHaveProperty('preferredDuringSchedulingIgnoredDuringExecution');
	});

	it('has the same extension points for every component', () => {
		const rendered = render(cases['every extension point']);
		for (const component of ['backend', 'frontend', 'postgres', 'ollama']) {
			const { spec, labels, annotations, containers } = rendered.pod(`todo-${component}`);
			expect(labels.team).toBe('blue');
			expect(annotations['example.com/note']).toBe('yes');
			expect(spec).toMatchObject({
				nodeSelector: { disk: 'fast' },
				tolerations: [{ key: 'dedicated', operator: 'Exists' }],
				affinity: { nodeAffinity: {} },
				priorityClassName: 'important',
				imagePullSecrets: [{ name: 'pull' }],
			});
			expect(spec.volumes).toContainEqual({ name: 'extra', emptyDir: { sizeLimit: '1Mi' } });
			expect(containers.at(-1)).toMatchObject({
				image: expect.stringMatching(/^registry\.example\.com\/mirror\//),
				env: [{ name: 'EXTRA', value: 'yes' }],
				volumeMounts: expect.arrayContaining([{ name: 'extra', mountPath: '/extra' }]),
			});
			expect(rendered.find('ServiceAccount', `todo-${component}`).metadata.annotations).toEqual({ 'example.com/role': 'reader' });
		}
	});

	it('takes an account of yours, and an image by its digest', () => {
		const digest = `sha256:${'0'.repeat(64)}`;
		const rendered = render({
			profile: 'dev',
			values: { backend: { serviceAccount: { create: false, name: 'ours' }, image: { registry: 'registry.example.com/team/', digest } } },
		});
		expect(rendered.all('ServiceAccount').map(({ metadata }) => metadata.name)).toEqual(['todo-frontend']);
		expect(rendered.pod('todo-backend').spec.serviceAccountName).toBe('ours');
		expect(rendered.pod('todo-backend').containers[0].image).toBe(`registry.example.com/team/todo-backend@${digest}`);
	});

	describe('secrets', () => {
		const mounted = (inputs: Parameters<typeof render>[0], pod = 'todo-backend') =>
			render(inputs)
				.pod(pod)
				.spec.volumes.find(({ name }: { name: string }) => name === 'secrets')
				.projected.sources.map(({ secret }: { secret: { name: string; optional?: boolean; items: { key: string }[] } }) => [
					secret.name,
					secret.optional ?? false,
					secret.items.map(({ key }) => key),
				]);
		const ai = (backend: string) =>
			mounted({ profile: 'dev', values: { backend: { ai: { backend, baseUrl: 'http://models:11434/v1', model: 'tiny' } } } });

		it('are mounted as far as the chosen AI and database need them', () => {
			const jwt = ['todo-secrets', false, ['JWT_SECRET']];
			expect(ai('none')).toEqual([jwt]);
			expect(ai('openai')).toEqual([['todo-secrets', false, ['JWT_SECRET', 'OPENAI_API_KEY']]]);
			expect(ai('gemini')).toEqual([['todo-secrets', false, ['JWT_SECRET', 'GEMINI_API_KEY']]]);
			for (const backend of ['compatible', 'ollama']) expect(ai(backend)).toEqual([jwt, ['todo-secrets', true, ['AI_API_KEY']]]);
			expect(mounted(cases['prod with Postgres'])).toEqual([['todo-secrets', false, ['JWT_SECRET', 'POSTGRES_PASSWORD']]]);
			expect(mounted(cases['prod with Postgres'], 'todo-postgres')).toEqual([['todo-secrets', false, ['POSTGRES_PASSWORD']]]);
			expect(mounted(cases['prod with Postgres'], 'todo-backend-backup')).toEqual([['todo-secrets', false, ['POSTGRES_PASSWORD']]]);
			expect(mounted(cases['prod with an external database'])).toEqual([['todo-secrets', false, ['JWT_SECRET', 'DATABASE_URL']]]);
		});

		it('are variables only where that was asked for, and then all of them at once', () => {
			const rendered = render(cases['secrets as variables']);
			for (const name of ['todo-backend', 'todo-postgres']) {
				const pod = rendered.pod(name);
				expect(pod.containers.at(-1).envFrom).toContainEqual({ secretRef: { name: 'todo-secrets' } });
				expect(pod.spec.volumes.map((volume: { name: string }) => volume.name)).not.toContain('secrets');
			}
			expect(JSON.stringify(rendered.objects)).not.toContain('secretKeyRef');
		});

		it('are made by the chart where it may: long, random, kept when the release goes', () => {
			const made = () => render(cases['secrets made by the chart']).find('Secret', 'todo-secrets');
			const { data, metadata } = made();
			expect(Object.keys(data!).sort()).toEqual(['JWT_SECRET', 'OPENAI_API_KEY', 'POSTGRES_PASSWORD']);
			expect(Buffer.from(data!.JWT_SECRET!, 'base64').toString()).toMatch(/^[\w-]{64}$/);
			expect(Buffer.from(data!.OPENAI_API_KEY!, 'base64').toString()).toBe('sk-a-key-of-the-tests');
			expect(made().data!.JWT_SECRET).not.toBe(data!.JWT_SECRET);
			expect(metadata.annotations).toEqual({ 'helm.sh/resource-policy': 'keep' });
		});

		it('come from a store or sealed, under the name that the pods look for', () => {
			expect(render(cases['secrets by External Secrets']).find('ExternalSecret', 'todo-secrets')).toMatchObject({
				apiVersion: 'external-secrets.io/v1',
				spec: {
					refreshInterval: '1h',
					secretStoreRef: { kind: 'ClusterSecretStore', name: 'vault' },
					target: { name: 'todo-secrets', creationPolicy: 'Owner' },
					data: [{ secretKey: 'JWT_SECRET', remoteRef: { key: 'apps/todo', property: 'jwt' } }],
				},
			});
			expect(render(cases['secrets by Sealed Secrets']).find('SealedSecret', 'todo-secrets')).toMatchObject({
				apiVersion: 'bitnami.com/v1alpha1',
				spec: { encryptedData: { JWT_SECRET: 'AgBy3i4OJSWK' }, template: { metadata: { name: 'todo-secrets', namespace: 'todo' } } },
			});
		});
	});

	it('restarts what a change concerns, and nothing else', () => {
		const base = cases['prod with Postgres']!;
		const sums = (settings: readonly string[]) => {
			const rendered = render({ ...base, settings });
			return Object.fromEntries(
				rendered.pods
					.filter(({ kind }) => kind === 'Deployment' || kind === 'StatefulSet')
					.map(({ name, spec, annotations }) => [name, JSON.stringify([spec, annotations])]),
			);
		};
		const before = sums([]);
		const changed = (...settings: string[]) => Object.keys(before).filter((name) => sums(settings)[name] !== before[name]);
		expect(changed('frontend.service.type=LoadBalancer')).toEqual([]);
		expect(changed('backend.logLevel=debug')).toEqual(['todo-backend']);
		expect(changed('global.secrets.checksum=abc')).toEqual(['todo-backend']);
		expect(changed('frontend.backendUrl=http://elsewhere:8000')).toEqual(['todo-frontend']);
		expect(changed('postgres.settings.maxConnections=60')).toEqual(['todo-postgres']);
		expect(changed('backend.backup.keep=3')).toEqual([]);
		expect(changed('backend.replicas=3')).toEqual([]);
	});

	it('limits the heap to 70 % of the memory limit', () => {
		const heap = (memory: string) =>
			render({ profile: 'dev', settings: [`backend.resources.limits.memory=${memory}`] }).find('ConfigMap', 'todo-backend').data!
				.NODE_OPTIONS;
		expect([heap('192Mi'), heap('1Gi')]).toEqual(['--max-old-space-size=134', '--max-old-space-size=716']);
	});

	it('waits before stopping with what the cluster can do', () => {
		const preStop = (kubeVersion: string) => render({ profile: 'dev', kubeVersion }).pod('todo-frontend').containers[0].lifecycle.preStop;
		expect(preStop('1.33.1')).toEqual({ sleep: { seconds: 5 } });
		expect(preStop('1.28.4')).toEqual({ exec: { command: ['sleep', '5'] } });
	});

	it('is refused by a cluster that is too old', () => {
		expect(() => render({ profile: 'dev', kubeVersion: '1.27.9' })).toThrow(/>=1\.28\.0/);
	});

	describe('Ollama', () => {
		const rendered = helmVersion === undefined ? undefined! : render(cases['dev with Ollama']);

		it('works as a user without a home, one model at a time', () => {
			expect(rendered.find('ConfigMap', 'todo-ollama').data).toEqual({
				HOME: '/models',
				OLLAMA_MODELS: '/models/store',
				OLLAMA_HOST: '0.0.0.0:11434',
				OLLAMA_KEEP_ALIVE: '30m',
				OLLAMA_NUM_PARALLEL: '1',
				OLLAMA_MAX_LOADED_MODELS: '1',
				OLLAMA_CONTEXT_LENGTH: '2048',
			});
			const { spec, containers } = rendered.pod('todo-ollama');
			expect(spec.terminationGracePeriodSeconds).toBe(120);
			expect(containers[0].startupProbe).toMatchObject({ periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 60 });
			expect(rendered.find('StatefulSet', 'todo-ollama').spec.volumeClaimTemplates[0].spec.resources.requests.storage).toBe('5Gi');
			expect(rendered.find('ConfigMap', 'todo-backend').data).toMatchObject({
				AI_BACKEND: 'ollama',
				AI_BASE_URL: 'http://todo-ollama:11434/v1',
				AI_MODEL: 'qwen2.5:0.5b',
			});
		});

		it('downloads in a job that another model makes anew', () => {
			const job = (settings: readonly string[]) =>
				render({ ...cases['dev with Ollama'], settings })
					.all('Job')
					.map(({ metadata }) => metadata.name);
			const [first] = job([]);
			expect(first).toMatch(/^todo-ollama-pull-[0-9a-f]{8}$/);
			expect(job([])).toEqual([first]);
			expect(job(['backend.logLevel=debug'])).toEqual([first]);
			expect(job(['ollama.extraModels={llama3.2:1b}'])).not.toEqual([first]);
			const more = render({ ...cases['dev with Ollama'], settings: ['ollama.extraModels={llama3.2:1b}'] });
			expect(
				more.pods
					.find(({ kind }) => kind === 'Job')!
					.containers.map(({ args }) => args)
					.slice(1),
			).toEqual([
				['pull', 'qwen2.5:0.5b'],
				['pull', 'llama3.2:1b'],
			]);
		});

		it('takes graphics cards', () => {
			const { spec, containers } = render(cases['Ollama alone']!).pod('todo-ollama');
			expect(spec.runtimeClassName).toBe('nvidia');
			expect(containers[0].resources.limits['nvidia.com/gpu']).toBe(1);
		});
	});

	it('lets each component be installed alone, and find the others by their usual names', () => {
		const backend = render(cases['the backend alone with a secret of its own']!);
		expect(backend.find('Service', 'backend-service').spec.ports.map(({ port }: { port: number }) => port)).toEqual([8000, 9090]);
		expect(backend.pod('todo-backend').labels.app).toBe('backend');
		expect(Object.keys(backend.find('Secret', 'todo-secrets').data!)).toEqual(['JWT_SECRET']);
		expect(render(cases['the frontend alone']!).find('ConfigMap', 'todo-frontend').data!.BACKEND_URL).toBe('http://backend-service:8000');
		expect(Object.keys(render(cases['Postgres alone']!).find('Secret', 'todo-secrets').data!)).toEqual(['POSTGRES_PASSWORD']);
	});

	describe('from outside', () => {
		it.each([
			[
				'frontend.service.type=NodePort,frontend.service.nodePort=30080',
				{ type: 'NodePort', nodePort: 30080 },
				'http://<address of a node>:30080',
			],
			[
				'frontend.service.type=NodePort,frontend.service.nodePort=0',
				{ type: 'NodePort' },
				'minikube service todo-frontend --namespace todo --url',
			],
			[
				'frontend.service.type=ClusterIP,frontend.service.nodePort=30080',
				{ type: 'ClusterIP' },
				'port-forward service/todo-frontend 3000:3000',
			],
			['frontend.service.type=LoadBalancer', { type: 'LoadBalancer' }, 'http://<EXTERNAL-IP>:3000'],
		])('is reached with %s, as the notes say', (settings, { type, nodePort }: { type: string; nodePort?: number }, advice) => {
			const { spec } = render({ profile: 'dev', settings: [settings] }).find('Service', 'todo-frontend');
			expect([spec.type, spec.ports[0].nodePort]).toEqual([type, nodePort]);
			expect(notes([settings])).toContain(advice);
		});

		it.each([
			['an Ingress without encryption', 'http://todo.local', 'is not encrypted'],
			['an Ingress with a certificate of the chart', 'https://todo.example.com', 'Browsers warn until they trust the authority'],
			['an Ingress with a certificate of yours', 'https://todo.local', '/etc/hosts'],
			['an HTTPRoute with cert-manager', 'https://todo.example.com', 'Go back:'],
			['dev with Ollama', 'http://', 'The model is being downloaded'],
			['dev', 'http://', 'no AI is set'],
		])('is told in at most 40 lines how to get there: %s', (name, address, words) => {
			const { values = {} } = cases[name]!;
			const text = notes([], name === 'dev with Ollama' ? { backend: { ai: { backend: 'ollama' } }, ollama: { enabled: true } } : values);
			expect(text).toContain(address);
			expect(text).toContain(words);
			expect(text).toContain('helm test todo --namespace todo');
			expect(text.trim().split('\n').length).toBeLessThanOrEqual(40);
			expect(text).not.toMatch(/\n\n\n/);
		});

		it('is routed by an Ingress that no controller needs an annotation for', () => {
			const { metadata, spec } = render(cases['an Ingress with a certificate of the chart']!).find('Ingress', 'todo');
			expect(metadata.annotations).toBeUndefined();
			expect(spec).toMatchObject({ ingressClassName: 'nginx', tls: [{ hosts: ['todo.example.com'], secretName: 'todo-tls' }] });
			expect(
				spec.rules[0].http.paths.map(({ path, pathType, backend }: Record<string, { service?: { name: string } }>) => [
					path,
					pathType,
					backend!.service!.name,
				]),
			).toEqual([
				['/api', 'Prefix', 'todo-backend'],
				['/', 'Prefix', 'todo-frontend'],
			]);
		});

		it('is routed by a gateway in the same way', () => {
			const { spec } = render(cases['an HTTPRoute with cert-manager']!).find('HTTPRoute', 'todo');
			expect(spec.parentRefs).toEqual([{ name: 'shared', namespace: 'gateways' }]);
			expect(spec.hostnames).toEqual(['todo.example.com']);
			expect(
				spec.rules.map(({ matches, backendRefs }: Record<string, { path?: { value: string }; name?: string }[]>) => [
					matches![0]!.path!.value,
					backendRefs![0]!.name,
				]),
			).toEqual([
				['/api', 'todo-backend'],
				['/', 'todo-frontend'],
			]);
		});

		it('is encrypted by a certificate of an own authority, for the names and addresses asked for', () => {
			const { data, type } = render(cases['an Ingress with a certificate of the chart']!).find('Secret', 'todo-tls');
			const decoded = (key: string) => Buffer.from(data![key]!, 'base64').toString();
			const leaf = new X509Certificate(decoded('tls.crt'));
			const authority = new X509Certificate(decoded('ca.crt'));
			expect(type).toBe('kubernetes.io/tls');
			expect(leaf.verify(authority.publicKey)).toBe(true);
			expect([authority.ca, leaf.ca]).toEqual([true, false]);
			expect(leaf.subjectAltName).toBe('DNS:todo.example.com, IP Address:192.0.2.7');
			expect(leaf.publicKey.asymmetricKeyDetails).toMatchObject({ namedCurve: 'prime256v1' });
			expect(Math.round((Date.parse(leaf.validTo) - Date.parse(leaf.validFrom)) / 86_400_000)).toBe(397);
		});

		it('is encrypted by cert-manager', () => {
			expect(render(cases['an HTTPRoute with cert-manager']!).find('Certificate', 'todo-tls').spec).toMatchObject({
				secretName: 'todo-tls',
				dnsNames: ['todo.example.com'],
				issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: 'letsencrypt' },
				privateKey: { algorithm: 'ECDSA', size: 256 },
			});
		});

		it('is sent on to encryption only where there is some', () => {
			const httpsOnly = (name: string) => render(cases[name]!).find('ConfigMap', 'todo-frontend').data!.HTTPS_ONLY;
			expect([httpsOnly('an Ingress without encryption'), httpsOnly('an Ingress with a certificate of yours')]).toEqual(['false', 'true']);
		});
	});

	it('limits a namespace of its own, and everything of it fits', () => {
		const rendered = render({ profile: 'prod', values: withPostgres });
		const { hard } = rendered.find('ResourceQuota', 'todo').spec;
		const limits = sum(rendered, 'limits');
		// A rollout has one pod more of each, and jobs and tests run beside it.
		expect(limits.cpu * 2).toBeLessThanOrEqual(toUnits(hard['limits.cpu']));
		expect(limits.memory * 2).toBeLessThanOrEqual(toUnits(hard['limits.memory']));
		expect(rendered.find('LimitRange', 'todo').spec.limits[0].type).toBe('Container');
	});

	it('tests itself by pods of its own image, which go when they succeeded', () => {
		const rendered = render(cases['dev with OpenAI']!);
		const tests = rendered.all('Pod');
		for (const { metadata, spec } of tests) {
			expect(metadata.annotations).toEqual({ 'helm.sh/hook': 'test', 'helm.sh/hook-delete-policy': 'before-hook-creation,hook-succeeded' });
			expect(spec).toMatchObject({ restartPolicy: 'Never', activeDeadlineSeconds: 120 });
			expect(spec.containers[0].image).toBe('todo-backend:1.2.3');
		}
		expect(tests.map(({ metadata }) => metadata.name)).toContain('todo-backend-test-ai');
		expect(render({ profile: 'dev', settings: ['backend.tests.enabled=false'] }).all('Pod')).toEqual([]);
		const closed = render({ profile: 'prod' }).find('Pod', 'todo-backend-test-netpol');
		expect(closed.spec.containers[0].args).toEqual(['selftest', 'http://todo-backend:8000', 'blocked']);
	});

	it('tells what changed with its version', () => {
		const { version } = parse(readFileSync(`${chart}/Chart.yaml`, 'utf8'));
		expect(/^## (\S+)$/m.exec(readFileSync(`${chart}/CHANGELOG.md`, 'utf8'))?.[1]).toBe(version);
	});

	it('has one version in all its charts', () => {
		const umbrella = parse(readFileSync(`${chart}/Chart.yaml`, 'utf8'));
		for (const name of readdirSync(`${chart}/charts`)) {
			const own = parse(readFileSync(`${chart}/charts/${name}/Chart.yaml`, 'utf8'));
			expect([own.name, own.version, own.apiVersion]).toEqual([name, umbrella.version, 'v2']);
			expect(umbrella.dependencies.find((each: { name: string }) => each.name === name).version).toBe(umbrella.version);
			if (own.type === 'application') expect(own.kubeVersion).toBe(umbrella.kubeVersion);
		}
	});
});
