import { describe, expect, it } from 'vitest';
import { deliverImage } from '../../../src/clusters/minikube/deliver.js';
import { toMinikubeFacts } from '../../../src/clusters/minikube/probe.js';
import { imagesOfOthersProbe, removeCluster, removeImage } from '../../../src/clusters/minikube/remove.js';
import { recreateCluster, startCluster } from '../../../src/clusters/minikube/steps.js';
import type { Image } from '../../../src/core/app.js';
import { StepFailed } from '../../../src/core/error.js';
import type { Files } from '../../../src/core/ports.js';
import { freshWorld } from '../../../src/demo/world.js';
import { contextOf, noAbort, portsWith, runStep } from '../../support/context.js';
import { recorded, recording } from '../../support/fixtures.js';
import { exited, type Scripted, ScriptedShell } from '../../support/scripted-shell.js';

const probes = (state: string) => ({
	'minikube version -o json': recorded('minikube/version.minikube-1.36'),
	'minikube profile list --light -o json': recorded(`minikube/profile-list.${state}.minikube-1.36`),
	'minikube status -p minikube -o json': recorded(`minikube/status.${state}.minikube-1.36`, 7),
	'docker info --format {{json .}}': recorded('docker/info.running.engine-20.10-client-28'),
	'kubectl version --client -o json': recorded('kubectl/version.kubectl-1.33'),
	'kubectl config view -o json': recorded('kubectl/config-view.none.minikube-1.36'),
	[lease]: reported,
	[node('minikube')]: exited(1, '', 'Error response from daemon: No such container: minikube'),
});

/** Looks for a node that Minikube does not know any more. */
const node = (name: string) =>
	`docker container inspect --format {{.Config.Image}} {{index .Config.Labels "name.minikube.sigs.k8s.io"}} ${name}`;
const authority = 'docker cp minikube:/var/lib/minikube/certs/ca.crt -';
const ca = '-----BEGIN CERTIFICATE-----\nours\n-----END CERTIFICATE-----\n';
/** A home in which Minikube has an authority. */
const withAuthority = (shell: ScriptedShell) =>
	portsWith(shell, freshWorld({ files: { '/home/user/.minikube/ca.crt': { text: ca, mode: 0o644 } } }));
const lease = 'kubectl --context minikube --request-timeout=5s get leases -n kube-node-lease -o jsonpath={.items[*].spec.renewTime}';
const ours = { namespace: 'todo', release: 'todo' };
const podsOfAll =
	'kubectl --context minikube get pods --all-namespaces -o jsonpath={range .items[*]}{.metadata.namespace}{"\\t"}{.metadata.labels.app\\.kubernetes\\.io/instance}{"\\t"}{.spec.containers[*].image}{"\\n"}{end} --request-timeout=10s';
/** The clock of these tests stands at 08:00. */
const reported = '2026-11-21T08:00:01.708006Z';

/** The commands of a script that are no probes. */
const changesOf = (shell: ScriptedShell, state = 'none') => shell.sent.filter((line) => !(line in probes(state)));

