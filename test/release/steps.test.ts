import { describe, expect, it } from 'vitest';
import type { Image } from '../../src/core/app.js';
import { StepFailed } from '../../src/core/error.js';
import { Secret } from '../../src/core/secret.js';
import { removeRelease } from '../../src/release/helm/helm-release.js';
import { buildImage, hostImagesProbe } from '../../src/release/images/image.js';
import { createNamespace, removeNamespace } from '../../src/release/namespace.js';
import { watchRollout } from '../../src/release/pods/rollout.js';
import { applySecret } from '../../src/release/secret.js';
import { removeDataSecret, removeSecret } from '../../src/release/secret-removal.js';
import { removeVolumes } from '../../src/release/volumes/remove.js';
import { toWorkloads } from '../../src/workloads/facts/index.js';
import { noAbort, portsWith, runStep } from '../support/context.js';
import { recorded, recording } from '../support/fixtures.js';
import { exited, type Scripted, ScriptedShell } from '../support/scripted-shell.js';
import { at, failureOf, getEvents, getObjects, getSecret, install, kubectl, names, place, status } from './support/installing.js';

describe('keeping the secrets', () => {
	const jwt = { key: 'JWT_SECRET', generated: true };
	const apply = (key: string) => `${kubectl} apply --server-side --field-manager=todo-k8s-setup-${key} --force-conflicts -f -`;

	it('sends each value by stdin of a command of its own, and in no command', async () => {
		const given = new Secret('sk-the-value-itself');
		const shell = new ScriptedShell({
			[getSecret]: recorded('kubectl/secret.absent.minikube-1.36', 1),
			[apply('jwt_secret')]: '',
			[apply('openai_api_key')]: '',
		});
		await runStep(applySecret(place, 'todo', 'todo-backend', [jwt, { key: 'OPENAI_API_KEY', generated: false, given }]), portsWith(shell));

		expect(shell.sent).toEqual([getSecret, apply('jwt_secret'), apply('openai_api_key')]);
		const manifest = JSON.parse(shell.inputs[2] ?? '');
		expect(Buffer.from(manifest.data.OPENAI_API_KEY, 'base64').toString()).toBe('sk-the-value-itself');
		expect(manifest).toMatchObject({
			kind: 'Secret',
			metadata: { name: 'todo-backend', namespace: 'todo', labels: { 'app.kubernetes.io/managed-by': 'todo-k8s-setup' } },
		});
		expect(Object.keys(manifest.data)).toEqual(['OPENAI_API_KEY']);
		expect(shell.sent.join('\n')).not.toContain('sk-the-value');
	});

	it('leaves keys alone that are there', async () => {
		const shell = new ScriptedShell({ [getSecret]: recorded('kubectl/secret.there.minikube-1.36') });
		await runStep(applySecret(place, 'todo', 'todo-backend', [jwt]), portsWith(shell));

		expect(shell.sent).toEqual([getSecret]);
	});

	it('holds by names and checksums only', () => {
		const { goal } = applySecret(place, 'todo', 'todo-backend', [jwt, { key: 'AI_API_KEY', generated: false, optional: true }]);

		expect(goal.diagnose({ there: { JWT_SECRET: '' }, wanted: {} })).toEqual([]);
		expect(goal.diagnose({ there: {}, wanted: {} })).toMatchObject([
			{ id: 'secret.key-missing', says: 'The secret "todo-backend" has no key JWT_SECRET, or an outdated one.' },
		]);
		expect(goal.diagnose({ there: { JWT_SECRET: 'aaa', AI_API_KEY: 'old' }, wanted: { AI_API_KEY: 'new' } }).map(({ id }) => id)).toEqual([
			'secret.key-missing',
		]);
	});

	it('fails with what kubectl said', async () => {
		const shell = new ScriptedShell({
			[getSecret]: exited(1),
			[apply('jwt_secret')]: exited(1, '', 'Error from server (Forbidden): secrets is forbidden'),
		});
		const failure = await failureOf(runStep(applySecret(place, 'todo', 'todo-backend', [jwt]), portsWith(shell)));

		expect(failure?.message).toBe(
			'The secret JWT_SECRET could not be brought into the cluster: Error from server (Forbidden): secrets is forbidden.',
		);
	});

	it('is undone by one command', async () => {
		const remove = `${kubectl} delete secret todo-backend --ignore-not-found`;
		const shell = new ScriptedShell({ [getSecret]: recorded('kubectl/secret.there.minikube-1.36'), [remove]: '' });
		await runStep(removeSecret(place, 'todo-backend', [jwt]), portsWith(shell));
		expect(shell.sent).toEqual([getSecret, remove]);
	});

	it('keeps the password of a database until its data goes', async () => {
		const keys = [jwt, { key: 'POSTGRES_PASSWORD', generated: true, livesWithData: true }];
		const patch = `${kubectl} patch secret todo-backend --type=json -p [{"op":"remove","path":"/data/JWT_SECRET"}]`;
		const remove = `${kubectl} delete secret todo-backend --ignore-not-found`;
		const shell = new ScriptedShell({ [getSecret]: 'JWT_SECRET 88\nPOSTGRES_PASSWORD 88\n', [patch]: '', [remove]: '' });
		const step = removeSecret(place, 'todo-backend', keys);
		const [withData, ...more] = removeDataSecret(place, 'todo-backend', keys);
		await runStep(step, portsWith(shell));

		expect(shell.sent).toEqual([getSecret, patch]);
		expect(step.goal.diagnose({ there: { POSTGRES_PASSWORD: '' } })).toEqual([]);
		expect(step.goal.diagnose({ there: { POSTGRES_PASSWORD: '', JWT_SECRET: '' } })).toHaveLength(1);
		expect(more).toEqual([]);
		expect(withData?.destroys).toBeDefined();
		expect(withData?.goal.diagnose({ there: { POSTGRES_PASSWORD: '' } })).toHaveLength(1);
		await runStep(withData!, portsWith(shell));
		expect(shell.sent.at(-1)).toBe(remove);
		expect(removeDataSecret(place, 'todo-backend', [jwt])).toEqual([]);
	});
});

