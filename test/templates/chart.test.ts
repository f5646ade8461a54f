import { describe, expect, it } from 'vitest';
import { helmVersion, lint, notes, profiles, refusal, render, withTags } from './support/helm.js';

if (helmVersion === undefined) console.log('The chart is not rendered: there is no helm on PATH, and HELM names none.');

const podContext = {
	runAsNonRoot: true,
	runAsUser: 10001,
	runAsGroup: 10001,
	fsGroup: 10001,
	fsGroupChangePolicy: 'OnRootMismatch',
	seccompProfile: { type: 'RuntimeDefault' },
};
const containerContext = {
	allowPrivilegeEscalation: false,
	privileged: false,
	readOnlyRootFilesystem: true,
	runAsNonRoot: true,
	runAsUser: 10001,
	runAsGroup: 10001,
	capabilities: { drop: ['ALL'] },
	seccompProfile: { type: 'RuntimeDefault' },
};

describe.skipIf(helmVersion === undefined)('the chart', () => {
	describe.each(profiles)('with values-%s.yaml', (profile) => {
		const rendered = helmVersion === undefined ? undefined! : render(profile);

		it('passes lint in strict mode', () => {
			expect(lint(profile)).toMatchObject({ status: 0 });
		});

		it('makes the objects of the app under the names that people type', () => {
			expect(rendered.objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort()).toEqual([
				'ConfigMap todo-backend',
				'ConfigMap todo-frontend',
				'Deployment todo-backend',
				'Deployment todo-frontend',
				'PersistentVolumeClaim todo-backend-data',
				'Pod todo-backend-test-api',
				'Service todo-backend',
				'Service todo-frontend',
				'ServiceAccount todo-backend',
				'ServiceAccount todo-frontend',
			]);
			expect(new Set(rendered.objects.map(({ metadata }) => metadata.namespace))).toEqual(new Set(['todo']));
		});

		it('gives every pod and container the complete restricted context, no token and a scratch folder', () => {
			expect(rendered.pods.map(({ name }) => name).sort()).toEqual(['todo-backend', 'todo-backend-test-api', 'todo-frontend']);
			for (const { spec } of rendered.pods) {
				expect(spec).toMatchObject({ securityContext: podContext, automountServiceAccountToken: false, enableServiceLinks: false });
				for (const container of [...(spec.initContainers ?? []), ...spec.containers]) {
					expect(container.securityContext).toEqual(containerContext);
					expect(Object.keys(container.resources.requests)).toEqual(Object.keys(container.resources.limits));
					expect(container.resources.limits).toHaveProperty('ephemeral-storage');
					expect(container.volumeMounts).toContainEqual({ name: 'tmp', mountPath: '/tmp' });
					expect(container).not.toHaveProperty('env');
				}
				for (const volume of spec.volumes) expect(Object.keys(volume)[1]).toMatch(/^(emptyDir|persistentVolumeClaim|projected)$/);
				expect(['hostNetwork', 'hostPID', 'hostIPC'].filter((key) => key in spec)).toEqual([]);
			}
		});

		it('selects its own pods and no others', () => {
			const matches = (selector: Record<string, string>) =>
				rendered.pods
					.filter(({ labels }) => Object.entries(selector).every(([key, value]) => labels[key] === value))
					.map(({ name }) => name);
			for (const { kind, metadata, spec } of rendered.objects) {
				if (kind === 'Service') expect(matches(spec.selector)).toEqual([metadata.name]);
				if (kind !== 'Deployment') continue;
				expect(matches(spec.selector.matchLabels)).toEqual([metadata.name]);
				expect(Object.keys(spec.selector.matchLabels)).toEqual([
					'app.kubernetes.io/name',
					'app.kubernetes.io/instance',
					'app.kubernetes.io/component',
				]);
			}
		});

		it('refers only to objects that exist', () => {
			for (const { spec } of rendered.pods) {
				rendered.find('ServiceAccount', spec.serviceAccountName);
				for (const container of [...(spec.initContainers ?? []), ...spec.containers]) {
					for (const source of container.envFrom ?? []) rendered.find('ConfigMap', source.configMapRef.name);
					for (const { name } of container.volumeMounts)
						expect(spec.volumes.map((volume: { name: string }) => volume.name)).toContain(name);
				}
				for (const volume of spec.volumes)
					if (volume.persistentVolumeClaim) rendered.find('PersistentVolumeClaim', volume.persistentVolumeClaim.claimName);
			}
			const { port } = rendered.find('Service', 'todo-backend').spec.ports[0];
			expect(rendered.find('ConfigMap', 'todo-frontend').data).toEqual({ BACKEND_URL: `http://todo-backend:${port}` });
			expect(rendered.find('Pod', 'todo-backend-test-api').spec.containers[0].args).toEqual(['selftest', `http://todo-backend:${port}`]);
		});

		it('renders no null and keeps every setting a string', () => {
			expect(JSON.stringify(rendered.objects)).not.toMatch(/:null/);
			for (const { kind, data } of rendered.objects)
				if (kind === 'ConfigMap') expect(Object.values(data!).filter((value) => typeof value !== 'string')).toEqual([]);
		});

		it('probes each server in three ways that differ', () => {
			for (const name of ['backend', 'frontend']) {
				const [container] = rendered.find('Deployment', `todo-${name}`).spec.template.spec.containers;
				expect(container.startupProbe).toMatchObject({ periodSeconds: 2, timeoutSeconds: 2, failureThreshold: 30 });
				expect(container.readinessProbe).toMatchObject({ periodSeconds: 5, timeoutSeconds: 2, failureThreshold: 3 });
				expect(container.livenessProbe).toMatchObject({ periodSeconds: 10, timeoutSeconds: 3, failureThreshold: 3 });
				expect(container.livenessProbe.httpGet.path).not.toBe(container.readinessProbe.httpGet.path);
				expect(container.ports.map((port: { name: string }) => port.name)).toContain(container.livenessProbe.httpGet.port);
			}
		});

		it('fits into the smallest cluster', () => {
			const sum = (field: 'requests' | 'limits') =>
				rendered.objects
					.filter(({ kind }) => kind === 'Deployment')
					.reduce(
						(total, { spec }) => {
							const [{ resources }] = spec.template.spec.containers;
							return {
								cpu: total.cpu + spec.replicas * Number.parseInt(resources[field].cpu, 10),
								memory: total.memory + spec.replicas * Number.parseInt(resources[field].memory, 10),
							};
						},
						{ cpu: 0, memory: 0 },
					);
			const replicas = profile === 'dev' ? 1 : 2;
			expect(sum('requests')).toEqual({ cpu: 50 + 10 * replicas, memory: 96 + 16 * replicas });
			expect(sum('limits')).toEqual({ cpu: 400 + 100 * replicas, memory: 192 + 48 * replicas });
		});
	});

	it('replaces the one backend pod instead of running two on one file', () => {
		const { spec } = render('dev').find('Deployment', 'todo-backend');
		expect([spec.strategy, spec.replicas]).toEqual([{ type: 'Recreate' }, 1]);
		expect(spec.template.spec.initContainers).toMatchObject([{ name: 'migrate', args: ['migrate'] }]);
	});

	it('mounts exactly the keys that the chosen AI needs', () => {
		const sources = (backend: string) => {
			const { spec } = render('dev', [
				`backend.ai.backend=${backend}`,
				'backend.ai.baseUrl=http://ollama:11434/v1',
				'backend.ai.model=tiny',
			]).find('Deployment', 'todo-backend').spec.template;
			const { projected } = spec.volumes.find(({ name }: { name: string }) => name === 'secrets');
			return projected.sources.map(({ secret }: any) => [
				secret.name,
				secret.optional ?? false,
				secret.items.map(({ key }: { key: string }) => key),
			]);
		};
		expect(sources('none')).toEqual([['todo-secrets', false, ['JWT_SECRET']]]);
		expect(sources('openai')).toEqual([['todo-secrets', false, ['JWT_SECRET', 'OPENAI_API_KEY']]]);
		expect(sources('gemini')).toEqual([['todo-secrets', false, ['JWT_SECRET', 'GEMINI_API_KEY']]]);
		expect(sources('compatible')).toEqual([
			['todo-secrets', false, ['JWT_SECRET']],
			['todo-secrets', true, ['AI_API_KEY']],
		]);
	});

	it('restarts the backend when its settings or its Secret change, and for nothing else', () => {
		const annotations = (...settings: string[]) => render('dev', settings).pods.find(({ name }) => name === 'todo-backend')!.annotations;
		const before = annotations();
		expect(annotations('frontend.replicas=2')).toEqual(before);
		expect(annotations('backend.logLevel=debug')['checksum/config']).not.toBe(before['checksum/config']);
		expect(annotations('backend.secrets.checksum=abc')).toEqual({ ...before, 'checksum/secret': 'abc' });
	});

	it('keeps the volume when the release goes, or uses one that exists', () => {
		expect(render('dev').find('PersistentVolumeClaim', 'todo-backend-data').metadata.annotations).toEqual({
			'helm.sh/resource-policy': 'keep',
		});
		const own = render('dev', ['backend.persistence.existingClaim=mine']);
		expect(own.objects.map(({ kind }) => kind)).not.toContain('PersistentVolumeClaim');
		expect(own.find('Deployment', 'todo-backend').spec.template.spec.volumes[0]).toEqual({
			name: 'data',
			persistentVolumeClaim: { claimName: 'mine' },
		});
		expect(
			render('dev', ['backend.persistence.storageClass=fast']).find('PersistentVolumeClaim', 'todo-backend-data').spec.storageClassName,
		).toBe('fast');
	});

	it('limits the heap to 70 % of the memory limit', () => {
		const heap = (memory: string) =>
			render('dev', [`backend.resources.limits.memory=${memory}`]).find('ConfigMap', 'todo-backend').data!.NODE_OPTIONS;
		expect([heap('192Mi'), heap('1Gi')]).toEqual(['--max-old-space-size=134', '--max-old-space-size=716']);
	});

	it('waits before stopping with what the cluster can do', () => {
		const preStop = (version: string) =>
			render('dev', [], version).find('Deployment', 'todo-frontend').spec.template.spec.containers[0].lifecycle.preStop;
		expect(preStop('1.33.1')).toEqual({ sleep: { seconds: 5 } });
		expect(preStop('1.28.4')).toEqual({ exec: { command: ['sleep', '5'] } });
	});

	it.each([
		[
			['frontend.service.type=NodePort', 'frontend.service.nodePort=30080'],
			{ type: 'NodePort', nodePort: 30080 },
			'http://<address of a node>:30080',
		],
		[['frontend.service.type=NodePort'], { type: 'NodePort' }, 'minikube service todo-frontend --namespace todo --url'],
		[
			['frontend.service.type=ClusterIP', 'frontend.service.nodePort=30080'],
			{ type: 'ClusterIP' },
			'port-forward service/todo-frontend 3000:3000',
		],
		[['frontend.service.type=LoadBalancer'], { type: 'LoadBalancer' }, 'http://<EXTERNAL-IP>:3000'],
	])('exposes the web with %j and says how to open it', (settings, { type, nodePort }: { type: string; nodePort?: number }, advice) => {
		const { spec } = render('dev', settings).find('Service', 'todo-frontend');
		expect([spec.type, spec.ports[0].nodePort]).toEqual([type, nodePort]);
		const text = notes(settings);
		expect(text).toContain(advice);
		expect(text).toContain('helm test todo --namespace todo');
		expect(text.trim().split('\n').length).toBeLessThanOrEqual(40);
	});

	it.each([
		[
			'an empty tag',
			['frontend.image.tag=v1'],
			'backend.image.tag is empty. Set it to the tag of the image that was built, such as --set-string backend.image.tag=0.1.0.',
		],
		[
			'two pods on SQLite',
			withTags('backend.replicas=2'),
			'backend.replicas is 2, but SQLite is one file that only one pod may write. Set backend.replicas to 1.',
		],
		[
			'no Secret',
			withTags('backend.secrets.existingSecret='),
			'backend.secrets.existingSecret is empty. Make a Secret with the key JWT_SECRET (32 bytes or more) and set its name.',
		],
		[
			'a compatible server without an address',
			withTags('backend.ai.backend=compatible'),
			'backend.ai.backend is compatible, which needs backend.ai.baseUrl',
		],
		['memory in bytes', withTags('backend.resources.limits.memory=1000M'), 'pattern'],
		['a database that is not there', withTags('backend.database.driver=mongo'), 'sqlite'],
		['an AI that is not there', withTags('backend.ai.backend=skynet'), 'gemini'],
		['a node port out of range', withTags('frontend.service.nodePort=80'), 'nodePort'],
		['a misspelt key', withTags('backend.replica=1'), 'replica'],
		['a misspelt component', withTags('backnd.replicas=1'), 'backnd'],
		['a mode that is not there', withTags('backend.secrets.mode=create'), 'existing'],
	])('refuses %s with a sentence that helps', (_case, settings, sentence) => {
		expect(refusal(settings)).toContain(sentence);
	});
});