describe('starting the cluster', () => {
	it.each([
		['none', 'minikube start -p minikube --driver=docker --cpus=2 --memory=4096 --interactive=false --output=json'],
		['stopped', 'minikube start -p minikube --interactive=false --output=json'],
		['paused', 'minikube unpause -p minikube'],
	])('takes one command when the state is %s: %s', async (state, command) => {
		const shell = new ScriptedShell({ ...probes(state), [command]: '' });
		await runStep(startCluster({ profile: 'minikube' }), portsWith(shell));

		expect(changesOf(shell, state)).toEqual([command]);
	});

	it.each([
		['takes a network that enforces policies', { enforcesPolicies: true }, '--memory=4096 --cni=kindnet'],
		['takes more memory for servers beside the app', { serversMb: 3328 }, '--memory=4528'],
		['takes the usual memory for small ones', { serversMb: 1280 }, '--memory=4096'],
	])('%s', async (_what, options, flags) => {
		const command = `minikube start -p minikube --driver=docker --cpus=2 ${flags} --interactive=false --output=json`;
		const shell = new ScriptedShell({ ...probes('none'), [command]: '' });
		await runStep(startCluster({ profile: 'minikube', ...options }), portsWith(shell));

		expect(changesOf(shell)).toEqual([command]);
	});

	it('gives up the container of a profile that was deleted, keeps its volume, and sets it up anew on that', async () => {
		const image = 'gcr.io/k8s-minikube/kicbase:v0.0.47';
		const changes = [
			`docker run --rm --network none --volume minikube:/var --entrypoint rm ${image} -f /var/lib/kubelet/config.yaml`,
			'docker rm --force minikube',
			'minikube start -p minikube --driver=docker --cpus=2 --memory=4096 --interactive=false --output=json',
		];
		const volume = 'docker volume inspect minikube';
		const shell = new ScriptedShell({
			...probes('none'),
			[node('minikube')]: `${image} minikube\n`,
			[authority]: `ca.crt 0644\0${ca}\0\0`,
			[volume]: '[]',
			...Object.fromEntries(changes.map((line) => [line, ''])),
		});
		await runStep(startCluster({ profile: 'minikube' }), withAuthority(shell));

		expect(changesOf(shell).filter((line) => line !== volume && line !== authority)).toEqual(changes);
	});

	it.each([
		['another authority', `ca.crt 0644\0${ca.replace('ours', 'theirs')}\0\0`],
		['an authority that is not told', exited(1, '', 'no such container')],
	])('leaves a node with %s alone, and does not let Minikube at it', async (_, said) => {
		const shell = new ScriptedShell({ ...probes('none'), [node('minikube')]: 'kicbase:1 minikube\n', [authority]: said });
		const failure: StepFailed = await runStep(startCluster({ profile: 'minikube' }), withAuthority(shell)).then(
			() => expect.unreachable(),
			(error) => error,
		);

		expect(failure.findings.map(({ id }) => id)).toEqual(['minikube.foreign-node']);
		expect(changesOf(shell)).toEqual([authority]);
	});

	it('leaves a container of somebody else alone that only has the same name', async () => {
		const start = 'minikube start -p minikube --driver=docker --cpus=2 --memory=4096 --interactive=false --output=json';
		const shell = new ScriptedShell({ ...probes('none'), [node('minikube')]: 'nginx:1 <no value>\n', [start]: '' });
		await runStep(startCluster({ profile: 'minikube' }), portsWith(shell));
		expect(changesOf(shell)).toEqual([start]);
	});

	it('only corrects the context when that is all that is wrong', async () => {
		const stale = exited(
			4,
			'{"Name":"minikube","Host":"Running","Kubelet":"Running","APIServer":"Running","Kubeconfig":"Misconfigured","Worker":false}',
		);
		const shell = new ScriptedShell({
			...probes('running'),
			'minikube status -p minikube -o json': stale,
			'minikube update-context -p minikube': '',
		});
		await runStep(startCluster({ profile: 'minikube' }), portsWith(shell));

		expect(changesOf(shell)).toEqual(['minikube update-context -p minikube']);
	});

	describe("when kubectl's configuration cannot be written", () => {
		const config = '/home/user/.kube/config';
		const start = 'minikube start -p minikube --interactive=false --output=json';
		const worldWith = (files: Readonly<Record<string, number>>) =>
			freshWorld({ files: Object.fromEntries(Object.entries(files).map(([path, mode]) => [path, { text: '', mode }])) });

		it.each([
			['stopped', ['kubectl.config-locked', 'kubectl.config-permission', 'minikube.not-running']],
			['paused', ['minikube.not-running']],
		])('is named before the cluster that is %s, where it is in the way', async (state, ids) => {
			const ports = portsWith(new ScriptedShell(probes(state)), worldWith({ [config]: 0o400, [`${config}.lock`]: 0o600 }));
			const { needs, diagnose } = startCluster({ profile: 'minikube' }).goal;
			const facts = await Promise.all(Object.entries(needs).map(async ([key, probe]) => [key, await probe.read(ports, noAbort)] as const));
			expect(diagnose(Object.fromEntries(facts)).map(({ id }) => id)).toEqual(ids);
		});

		it('makes a read-only one writable first, and says so before', async () => {
			const shell = new ScriptedShell({ ...probes('stopped'), [`chmod u+w ${config}`]: '', [start]: '' });
			const ports = portsWith(shell, worldWith({ [config]: 0o400 }));
			const step = startCluster({ profile: 'minikube' });
			expect(await step.previewHere?.read(ports, noAbort)).toEqual([`chmod u+w ${config}`, 'minikube start -p minikube']);
			await runStep(step, ports);

			expect(changesOf(shell, 'stopped')).toEqual([`chmod u+w ${config}`, start]);
		});

		it('takes a lock away that nobody gives back', async () => {
			const shell = new ScriptedShell({ ...probes('stopped'), [start]: '' });
			const ports = portsWith(shell, worldWith({ [config]: 0o600, [`${config}.lock`]: 0o600 }));
			const step = startCluster({ profile: 'minikube' });
			expect(await step.previewHere?.read(ports, noAbort)).toEqual([`delete ${config}.lock`, 'minikube start -p minikube']);
			await runStep(step, ports);

			expect(await ports.files.kind(`${config}.lock`)).toBe('nothing');
			expect(changesOf(shell, 'stopped')).toEqual([start]);
		});

		it('leaves a lock to the kubectl that gives it back', async () => {
			const shell = new ScriptedShell({ ...probes('stopped'), [start]: '' });
			const ports = portsWith(shell, worldWith({ [config]: 0o600, [`${config}.lock`]: 0o600 }));
			const removed: string[] = [];
			let looks = 0;
			// Seen by the probe and by the first look of the step.
			const kind: Files['kind'] = async (path) => (path.endsWith('.lock') && ++looks > 2 ? 'nothing' : ports.files.kind(path));
			const remove: Files['remove'] = async (path) => void removed.push(path);
			await runStep(startCluster({ profile: 'minikube' }), { ...ports, files: { ...ports.files, kind, remove } });

			expect(removed).toEqual([]);
			expect(changesOf(shell, 'stopped')).toEqual([start]);
		});

		it('deletes no cluster that it could not write down again', async () => {
			const shell = new ScriptedShell(probes('stopped'));
			const step = recreateCluster(toMinikubeFacts('minikube', 'v1.36.0', exited(0, ''), exited(0, '')));
			await expect(runStep(step, portsWith(shell, worldWith({ [config]: 0o400 })))).rejects.toMatchObject({
				findings: [{ id: 'kubectl.config-permission' }],
			});

			expect(changesOf(shell, 'stopped')).toEqual([]);
		});

		it('says what helps when it belongs to somebody else', async () => {
			const refused = exited(1, '', `chmod: changing permissions of '${config}': Operation not permitted`);
			const shell = new ScriptedShell({ ...probes('stopped'), [`chmod u+w ${config}`]: refused });
			const ports = portsWith(shell, worldWith({ [config]: 0o400 }));
			await expect(runStep(startCluster({ profile: 'minikube' }), ports)).rejects.toMatchObject({
				findings: [{ id: 'kubectl.config-permission', remedies: [{ commands: [expect.stringContaining('chown'), expect.any(String)] }] }],
			});
		});

		it('says so when the lock cannot be taken away', async () => {
			const shell = new ScriptedShell(probes('stopped'));
			const ports = portsWith(shell, worldWith({ [config]: 0o600, [`${config}.lock`]: 0o600 }));
			const remove: Files['remove'] = () => Promise.reject(new Error('EACCES: permission denied'));
			const failing = { ...ports, files: { ...ports.files, remove } };
			await expect(runStep(startCluster({ profile: 'minikube' }), failing)).rejects.toMatchObject({
				findings: [{ id: 'kubectl.config-locked', remedies: [{ kind: 'manual' }] }],
				lastLines: ['EACCES: permission denied'],
			});
		});

		it('touches neither for a cluster that only has to go on', async () => {
			const shell = new ScriptedShell({ ...probes('paused'), 'minikube unpause -p minikube': '' });
			const ports = portsWith(shell, worldWith({ [config]: 0o400, [`${config}.lock`]: 0o600 }));
			const step = startCluster({ profile: 'minikube' });
			expect(await step.previewHere?.read(ports, noAbort)).toEqual(['minikube unpause -p minikube']);
			await runStep(step, ports);

			expect(await ports.files.kind(`${config}.lock`)).toBe('file');
			expect(changesOf(shell, 'paused')).toEqual(['minikube unpause -p minikube']);
		});
	});

	it('leaves the context alone that the user works in', async () => {
		const command = 'minikube start -p other --driver=docker --cpus=2 --memory=4096 --interactive=false --output=json --keep-context';
		const shell = new ScriptedShell({
			...probes('none'),
			'minikube status -p other -o json': recorded('minikube/status.none.minikube-1.36', 85),
			[node('other')]: exited(1),
			'kubectl config view -o json': recorded('kubectl/config-view.running.minikube-1.36'),
			[command]: '',
		});
		await runStep(startCluster({ profile: 'other' }), portsWith(shell));

		expect(shell.sent.at(-1)).toBe(command);
	});

	it('takes three quarters of what a small machine has, and the mirror that was named', async () => {
		const small = JSON.stringify({ ...JSON.parse(recording('docker/info.running.engine-20.10-client-28.json')), MemTotal: 3 * 1024 ** 3 });
		const command =
			'minikube start -p minikube --driver=docker --cpus=2 --memory=2304 --registry-mirror=https://mirror.example --interactive=false --output=json';
		const shell = new ScriptedShell({ ...probes('none'), 'docker info --format {{json .}}': small, [command]: '' });
		await runStep(startCluster({ profile: 'minikube', registryMirror: 'https://mirror.example' }), portsWith(shell));

		expect(shell.sent.at(-1)).toBe(command);
	});

	it('shows the recorded events as progress', async () => {
		const command = 'minikube start -p minikube --interactive=false --output=json';
		const shell = new ScriptedShell({ ...probes('stopped'), [command]: recorded('minikube/start.stopped.minikube-1.36') });
		const told = await runStep(startCluster({ profile: 'minikube' }), portsWith(shell));

		expect(told.map(({ says }) => says)).toContain('Restarting existing docker container for "minikube" ...');
		expect(told.map(({ percent }) => percent)).toContain(100);
	});

	it('goes on some seconds after the node has reported, when the cluster was there before', async () => {
		const command = 'minikube start -p minikube --interactive=false --output=json';
		const old = '2026-11-21T04:26:30.708006Z';
		const shell = new ScriptedShell({ ...probes('stopped'), [command]: '', [lease]: [exited(1, '', 'refused'), old, old, reported] });
		const ports = portsWith(shell);
		const began = ports.clock.now();
		const told = await runStep(startCluster({ profile: 'minikube' }), ports);

		expect(shell.sent.filter((line) => line === lease)).toHaveLength(4);
		expect(ports.clock.now() - began).toBe(4500);
		expect(told).toContainEqual({ says: 'waiting for the node to report' });
	});

	it('loses its patience with a node whose clock goes wrong', async () => {
		const command = 'minikube start -p minikube --interactive=false --output=json';
		const shell = new ScriptedShell({ ...probes('stopped'), [command]: '', [lease]: '2020-01-01T00:00:00Z' });
		const ports = portsWith(shell);
		const began = ports.clock.now();
		await runStep(startCluster({ profile: 'minikube' }), ports);

		expect(ports.clock.now() - began).toBeLessThan(40_000);
		expect(ports.clock.now() - began).toBeGreaterThan(30_000);
	});

	it('waits for a node that was paused, too, since its kubelet was stopped', async () => {
		const shell = new ScriptedShell({
			...probes('paused'),
			'minikube unpause -p minikube': '',
			[lease]: [exited(1, '', 'refused'), reported],
		});
		await runStep(startCluster({ profile: 'minikube' }), portsWith(shell));

		expect(shell.sent.filter((line) => line === lease)).toHaveLength(2);
	});

	it('fails with the last lines of what minikube said', async () => {
		const command = 'minikube start -p minikube --interactive=false --output=json';
		const shell = new ScriptedShell({
			...probes('stopped'),
			[command]: exited(80, 'plain words\n{"type":"io.k8s.sigs.minikube.info","data":{"message":"words of an event"}}'),
		});
		const failure = await runStep(startCluster({ profile: 'minikube' }), portsWith(shell)).catch((error: unknown) => error);

		expect(failure).toBeInstanceOf(StepFailed);
		expect(failure).toMatchObject({ message: 'minikube start ended with exit code 80.', lastLines: ['plain words', 'words of an event'] });
	});

	it.each([
		['for development', {}, ''],
		['for production', { enforcesPolicies: true }, ' --cni=kindnet'],
	])('deletes what is left first when it is made again %s, and says what that destroys', async (_what, fresh, network) => {
		const facts = toMinikubeFacts(
			'minikube',
			'v1.36.0',
			recorded('minikube/profile-list.container-gone.minikube-1.36'),
			recorded('minikube/status.container-gone.minikube-1.36', 7),
		);
		const step = recreateCluster(facts, fresh);
		const remove = 'minikube delete -p minikube --output=json';
		const start = `minikube start -p minikube --driver=docker --cpus=2 --memory=4096${network} --interactive=false --output=json`;
		const shell = new ScriptedShell({
			...probes('none'),
			[remove]: recorded('minikube/delete.minikube-1.36'),
			[start]: recorded('minikube/start.new.minikube-1.36'),
		});
		const ports = portsWith(shell);
		// What the plan was made from is gone as soon as the profile is deleted.
		const read = () => expect.unreachable('a fact from before was used');
		await step.run({ ...contextOf(ports), read });

		expect(step.destroys).toBe('Everything that ran in the cluster "minikube", its volumes included.');
		expect(changesOf(shell)).toEqual([remove, start]);
	});
});

