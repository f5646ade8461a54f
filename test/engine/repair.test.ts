import { describe, expect, it } from 'vitest';
import { stopCluster } from '../../src/clusters/minikube/simulation.js';
import { changeNamespace, changeProfile, changeRelease, without } from '../../src/core/simulation.js';
import type { SimulatedRelease, World } from '../../src/core/world.js';
import { freshWorld } from '../../src/demo/world.js';
import { healthy, inShort, type Wizard } from '../support/wizard.js';

const place = { profile: 'minikube', namespace: 'todo', release: 'todo' };
const endsPod = 'kubectl delete pod -l app.kubernetes.io/instance=todo,app.kubernetes.io/component=backend --timeout=40s';

function withRelease(change: (release: SimulatedRelease) => SimulatedRelease) {
	return (world: World) => changeRelease(world, place, change);
}

interface Break {
	readonly what: string;
	readonly how: (world: World) => World;
	/** Everything that the next run may change. */
	readonly heals: readonly string[];
	readonly done: readonly string[];
}

const breaks: readonly Break[] = [
	{
		what: 'the cluster was stopped',
		how: (world) => stopCluster(world, 'minikube'),
		heals: ['minikube start -p minikube --interactive=false --output=json'],
		done: ['Cluster "minikube" started'],
	},
	{
		what: 'the cluster was paused',
		how: (world) => changeProfile(world, 'minikube', (profile) => ({ ...profile, state: 'paused' })),
		heals: ['minikube unpause -p minikube'],
		done: ['Cluster "minikube" started'],
	},
	{
		what: 'kubectl points at another port',
		how: (world) => ({ ...world, kubectl: { ...world.kubectl, contexts: { minikube: 'https://192.168.49.2:1' } } }),
		heals: ['minikube update-context -p minikube'],
		done: ['Cluster "minikube" started'],
	},
	{
		what: 'an image was removed from the node',
		how: (world) =>
			changeProfile(world, 'minikube', (profile) => ({
				...profile,
				images: profile.images.filter((ref) => !ref.startsWith('todo-backend')),
			})),
		heals: ['docker save todo-backend', 'docker load'],
		done: ['Backend image loaded'],
	},
	{
		what: 'a key of the Secret is gone',
		how: (world) => changeNamespace(world, 'minikube', 'todo', (found) => ({ ...found, secrets: { 'todo-backend': {} } })),
		heals: ['kubectl apply as todo-k8s-setup-jwt_secret', 'helm upgrade todo', endsPod],
		done: ['Secrets kept in the cluster', 'Release "todo" installed', 'Pods ready'],
	},
	{
		what: 'the release was deleted',
		how: (world) => changeNamespace(world, 'minikube', 'todo', (found) => ({ ...found, releases: {} })),
		heals: ['helm upgrade todo', endsPod],
		done: ['Release "todo" installed', 'Pods ready'],
	},
	{
		what: 'the release hangs in pending-install',
		how: withRelease((release) => ({ ...release, status: 'pending-install', deployments: [] })),
		heals: ['helm uninstall todo --ignore-not-found', 'helm upgrade todo', endsPod],
		done: ['Release "todo" installed', 'Pods ready'],
	},
	{
		what: 'the release hangs in pending-upgrade',
		how: withRelease((release) => ({ ...release, status: 'pending-upgrade', revision: 2 })),
		heals: ['helm rollback todo', 'helm upgrade todo', endsPod],
		done: ['Release "todo" installed'],
	},
	{
		what: 'the first install failed',
		how: withRelease((release) => ({ ...release, status: 'failed' })),
		heals: ['helm uninstall todo --ignore-not-found', 'helm upgrade todo', endsPod],
		done: ['Release "todo" installed', 'Pods ready'],
	},
	{
		what: 'the Deployment was scaled to 0',
		how: withRelease((release) => ({
			...release,
			deployments: release.deployments.map((each) => ({ ...each, replicas: each.component === 'backend' ? 0 : 1 })),
		})),
		heals: ['helm upgrade todo', endsPod],
		done: ['Release "todo" installed', 'Pods ready'],
	},
	{
		what: 'the namespace was deleted',
		how: (world) => changeProfile(world, 'minikube', (profile) => ({ ...profile, namespaces: without(profile.namespaces, 'todo') })),
		heals: ['kubectl apply as todo-k8s-setup', 'kubectl apply as todo-k8s-setup-jwt_secret', 'helm upgrade todo', endsPod],
		done: ['Namespace "todo" created', 'Secrets kept in the cluster', 'Release "todo" installed', 'Pods ready'],
	},
	{
		what: 'the labels of the namespace were taken off',
		how: (world) => changeNamespace(world, 'minikube', 'todo', (found) => ({ ...found, labels: {} })),
		heals: ['kubectl apply as todo-k8s-setup'],
		done: ['Namespace "todo" created'],
	},
];

