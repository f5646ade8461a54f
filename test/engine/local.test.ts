import { describe, expect, it } from 'vitest';
import type { Ports } from '../../src/core/ports.js';
import { bareWorld, freshWorld } from '../../src/demo/world.js';
import { dir, healthy, inShort, Wizard } from '../support/wizard.js';

describe('a machine with nothing but Node', () => {
	it('runs the app without a cluster, verifies it, and sends no command that changes anything', async () => {
		const wizard = new Wizard(bareWorld());
		const { report, changes } = await wizard.go({ yes: true });

		expect(report).toMatchObject({ outcome: 'ready', url: 'http://localhost:3000' });
		expect(report.done).toEqual(['Folder written', 'Secrets kept for this user', 'App started on this machine']);
		expect(report.verified.map(({ id, holds }) => `${id} ${holds}`)).toEqual([
			'app.page true',
			'app.account true',
			'app.tasks true',
			'app.chat true',
			'app.speed true',
			'app.survives true',
		]);
		expect(changes).toEqual([]);
		expect(wizard.world.files[`${dir}/.todo-k8s/secrets/JWT_SECRET`]).toMatchObject({ mode: 0o600 });
	});

	it('holds on the second run and leaves the process alone', async () => {
		const wizard = await healthy(bareWorld());
		const before = wizard.world.daemons;
		const { report } = await wizard.go({ yes: true });

		expect(report).toMatchObject({
			outcome: 'ready',
			done: [],
			held: ['Folder written', 'Secrets kept for this user', 'App started on this machine'],
		});
		expect(wizard.world.daemons).toEqual(before);
	});

	it('starts an app that has ended, and takes the next port when its own is taken meanwhile', async () => {
		const wizard = await healthy(bareWorld());
		wizard.change((world) => ({
			...world,
			takenPorts: [3000, 3001],
			daemons: Object.fromEntries(Object.entries(world.daemons).map(([key, daemon]) => [key, { ...daemon, alive: false }])),
		}));
		const { report } = await wizard.go({ yes: true });

		expect(report).toMatchObject({ outcome: 'ready', url: 'http://localhost:3002', done: ['App started on this machine'] });
	});

	it('keeps a secret that is there', async () => {
		const wizard = await healthy(bareWorld());
		const path = `${dir}/.todo-k8s/secrets/JWT_SECRET`;
		const before = wizard.world.files[path];
		wizard.change((world) => ({ ...world, daemons: {} }));
		await wizard.go({ yes: true });

		expect(before?.text).toMatch(/^\w{64}$/);
		expect(wizard.world.files[path]).toEqual(before);
	});

	it('starts the app anew when an answer changes', async () => {
		const wizard = await healthy(bareWorld({ providers: { 'api.openai.com': 'accepts' } }));
		const { report } = await wizard.go({ yes: true, flags: { ai: 'openai' }, env: { OPENAI_API_KEY: 'sk-aaaaaaaaaaaaaaaa' } });

		expect(report.done).toEqual(['Folder written', 'Secrets kept for this user', 'App started on this machine']);
		expect(Object.values(wizard.world.daemons)[0]?.env).toMatchObject({ AI_BACKEND: 'openai', PORT: '3000' });
		expect(JSON.stringify(Object.values(wizard.world.daemons)[0]?.env)).not.toContain('sk-aaaa');
	});

	it('ends with 4 and the log of an app that ends right after its start', async () => {
		const { report } = await new Wizard(bareWorld({ faults: { app: 'Error: the volume is read-only\n' } })).go({ yes: true });

		expect(report).toMatchObject({
			outcome: 'failed',
			exitCode: 4,
			says: 'The app ended right after its start.',
			lastLines: ['Error: the volume is read-only'],
		});
	});

	it.each([1, 2, 3])('takes the next port when somebody was quicker, %i times, but does not try for ever', async (times) => {
		const wizard = new Wizard(bareWorld());
		let quicker = times;
		const withRival = (ports: Ports): Ports => ({
			...ports,
			daemons: {
				...ports.daemons,
				async start(spec) {
					const port = Number(spec.env?.PORT);
					const isTaken = quicker-- > 0;
					const app = `Port ${port} is taken by another program. End that one.\n`;
					wizard.change((world) => ({
						...world,
						faults: isTaken ? { app } : {},
						takenPorts: isTaken ? [...world.takenPorts, port] : world.takenPorts,
					}));
					return ports.daemons.start(spec);
				},
			},
		});
		const { report } = await wizard.go({ yes: true, ports: withRival });

		expect(report).toMatchObject(
			times < 3
				? { outcome: 'ready', url: `http://localhost:${3000 + times}` }
				: { outcome: 'failed', says: 'The app ended right after its start.' },
		);
	});

	it('does not take the app of somebody who was quicker for its own, although that one answers', async () => {
		const wizard = new Wizard(bareWorld());
		let looks = 0;
		const withRival = (ports: Ports): Ports => ({
			...ports,
			daemons: {
				...ports.daemons,
				async start(spec) {
					const isFirst = spec.env?.PORT === '3000';
					const started = await ports.daemons.start(spec);
					const text = 'Port 3000 is taken by another program. End that one.\n';
					// It lives for a moment before it knows.
					if (isFirst)
						wizard.change((world) => ({
							...world,
							takenPorts: [3000],
							files: { ...world.files, [started.logFile]: { text, mode: 0o600 } },
						}));
					return started;
				},
				async find(stateDir, name) {
					const found = await ports.daemons.find(stateDir, name);
					return found?.notes.port === 3000 && ++looks > 2 ? { ...found, alive: false } : found;
				},
			},
		});
		const { report } = await wizard.go({ yes: true, ports: withRival });

		expect(report).toMatchObject({ outcome: 'ready', url: 'http://localhost:3001' });
	});
});