describe('bringing an image into the node', () => {
	const image: Image = { component: 'backend', repository: 'todo-backend', tag: '0.1.0-aaa', context: '/x', buildArgs: {} };
	const step = deliverImage('minikube', image, []);
	const env = 'minikube docker-env -p minikube --shell none';
	const pipe = 'docker save todo-backend:0.1.0-aaa | docker load';
	const load = 'minikube image load todo-backend:0.1.0-aaa -p minikube';
	const run = async (script: Readonly<Record<string, Scripted>>, state = 'running') => {
		const shell = new ScriptedShell({ ...probes(state), ...script });
		const told = await runStep(step, portsWith(shell));
		return { shell, told, changes: changesOf(shell, state) };
	};

	it('goes through a pipe into the Docker of the node', async () => {
		const { shell, changes } = await run({
			[env]: recorded('minikube/docker-env.running.minikube-1.36'),
			[pipe]: 'Loaded image: todo-backend:0.1.0-aaa',
		});

		expect(changes).toEqual([env, pipe]);
		expect(shell.envs.at(-1)).toEqual({
			DOCKER_TLS_VERIFY: '1',
			DOCKER_HOST: 'tcp://192.168.49.2:2376',
			DOCKER_CERT_PATH: '/home/user/.minikube/certs',
		});
	});

	it('goes by minikube image load when the runtime is not docker', async () => {
		const containerd = recording('minikube/profile-list.running.minikube-1.36.json').replaceAll(
			'"ContainerRuntime":"docker"',
			'"ContainerRuntime":"containerd"',
		);
		const { changes } = await run({ 'minikube profile list --light -o json': containerd, [load]: '' });

		expect(changes).toEqual([load]);
	});

	it('goes by minikube image load when the pipe breaks, and says so', async () => {
		const { changes, told } = await run({
			[env]: recorded('minikube/docker-env.running.minikube-1.36'),
			[pipe]: exited(1, '', 'no space\nbroken pipe'),
			[load]: '',
		});

		expect(changes).toEqual([env, pipe, load]);
		expect(told).toContainEqual({ line: 'docker load: broken pipe; trying minikube image load' });
	});

	it('goes by minikube image load when the Docker of the node is not told', async () => {
		const { changes } = await run({ [env]: exited(85, 'false exit code 85'), [load]: '' });
		expect(changes).toEqual([env, load]);
	});

	it('fails with what was said when both ways fail', async () => {
		await expect(run({ [env]: exited(85), [load]: exited(80, '', 'Exiting due to GUEST_IMAGE_LOAD') })).rejects.toMatchObject({
			message: 'The image todo-backend:0.1.0-aaa could not be brought into the cluster: Exiting due to GUEST_IMAGE_LOAD.',
			lastLines: ['Exiting due to GUEST_IMAGE_LOAD'],
		});
	});

	it('has reached its goal when the node lists the image', () => {
		expect(step.goal.diagnose({ images: new Set(['todo-backend:0.1.0-aaa']) })).toEqual([]);
		expect(step.goal.diagnose({ images: new Set() })).toMatchObject([{ id: 'image.not-in-cluster', cause: 'local-image-not-loaded' }]);
	});

	const removal = 'minikube image rm todo-backend:0.1.0-aaa -p minikube';
	const listing = 'minikube image ls -p minikube --format json';

	it('is undone by minikube image rm', async () => {
		const shell = new ScriptedShell({ [removal]: '', [listing]: '[]' });
		await runStep(removeImage('minikube', image, ours), portsWith(shell));

		expect(shell.sent).toEqual([removal, listing]);
	});

	it('is undone again while a pod that is going away still holds it, of which Minikube says nothing', async () => {
		const held = JSON.stringify([{ repoTags: ['docker.io/library/todo-backend:0.1.0-aaa'] }]);
		const shell = new ScriptedShell({ [removal]: '', [listing]: [held, held, '[]'] });
		const told = await runStep(removeImage('minikube', image, ours), portsWith(shell));

		expect(shell.sent.filter((line) => line === removal)).toHaveLength(3);
		expect(told).toContainEqual({ says: 'a pod that is going away still holds it' });
	});

	it('is not tried for ever', async () => {
		const held = JSON.stringify([{ repoTags: ['todo-backend:0.1.0-aaa'] }]);
		const shell = new ScriptedShell({ [removal]: '', [listing]: held });
		await runStep(removeImage('minikube', image, ours), portsWith(shell));

		expect(shell.sent.filter((line) => line === removal)).toHaveLength(12);
	});

	it.each([
		['another namespace', 'todo-two\ttodo\ttodo-backend:0.1.0-aaa\n', 0],
		['another release', 'todo\tother\tproxy:1 todo-backend:0.1.0-aaa\n', 0],
		['something that is no release', 'default\t\ttodo-backend:0.1.0-aaa\n', 0],
		['nobody else', 'todo\ttodo\ttodo-backend:0.1.0-aaa\n', 1],
		['nobody at all', '', 1],
	])('stays in the node while %s uses it', async (_who, pods, left) => {
		const shell = new ScriptedShell({ [podsOfAll]: pods });
		const used = await imagesOfOthersProbe('minikube', ours).read(portsWith(shell), noAbort);

		expect(removeImage('minikube', image, ours).goal.diagnose({ images: new Set(['todo-backend:0.1.0-aaa']), used })).toHaveLength(left);
	});
});