describe('one more run', () => {
	it.each(breaks)('heals it when $what, and touches nothing else', async ({ how, heals, done }) => {
		const wizard = await healthy(freshWorld());
		wizard.change(how);
		const repair = await wizard.go({ yes: true });

		expect(repair.report).toMatchObject({ outcome: 'ready', exitCode: 0 });
		expect(repair.report.done).toEqual(done);
		expect(repair.changes.map(inShort)).toEqual(heals);

		const after = await wizard.go({ yes: true });
		expect(after.report.outcome).toBe('ready');
		expect(after.changes).toEqual([]);
	});

	it('brings an edited values file into the release', async () => {
		const wizard = await healthy(freshWorld());
		wizard.write('values/values-dev.yaml', `${wizard.read('values/values-dev.yaml')}\n# mine\nextra: true\n`);
		const { report, changes } = await wizard.go({ yes: true });

		expect(report.outcome).toBe('ready');
		expect(changes.map(inShort)).toEqual(['helm upgrade todo', endsPod]);
		expect(wizard.read('values/values-dev.yaml')).toContain('# mine\nextra: true\n');
	});

	it('builds and loads anew what the user changed in the app, and nothing else', async () => {
		const wizard = await healthy(freshWorld());
		wizard.write('app/backend/src/mine.ts', 'export const mine = 1;\n');
		const { report, changes } = await wizard.go({ yes: true });

		expect(report.outcome).toBe('ready');
		expect(changes.map(inShort)).toEqual([
			'docker build --target runtime --tag todo-backend',
			'docker save todo-backend',
			'docker load',
			'helm upgrade todo',
			endsPod,
		]);
	});

	it('starts a port-forward that has ended', async () => {
		const wizard = await healthy(freshWorld(), { flags: { exposure: 'port-forward' } });
		wizard.change((world) => ({
			...world,
			daemons: Object.fromEntries(Object.entries(world.daemons).map(([key, daemon]) => [key, { ...daemon, alive: false }])),
		}));
		const { report, changes } = await wizard.go({ yes: true });

		expect(report).toMatchObject({ outcome: 'ready', url: 'http://localhost:3000', done: ['Local port forwarded'] });
		expect(changes).toEqual([]);
	});

	it('keeps the tasks through a repair of the release', async () => {
		const wizard = await healthy(freshWorld());
		const mine = {
			accounts: { 'me@example.com': 'password' },
			todos: [{ id: '7', owner: 'me@example.com', title: 'Stay', completed: false }],
		};
		wizard.change((world) => ({
			...changeNamespace(world, 'minikube', 'todo', (found) => ({ ...found, releases: {} })),
			data: { 'minikube/todo/todo': mine },
		}));
		await wizard.go({ yes: true });

		expect(wizard.world.data['minikube/todo/todo']).toEqual(mine);
	});
});

describe('a cluster whose container is gone', () => {
	async function withoutContainer(): Promise<Wizard> {
		const wizard = await healthy(freshWorld());
		wizard.change((world) => changeProfile(world, 'minikube', (profile) => ({ ...profile, state: 'container-gone' })));
		return wizard;
	}

	it('comes back in a new container on its volume, with all that was in it', async () => {
		const wizard = await withoutContainer();
		const { report, changes } = await wizard.go({ yes: true });

		expect(report).toMatchObject({ outcome: 'ready', exitCode: 0, causes: [{ id: 'minikube.container-gone' }] });
		expect(changes.map(inShort).slice(0, 2)).toEqual([
			'docker run --rm --network none --volume minikube:/var --entrypoint rm gcr.io/k8s-minikube/kicbase:v0.0.47 -f /var/lib/kubelet/config.yaml',
			'minikube start -p minikube --interactive=false --output=json',
		]);
		// Neither the namespace nor the release had to be made again; the images are those that Minikube brings.
		expect(report.done).toEqual(['Cluster "minikube" started', 'Backend image loaded', 'Web image loaded']);
		expect((await wizard.go({ yes: true })).changes).toEqual([]);
	});
});