describe('taking it down', () => {
	it('ends the app and keeps its data, unless asked for', async () => {
		const wizard = await healthy(bareWorld());
		const { report } = await wizard.go({ command: 'down', yes: true });

		expect(report).toMatchObject({ outcome: 'removed', exitCode: 0, done: ['App stopped', 'Secrets removed'] });
		expect(report.says).toBe(`Removed. Kept: All tasks and accounts in ${dir}/data. Your files in ${dir} are untouched.`);
		expect(wizard.world.daemons).toEqual({});
		expect(Object.keys(wizard.world.files).filter((path) => path.startsWith(`${dir}/data/`))).toEqual([`${dir}/data/todo.sqlite`]);
		expect(wizard.read('setup.yaml')).toMatch(/^cluster: "?none"?$/m);
	});

	it('deletes the data with --delete-data', async () => {
		const wizard = await healthy(bareWorld());
		const { report } = await wizard.go({ command: 'down', yes: true, deleteData: true });

		expect(report.done[0]).toBe('App stopped');
		expect(report.done.slice(1).sort()).toEqual(['Secrets removed', 'Tasks and accounts deleted']);
		expect(Object.keys(wizard.world.files).filter((path) => path.startsWith(`${dir}/data/`))).toEqual([]);
	});

	it('has nothing to remove the second time', async () => {
		const wizard = await healthy(bareWorld());
		await wizard.go({ command: 'down', yes: true, deleteData: true });

		expect((await wizard.go({ command: 'down', yes: true, deleteData: true })).report).toMatchObject({
			outcome: 'removed',
			says: 'There was nothing to remove.',
		});
	});

	it('asks about each kind of thing, and keeps what gets no yes', async () => {
		const wizard = await healthy(bareWorld());
		const { report, frontEnd } = await wizard.go({ command: 'down', person: { confirm: (says) => !says.startsWith('Delete') } });

		expect(frontEnd.confirmed).toEqual([
			'Remove the running app?',
			'Remove the secrets of the app?',
			`Delete the tasks and accounts? This will be lost: All tasks and accounts in ${dir}/data.`,
		]);
		expect(frontEnd.plans).toEqual([]);
		expect(report).toMatchObject({ outcome: 'removed', done: ['App stopped', 'Secrets removed'] });
		expect(report.says).toContain('Kept: All tasks and accounts');
	});

	it('takes nothing from under what stays', async () => {
		const wizard = await healthy(freshWorld());
		const { report, changes, frontEnd } = await wizard.go({ command: 'down', person: { confirm: () => false } });

		expect(frontEnd.confirmed).toEqual([
			'Remove the release "todo"?',
			'Remove the images of the app?',
			'Delete the cluster "minikube"? This will be lost: The cluster "minikube" with everything in it, whoever put it there.',
		]);
		expect(report).toMatchObject({ outcome: 'removed', says: expect.stringMatching(/^Nothing was removed\. Kept: the release "todo"; /) });
		expect(changes).toEqual([]);
	});

	it('asks once about what is removed in two places', async () => {
		const wizard = await healthy(freshWorld());
		const { report, frontEnd } = await wizard.go({
			command: 'down',
			person: { confirm: (says) => /release|images/.test(says) },
		});

		expect(frontEnd.confirmed.filter((says) => says.includes('images'))).toHaveLength(1);
		expect(new Set(report.done)).toEqual(
			new Set([
				'Release "todo" uninstalled',
				'Backend image removed from the cluster',
				'Web image removed from the cluster',
				'Backend image removed from Docker',
				'Web image removed from Docker',
			]),
		);
		expect(report.says).toContain('Kept: the secrets of the app');
	});

	it('needs a yes off a terminal', async () => {
		const wizard = await healthy(bareWorld());
		const { report } = await wizard.go({ command: 'down' });

		expect(report).toMatchObject({ outcome: 'usage', exitCode: 2, says: 'The plan above needs a yes. Add --yes to run it.' });
		expect(Object.keys(wizard.world.daemons)).toHaveLength(1);
	});

	it('leaves images in the cluster that another release runs', async () => {
		const wizard = await healthy(freshWorld());
		wizard.change((world) => {
			const { minikube: profile } = world.minikube.profiles;
			if (!profile) throw new Error('the first run made one');
			const namespaces = { ...profile.namespaces, other: profile.namespaces.todo! };
			return { ...world, minikube: { ...world.minikube, profiles: { minikube: { ...profile, namespaces } } } };
		});
		const { report, changes } = await wizard.go({ command: 'down', yes: true });

		expect(report.outcome).toBe('removed');
		expect(changes.filter((line) => line.startsWith('minikube image rm'))).toEqual([]);
		expect(changes.filter((line) => line.startsWith('helm uninstall'))).toHaveLength(1);
	});

	it('takes release, images and secrets out of the cluster, and keeps data, namespace and cluster', async () => {
		const wizard = await healthy(freshWorld());
		const { report, changes } = await wizard.go({ command: 'down', yes: true });

		expect(report.outcome).toBe('removed');
		expect(changes.map(inShort).sort()).toEqual([
			'docker image rm todo-backend',
			'docker image rm todo-frontend',
			'helm uninstall todo --ignore-not-found',
			'kubectl delete secret todo-backend --ignore-not-found',
			'minikube image rm todo-backend -p minikube',
			'minikube image rm todo-frontend -p minikube',
		]);
		expect(wizard.world.minikube.profiles.minikube?.namespaces.todo?.claims).toHaveLength(1);
		expect(report.says).toContain('Kept: All tasks and accounts in the volume of the app;');
	});

	it('deletes volume and namespace with --delete-data', async () => {
		const wizard = await healthy(freshWorld());
		const { report, changes } = await wizard.go({ command: 'down', yes: true, deleteData: true });

		expect(report.done).toEqual(expect.arrayContaining(['Tasks and accounts deleted', 'Namespace "todo" deleted']));
		expect(changes.map(inShort)).toContain('kubectl delete namespace todo --wait=false');
		expect(wizard.world.minikube.profiles.minikube?.namespaces).toEqual({});
		expect(wizard.world.data).toEqual({});
	});

	it('deletes the whole cluster at once with --delete-cluster', async () => {
		const wizard = await healthy(freshWorld());
		const { report, changes } = await wizard.go({ command: 'down', yes: true, deleteData: true, deleteCluster: true });

		expect(report.outcome).toBe('removed');
		expect(changes.map(inShort).sort()).toEqual([
			'docker image rm todo-backend',
			'docker image rm todo-frontend',
			'minikube delete -p minikube --output=json',
		]);
		expect(wizard.world.minikube.profiles).toEqual({});
	});

	it('sets everything up again after it was taken down', async () => {
		const wizard = await healthy(freshWorld());
		await wizard.go({ command: 'down', yes: true, deleteData: true, deleteCluster: true });

		expect((await wizard.go({ yes: true })).report).toMatchObject({ outcome: 'ready' });
	});
});