describe('the namespace', () => {
	const get = `${kubectl} get namespace todo -o json`;
	const apply = `${kubectl} apply --server-side --field-manager=todo-k8s-setup --force-conflicts -f -`;

	it('is made with Pod Security', async () => {
		const shell = new ScriptedShell({ [get]: recorded('kubectl/namespace.absent.minikube-1.36', 1), [apply]: '' });
		await runStep(createNamespace(place, []), portsWith(shell));

		expect(shell.sent).toEqual([get, apply]);
		expect(JSON.parse(shell.inputs[1] ?? '')).toMatchObject({
			kind: 'Namespace',
			metadata: { name: 'todo', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
		});
	});

	it('is made only after an old one is gone', async () => {
		const terminating = JSON.stringify({
			...JSON.parse(recording('kubectl/namespace.there.minikube-1.36.json')),
			status: { phase: 'Terminating' },
		});
		const shell = new ScriptedShell({
			[get]: [terminating, terminating, recorded('kubectl/namespace.absent.minikube-1.36', 1)],
			[apply]: '',
		});
		const told = await runStep(createNamespace(place, []), portsWith(shell));

		expect(shell.sent).toEqual([get, get, get, apply]);
		expect(told).toContainEqual({ says: 'waiting until the old one is gone' });
	});

	it('is deleted, and so are the volumes, without waiting', async () => {
		const remove = `${kubectl} delete namespace todo --wait=false`;
		const claims = `${kubectl} delete persistentvolumeclaims -l app.kubernetes.io/instance=todo --wait=false`;
		const shell = new ScriptedShell({ [remove]: '', [claims]: '' });
		await runStep(removeVolumes(place, 'todo'), portsWith(shell));
		await runStep(removeNamespace(place), portsWith(shell));

		expect(shell.sent).toEqual([claims, remove]);
		expect([removeVolumes(place, 'todo').destroys, removeNamespace(place).destroys]).not.toContain(undefined);
	});
});

describe('installing the release', () => {
	const uninstall = `helm uninstall todo --ignore-not-found ${at}`;
	const rollback = `helm rollback todo ${at}`;
	const statusOf = (state: string, version = 1) => JSON.stringify({ version, info: { status: state, description: '' } });

	it('takes one helm upgrade with images, secret and fingerprint', async () => {
		const { sent, upgrade, failure } = await install({ [status]: recorded('helm/status.absent.helm-4.1', 1) });

		expect(failure).toBeUndefined();
		expect(sent).toEqual([status, getSecret]);
		expect(upgrade?.replace(/checksum=\w{16}/, 'checksum=SUM').replace(/setup \w{16}/, 'setup SUM')).toBe(
			'helm upgrade todo /home/user/todo-k8s/chart/todo-chatbot --install --values /home/user/todo-k8s/values/values-dev.yaml' +
				' --set-string backend.image.repository=todo-backend --set-string backend.image.tag=0.1.0-aaa' +
				' --set-string frontend.image.repository=todo-frontend --set-string frontend.image.tag=0.1.0-aaa' +
				' --set-string global.secrets.existingSecret=todo-backend --set-string global.secrets.checksum=SUM' +
				' --history-max 10 --description todo-k8s-setup SUM --server-side=true --force-conflicts --kube-context minikube --namespace todo',
		);
	});

	it.each([
		['pending-install', 1, uninstall],
		['uninstalling', 3, uninstall],
		['failed', 1, uninstall],
		['pending-upgrade', 3, rollback],
		['pending-rollback', 3, rollback],
	])('clears a release that is %s (revision %i) first: %s', async (state, revision, command) => {
		const { sent, upgrade, failure } = await install({ [status]: statusOf(state, revision), [command]: '' });

		expect(failure).toBeUndefined();
		// Read again, since other objects are there now.
		expect(sent).toEqual([status, getSecret, command, status]);
		expect(upgrade).toBeDefined();
	});

	it.each([
		['deployed', 2],
		['failed', 2],
	])('upgrades a release that is %s (revision %i) as it is', async (state, revision) => {
		const { sent } = await install({ [status]: statusOf(state, revision) });
		expect(sent).toEqual([status, getSecret]);
	});

	it('cleans a failed first install, and names the cause', async () => {
		const { sent, failure } = await install(
			{ [status]: recorded('helm/status.absent.helm-4.1', 1), [uninstall]: '' },
			exited(1, '', recording('helm/upgrade.foreign-object.f138.txt')),
		);

		expect(sent).toEqual([status, getSecret, uninstall]);
		expect(failure).toBeInstanceOf(StepFailed);
		expect(failure?.message).toBe('helm upgrade of "todo" failed. Nothing of the release was left behind.');
		expect(failure?.findings.map(({ id }) => id)).toEqual(['helm.foreign-object']);
	});

	it('says how to clean up by hand when that fails, too', async () => {
		const { failure } = await install(
			{ [status]: recorded('helm/status.absent.helm-4.1', 1), [uninstall]: exited(1) },
			exited(1, '', 'Error: broken'),
		);
		expect(failure?.message).toBe('helm upgrade of "todo" failed. Its remains could not be removed: helm uninstall todo --namespace todo.');
	});

	it('leaves the release before it alone when an upgrade fails', async () => {
		const { sent, failure } = await install(
			{ [status]: statusOf('deployed', 2) },
			exited(1, '', recording('helm/upgrade.values-refused.f151.txt')),
		);

		expect(sent).toEqual([status, getSecret]);
		expect(failure?.message).toBe('helm upgrade of "todo" failed. The release before it is untouched.');
		expect(failure?.findings.map(({ id }) => id)).toEqual(['helm.values-refused']);
		expect(failure?.lastLines.length).toBeGreaterThan(0);
	});

	it('is undone by helm uninstall', async () => {
		const shell = new ScriptedShell({ [uninstall]: '' });
		await runStep(removeRelease(place, 'todo', []), portsWith(shell));
		expect(shell.sent).toEqual([uninstall]);
	});
});

describe('waiting for the pods', () => {
	const [objects, events] = [getObjects, getEvents];
	const workloads = (state: string) => recorded(`kubectl/workloads.${state}.minikube-1.36`);
	const step = watchRollout(place, names);

	it('ends as soon as they are ready', async () => {
		const shell = new ScriptedShell({
			[objects]: [workloads('none'), workloads('ready')],
			[events]: recorded('kubectl/events.none.minikube-1.36'),
		});
		const ports = portsWith(shell);
		const began = ports.clock.now();
		await runStep(step, ports);

		expect(shell.sent.filter((line) => line === objects)).toHaveLength(2);
		expect(ports.clock.now() - began).toBeLessThan(2000);
	});

	it('waits for the servers beside the app as well, and for no job', async () => {
		const ready = JSON.parse(recording('kubectl/workloads.ready.minikube-1.36.json')) as { items: object[] };
		const set = (available: number) => ({
			kind: 'StatefulSet',
			metadata: { name: 'todo-postgres', generation: 1 },
			spec: { replicas: 1 },
			status: { observedGeneration: 1, replicas: 1, updatedReplicas: 1, availableReplicas: available },
		});
		const backup = {
			kind: 'Pod',
			metadata: { name: 'todo-backup-1', ownerReferences: [{ kind: 'Job', name: 'todo-backup', controller: true }] },
			spec: {},
			status: {
				phase: 'Pending',
				containerStatuses: [
					{ name: 'backup', image: 'x', ready: false, restartCount: 0, state: { waiting: { reason: 'ErrImageNeverPull' } } },
				],
			},
		};
		const withSet = (available: number) => JSON.stringify({ items: [...ready.items, set(available), backup] });
		const shell = new ScriptedShell({
			[objects]: [JSON.stringify(ready), withSet(0), withSet(0), withSet(1)],
			[events]: recorded('kubectl/events.none.minikube-1.36'),
		});
		const postgres = { name: 'postgres', image: 'postgres:17-alpine', minutesToCome: 6 } as const;
		const waiting = watchRollout(place, names, [postgres]);
		const told = await runStep(waiting, portsWith(shell));

		// The first look is for pods that are stuck.
		expect(shell.sent.filter((line) => line === objects)).toHaveLength(4);
		expect(told).toEqual([{ says: '2 of 2 ready' }]);
		const { goal } = waiting;
		expect(goal.diagnose({ workloads: toWorkloads(withSet(1), '') })).toEqual([]);
		expect(goal.diagnose({ workloads: toWorkloads(withSet(0), '') })).toMatchObject([
			{ says: 'The StatefulSet "todo-postgres" is not ready.' },
		]);
		expect(step.goal.diagnose({ workloads: toWorkloads(withSet(0), '') })).toEqual([]);
	});

	it('waits until the backend before it is gone, but not for ever', async () => {
		const ready = JSON.parse(recording('kubectl/workloads.ready.minikube-1.36.json')) as { items: { kind: string; metadata: object }[] };
		const [backend] = ready.items.filter(({ kind }) => kind === 'Pod');
		const ending = { ...backend?.metadata, name: 'todo-backend-old', deletionTimestamp: '2026-11-21T08:00:00Z' };
		const before = [{ kind: 'ReplicaSet', name: 'todo-backend-5f7c', controller: true }];
		const withPod = (metadata: object) => JSON.stringify({ items: [...ready.items, { ...backend, metadata }] });
		const both = withPod({ ...ending, ownerReferences: before });
		const run = async (...lists: string[]) => {
			const shell = new ScriptedShell({ [objects]: lists, [events]: recorded('kubectl/events.none.minikube-1.36') });
			const ports = portsWith(shell);
			const began = ports.clock.now();
			const told = await runStep(step, ports);
			return { told, seconds: (ports.clock.now() - began) / 1000 };
		};

		const gone = await run(both, both, both, both, JSON.stringify(ready));
		expect(gone.told).toContainEqual({ says: 'waiting until the old backend is gone' });
		expect(gone.seconds).toBeLessThan(3);
		const stays = await run(both);
		expect(stays.seconds).toBeGreaterThan(39);
		expect(stays.seconds).toBeLessThan(45);
		const equal = await run(withPod(ending));
		expect(equal.told).toEqual([]);
	});

	it('has more patience with an image that comes over the network', async () => {
		const shell = new ScriptedShell({ [objects]: workloads('none'), [events]: recorded('kubectl/events.none.minikube-1.36') });
		const ports = portsWith(shell);
		const began = ports.clock.now();
		const model = { name: 'ollama', image: 'ollama/ollama:1', minutesToCome: 20 } as const;
		const failure = await failureOf(runStep(watchRollout(place, names, [model]), ports));

		expect(failure?.message).toBe('The app did not become ready within 20 minutes: 0 of 0 ready.');
		expect(ports.clock.now() - began).toBeGreaterThan(20 * 60_000);
	});

	it.each([
		['image-missing', 'none', 'pod.image-missing', 'todo-frontend-6ff456b8d9-qmwtm'],
		['key-missing', 'key-missing', 'pod.secret-key-missing', 'todo-backend-679bc97d94-bjxdr'],
	])('ends at once in the recorded state %s, once a new pod is stuck as well', async (state, warnings, id, pod) => {
		const remove = `${kubectl} delete pod ${pod} --wait=false`;
		const shell = new ScriptedShell({
			[objects]: workloads(state),
			[events]: recorded(`kubectl/events.${warnings}.minikube-1.36`),
			[remove]: '',
		});
		const ports = portsWith(shell);
		const began = ports.clock.now();
		const failure = await failureOf(runStep(step, ports));

		expect(failure?.findings.map((finding) => finding.id)).toEqual([id]);
		expect(shell.sent.filter((line) => line === remove)).toHaveLength(1);
		expect(ports.clock.now()).toBe(began);
	});

	it('ends a crash with the last lines of the container before', async () => {
		const ready = JSON.parse(recording('kubectl/workloads.ready.minikube-1.36.json'));
		const [pod] = ready.items.filter(({ kind }: { kind: string }) => kind === 'Pod');
		pod.status.conditions.find(({ type }: { type: string }) => type === 'Ready').status = 'False';
		pod.status.containerStatuses[0] = {
			...pod.status.containerStatuses[0],
			ready: false,
			restartCount: 3,
			state: { waiting: { reason: 'CrashLoopBackOff' } },
			lastState: { terminated: { exitCode: 1, reason: 'Error' } },
		};
		const [deployment] = ready.items;
		deployment.status = { observedGeneration: 1, replicas: 1, updatedReplicas: 1, unavailableReplicas: 1 };
		const log = `${kubectl} logs ${pod.metadata.name} --container backend --tail 60`;
		const shell = new ScriptedShell({
			[objects]: JSON.stringify(ready),
			[events]: recorded('kubectl/events.none.minikube-1.36'),
			[`${kubectl} delete pod ${pod.metadata.name} --wait=false`]: '',
			[`${log} --previous`]: exited(1, '', 'previous terminated container not found'),
			[log]: 'starting\nError: DATABASE_DRIVER "sqlit" is not known.\n',
		});
		const failure = await failureOf(runStep(step, portsWith(shell)));

		expect(failure?.findings.map(({ id }) => id)).toEqual(['pod.program-ends']);
		expect(failure?.lastLines).toEqual(['starting', 'Error: DATABASE_DRIVER "sqlit" is not known.']);
	});

	it('gives up after some minutes, with the last warnings', async () => {
		const shell = new ScriptedShell({ [objects]: workloads('none'), [events]: recorded('kubectl/events.key-missing.minikube-1.36') });
		const ports = portsWith(shell);
		const began = ports.clock.now();
		const failure = await failureOf(runStep(step, ports));

		expect(failure?.message).toMatch(/^The app did not become ready within \d+ minutes: 0 of 0 ready\.$/);
		expect(failure?.lastLines.at(-1)).toContain('references non-existent secret key: JWT_SECRET');
		expect(ports.clock.now() - began).toBeGreaterThan(60_000);
	});
});

describe('building an image', () => {
	const image: Image = {
		component: 'frontend',
		repository: 'todo-frontend',
		tag: '0.1.0-aaa',
		context: '/home/user/my app',
		buildArgs: { BASE_NODE: 'node:22-slim' },
	};
	const step = buildImage(image, { id: 'cluster.images', read: async () => new Set<string>() });
	const proxies = ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'https_proxy', 'NO_PROXY', 'no_proxy']
		.map((name) => `--build-arg ${name}`)
		.join(' ');
	const command = `docker build --target runtime --tag todo-frontend:0.1.0-aaa --build-arg BASE_NODE=node:22-slim --build-arg VERSION=0.1.0-aaa ${proxies} /home/user/my app`;

	it('takes one command that names proxies but not their values', async () => {
		const shell = new ScriptedShell({ [command]: recorded('docker/build.classic.engine-20.10') });
		const told = await runStep(step, portsWith(shell));

		expect(shell.sent).toEqual([command]);
		expect(shell.envs[0]).toEqual({ BUILDKIT_PROGRESS: 'plain' });
		expect(told.map(({ says }) => says)).toContain('7 of 23  npm ci --no-audit --no-fund');
	});

	it('looks first what the Docker of this machine has', async () => {
		const list = 'docker image ls --filter reference=todo-* --format {{.Repository}}:{{.Tag}}';
		const read = (ending: Scripted) => hostImagesProbe.read(portsWith(new ScriptedShell({ [list]: ending })), noAbort);

		expect([...(await read(recorded('docker/image-ls.docker-28')))]).toContain('todo-backend:0.1.0-d3dbda605506');
		expect((await read(exited(1, '', 'Cannot connect to the Docker daemon'))).size).toBe(0);
	});

	it('is shown as it could be typed', () => {
		expect(step.preview[0]).toMatch(/ '\/home\/user\/my app'$/);
	});

	it('is needless when the host or the cluster has it', () => {
		expect(step.goal.diagnose({ host: new Set(['todo-frontend:0.1.0-aaa']), cluster: new Set() })).toEqual([]);
		expect(step.goal.diagnose({ host: new Set(), cluster: new Set(['todo-frontend:0.1.0-aaa']) })).toEqual([]);
		expect(step.goal.diagnose({ host: new Set(), cluster: new Set() }).map(({ id }) => id)).toEqual(['image.not-built']);
	});

	it('fails with its output, for the cause to be told, and the last lines', async () => {
		const shell = new ScriptedShell({ [command]: exited(1, recording('docker/build.lockfile.f113.txt')) });
		const failure = await failureOf(runStep(step, portsWith(shell)));

		expect(failure?.message).toBe('The build of the web image ended with exit code 1.');
		expect(failure?.failed).toMatchObject({ command: 'docker build', output: expect.stringContaining('npm ci') });
		expect(failure?.lastLines.at(-1)).toBe('npm error Missing: @emnapi/runtime@1.11.1 from lock file');
	});

	it('fails in words when it takes too long', async () => {
		const failure = await failureOf(runStep(step, portsWith(new ScriptedShell({ [command]: { kind: 'timed-out', afterMs: 1_200_000 } }))));
		expect(failure?.message).toBe('The build of the web image took more than 20 minutes.');
	});
});