describe('the commands that a plan shows', () => {
	it.each([
		['none', 'minikube start -p minikube --driver=docker --cpus=2 --memory=4096'],
		['stopped', 'minikube start -p minikube'],
		['paused', 'minikube unpause -p minikube'],
	])('are those that will run when the state is %s: %s', async (state, command) => {
		const { previewHere } = startCluster({ profile: 'minikube' });
		expect(await previewHere?.read(portsWith(new ScriptedShell(probes(state))), noAbort)).toEqual([command]);
	});
});

describe('making the cluster again', () => {
	it('shows its own commands, whatever there is', () => {
		const facts = toMinikubeFacts('minikube', 'v1.36.0', exited(0, ''), exited(0, ''));
		const step = recreateCluster(facts);
		expect(step.previewHere).toBeUndefined();
		expect(step.preview[0]).toBe('minikube delete -p minikube');
	});
});

describe('deleting the cluster', () => {
	it('says what is destroyed, and takes one command', async () => {
		const step = removeCluster('minikube');
		const shell = new ScriptedShell({ 'minikube delete -p minikube --output=json': recorded('minikube/delete.minikube-1.36') });
		await runStep(step, portsWith(shell));

		expect(step.destroys).toBe('The cluster "minikube" with everything in it, whoever put it there.');
		expect(shell.sent).toHaveLength(1);
		expect(noAbort.aborted).toBe(false);
	});
});
