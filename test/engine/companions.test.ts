import { describe, expect, it } from 'vitest';
import { changeRelease } from '../../src/core/simulation.js';
import type { World } from '../../src/core/world.js';
import { bareWorld, freshWorld } from '../../src/demo/world.js';
import { healthy, inShort, Wizard } from '../support/wizard.js';

const values = 'values/values-dev.yaml';

describe('Postgres in the cluster', () => {
	it('is installed with a password that we make, and waited for', async () => {
		const wizard = new Wizard(freshWorld());
		const { report, changes } = await wizard.go({ yes: true, flags: { database: 'postgres' } });

		expect(report).toMatchObject({ outcome: 'ready', findings: [] });
		expect(changes.map(inShort)).toContain('kubectl apply as todo-k8s-setup-postgres_password');
		const { secrets, releases, claims } = wizard.world.minikube.profiles.minikube?.namespaces.todo ?? {};
		expect(Object.keys(secrets?.['todo-backend'] ?? {}).sort()).toEqual(['JWT_SECRET', 'POSTGRES_PASSWORD']);
		expect(releases?.todo?.deployments.map(({ component, image }) => `${component} ${image.replace(/:0\.1\.0-.*/, '')}`)).toEqual([
			'backend todo-backend',
			'frontend todo-frontend',
			'postgres postgres:17-alpine',
		]);
		expect(claims?.map(({ name }) => name)).toEqual(['data-todo-postgres-0']);
		expect(report.verified.find(({ id }) => id === 'app.pods')?.figure).toBe('3 of 3');
		expect(wizard.read(values)).toMatch(/^postgres:\n(?: .*\n)* {2}enabled: true\n/m);
		expect(wizard.read('setup.yaml')).toMatch(/^database: "?postgres"?$/m);
	});

	it('keeps its password on the second run, and changes nothing', async () => {
		const wizard = await healthy(freshWorld(), { flags: { database: 'postgres' } });
		expect((await wizard.go({ yes: true })).changes).toEqual([]);
	});

	it.each([0, undefined])('is installed again when somebody stopped it (replicas %s)', async (replicas) => {
		const wizard = await healthy(freshWorld(), { flags: { database: 'postgres' } });
		wizard.change((world) =>
			changeRelease(world, { profile: 'minikube', namespace: 'todo', release: 'todo' }, (release) => ({
				...release,
				deployments: release.deployments.flatMap((each) =>
					each.component !== 'postgres' ? [each] : replicas === undefined ? [] : [{ ...each, replicas, pod: undefined }],
				),
			})),
		);
		const { report, changes } = await wizard.go({ yes: true });

		expect(report.outcome).toBe('ready');
		expect(changes.map(inShort)).toContain('helm upgrade todo');
	});

	it('takes the image that is named', async () => {
		const wizard = await healthy(freshWorld(), { flags: { database: 'postgres', 'postgres-image': 'registry:5000/team/postgres:16' } });
		expect(wizard.read(values)).toMatch(/^ {4}repository: registry:5000\/team\/postgres$/m);
		expect(wizard.read(values)).toMatch(/^ {4}tag: "16"$/m);
	});

	it('ends the wait at once when its pod cannot start', async () => {
		const { report } = await new Wizard(freshWorld({ faults: { crash: 'postgres' } })).go({ yes: true, flags: { database: 'postgres' } });
		expect(report).toMatchObject({ outcome: 'failed', exitCode: 4 });
		expect(report.findings[0]?.because).toContain('todo-postgres-0');
		expect(report.left).toContain('Wait until the app answers');
	});

	it('keeps its password with its volume when it is taken down, and comes back with both', async () => {
		const wizard = await healthy(freshWorld(), { flags: { database: 'postgres' } });
		const passwordOf = (world: World) =>
			world.minikube.profiles.minikube?.namespaces.todo?.secrets['todo-backend']?.POSTGRES_PASSWORD?.base64;
		const before = passwordOf(wizard.world);
		const { report } = await wizard.go({ command: 'down', yes: true });

		expect(report).toMatchObject({ outcome: 'removed', exitCode: 0 });
		expect(Object.keys(wizard.world.minikube.profiles.minikube?.namespaces.todo?.secrets['todo-backend'] ?? {})).toEqual([
			'POSTGRES_PASSWORD',
		]);
		expect((await wizard.go({ yes: true })).report.outcome).toBe('ready');
		expect(before).toBeDefined();
		expect(passwordOf(wizard.world)).toBe(before);
	});

	it('goes with volume and password when the data goes', async () => {
		const wizard = await healthy(freshWorld(), { flags: { database: 'postgres' } });
		const { report } = await wizard.go({ command: 'down', yes: true, deleteData: true });

		expect(report.done).toEqual(expect.arrayContaining(['Tasks and accounts deleted', 'Password of the database removed']));
		expect(wizard.world.minikube.profiles.minikube?.namespaces).toEqual({});
	});

	it('is refused where there is no cluster', async () => {
		const { report, changes } = await new Wizard(bareWorld()).go({ yes: true, flags: { database: 'postgres' } });
		expect(report).toMatchObject({
			outcome: 'usage',
			says: '--database: A Postgres of ours runs in a cluster, and there is none here; choose sqlite, or external for a server that you have.',
		});
		expect(changes).toEqual([]);
	});

	it('gets an autoscaler in production, and gives way to SQLite without one', async () => {
		const wizard = await healthy(freshWorld(), { flags: { database: 'postgres', env: 'prod' } });
		const scaling = () => /autoscaling:\n.*\n {4}enabled: (\w+)/.exec(wizard.read('values/values-prod.yaml'))?.[1];
		expect(scaling()).toBe('true');

		expect((await wizard.go({ yes: true, flags: { database: 'sqlite', env: 'prod' } })).report.outcome).toBe('ready');
		expect(scaling()).toBe('false');
		expect(wizard.read('values/values-prod.yaml')).toMatch(/^postgres:\n(?: .*\n)* {2}enabled: false\n/m);
		// What only the server needed is gone again.
		expect(wizard.read('values/values-prod.yaml')).not.toContain('17-alpine');
	});
});

describe('a database elsewhere', () => {
	const url = 'postgresql://todo:a-long-password@db.example.com:6543/todo';
	const world = { databases: { 'db.example.com:6543': 'encrypted' } } as const;
	const go = { flags: { database: 'external' }, env: { DATABASE_URL: url } };

	it('is tried, kept in the Secret only, and its port opened', async () => {
		const wizard = new Wizard(freshWorld(world));
		const { report, changes, log, commands } = await wizard.go({ yes: true, ...go });

		expect(report).toMatchObject({ outcome: 'ready', findings: [] });
		expect(changes.map(inShort)).toContain('kubectl apply as todo-k8s-setup-database_url');
		expect(wizard.read(values)).toMatch(/^ {4}port: 6543$/m);
		expect([commands, log, report, wizard.world.files].map((each) => JSON.stringify(each)).join('\n')).not.toContain('a-long-password');
	});

	it('keeps its port when the address is not given again', async () => {
		const wizard = await healthy(freshWorld(world), go);
		const { report, changes } = await wizard.go({ yes: true });

		expect(report.outcome).toBe('ready');
		expect(changes).toEqual([]);
		expect(wizard.read(values)).toMatch(/^ {4}port: 6543$/m);
	});

	it('takes its port away when the data lives elsewhere', async () => {
		const wizard = await healthy(freshWorld(world), go);
		await wizard.go({ yes: true, flags: { database: 'sqlite' } });
		expect(wizard.read(values)).not.toContain('6543');
		expect(wizard.read(values)).toMatch(/^ {4}driver: "?sqlite"?$/m);
	});

	it('works without a cluster, by a file that only this user can read', async () => {
		const wizard = new Wizard(bareWorld(world));
		const { report } = await wizard.go({ yes: true, ...go });

		expect(report.outcome).toBe('ready');
		const [path, file] = Object.entries(wizard.world.files).find(([each]) => each.endsWith('/DATABASE_URL')) ?? [];
		expect(path).toContain('/.todo-k8s/secrets/');
		expect(file).toEqual({ text: url, mode: 0o600 });
		const [daemon] = Object.values(wizard.world.daemons);
		expect(daemon?.env).toMatchObject({ DATABASE_DRIVER: 'external' });
		expect(JSON.stringify(daemon)).not.toContain('a-long-password');
	});

	it('goes on as it runs without a cluster, when the address is not given again', async () => {
		const wizard = await healthy(bareWorld(world), go);
		const before = wizard.world.daemons;
		const { report } = await wizard.go({ yes: true });

		expect(report).toMatchObject({ outcome: 'ready', done: [] });
		expect(wizard.world.daemons).toEqual(before);
	});

	it('is left as it is when the app is taken down', async () => {
		const wizard = await healthy(freshWorld(world), go);
		const { report } = await wizard.go({ command: 'down', yes: true, deleteData: true });
		expect([...report.done, ...report.held]).toContain('Volumes of the app deleted');
		expect([...report.done, ...report.held]).not.toContain('Tasks and accounts deleted');

		const local = await healthy(bareWorld(world), go);
		const down = (await local.go({ command: 'down', yes: true, deleteData: true })).report;
		expect([...down.done, ...down.held]).toContain('Data of the app on this machine deleted');
	});

	it.each([
		['refuses', 'No database answers at this address: connect ECONNREFUSED db.example.com:6543.'],
		['silent', 'The database did not answer within 8 s.'],
		['plain', 'The database does not encrypt its connections.'],
	] as const)('is refused when it %s', async (how, says) => {
		const { report, changes } = await new Wizard(freshWorld({ databases: { 'db.example.com:6543': how } })).go({ yes: true, ...go });
		expect(report).toMatchObject({ outcome: 'usage', exitCode: 2 });
		expect(report.says).toContain(says);
		expect(JSON.stringify(report)).not.toContain('a-long-password');
		expect(changes).toEqual([]);
	});

	it('is accepted with a note when its host is not known from here', async () => {
		const { report, events } = await new Wizard(freshWorld()).go({ yes: true, ...go });
		expect(report.outcome).toBe('ready');
		expect(events).toContainEqual({
			event: 'note',
			says: 'The host of the database is not known from here (getaddrinfo ENOTFOUND db.example.com), so its address was not tried.',
		});
	});

	it('is missing by its own name when nobody gave it', async () => {
		const { report } = await new Wizard(freshWorld()).go({ yes: true, flags: { database: 'external' } });
		expect(report.says).toBe('Address of the database: missing. Give it by DATABASE_URL or TODO_K8S_DATABASE_URL or --secrets-from FILE.');
	});
});

describe('a model in the cluster', () => {
	it('is downloaded with its progress, after the app answers', async () => {
		const wizard = new Wizard(freshWorld());
		const { report, events } = await wizard.go({ yes: true, flags: { ai: 'ollama' } });

		expect(report).toMatchObject({ outcome: 'ready', findings: [] });
		expect(report.done).toContain('Model downloaded');
		const told = events.flatMap((event) =>
			event.event === 'step' && event.id === 'ai.model' && event.percent !== undefined ? [`${event.percent} ${event.says}`] : [],
		);
		expect(told.length).toBeGreaterThan(3);
		expect(told[0]).toMatch(/^\d+ \d+ MB of 397 MB$/);
		expect(report.verified).toContainEqual({ id: 'app.chat', title: 'chat', holds: true, figure: 'ollama' });
		// The pod of the job has ended, and is none of those that serve.
		expect(report.verified.find(({ id }) => id === 'app.pods')?.figure).toBe('3 of 3');
		expect(wizard.read(values)).toMatch(/^ {2}model: "?qwen2\.5:0\.5b"?$/m);
		expect(wizard.read(values)).toMatch(/^ {6}memory: 1280Mi$/m);
		expect(wizard.read(values)).toMatch(/^ {4}repository: ollama\/ollama$/m);
	});

	it('is there on the second run', async () => {
		const wizard = await healthy(freshWorld(), { flags: { ai: 'ollama' } });
		const { report, changes } = await wizard.go({ yes: true });
		expect(changes).toEqual([]);
		expect(report.held).toContain('Model downloaded');
	});

	it('is fetched by Ollama itself when it is gone and so is its job', async () => {
		const wizard = await healthy(freshWorld(), { flags: { ai: 'ollama' } });
		wizard.change((world) => withModel(world, { fetched: false, job: undefined }));
		const { report, changes } = await wizard.go({ yes: true });

		expect(report).toMatchObject({ outcome: 'ready', done: ['Model downloaded'] });
		expect(changes.map(inShort)).toEqual(['kubectl exec statefulset/todo-ollama -- ollama pull qwen2.5:0.5b']);
	});

	it.each([
		['unknown', 'Ollama knows no model "nope:1b".', 10],
		['offline', 'The model nope:1b could not be downloaded.', 120],
	] as const)('ends the wait with its cause when it is %s', async (model, says, withinSeconds) => {
		const wizard = new Wizard(freshWorld({ faults: { model } }));
		const { report, events } = await wizard.go({ yes: true, flags: { ai: 'ollama', 'ai-model': 'nope:1b' } });

		expect(report).toMatchObject({ outcome: 'failed', exitCode: 4, says });
		expect(report.findings.map(({ id }) => id)).toEqual(['app.model-not-downloaded']);
		expect(report.lastLines.at(-1)).toMatch(/^Error: pull model manifest: /);
		expect(events.some((event) => event.event === 'step' && event.id === 'ai.model' && event.state === 'failed')).toBe(true);
		expect(report.seconds).toBeLessThan(170 + withinSeconds);
		expect(wizard.read('setup.yaml')).toMatch(/^aiModel: "?nope:1b"?$/m);
	});

	it('goes on by itself after a download that had failed', async () => {
		const wizard = new Wizard(freshWorld({ faults: { model: 'offline' } }));
		await wizard.go({ yes: true, flags: { ai: 'ollama' } });
		wizard.change((world) => ({ ...withModel(world, { job: { name: 'todo-ollama-pull-1', startedMs: 0 } }), faults: {} }));
		expect((await wizard.go({ yes: true })).report).toMatchObject({ outcome: 'ready' });
	});

	it('gets a new cluster that can hold it', async () => {
		const { changes } = await new Wizard(freshWorld()).go({ yes: true, flags: { ai: 'ollama', 'ai-model': 'qwen2.5:3b' } });
		expect(changes.map(inShort)).toContain(
			'minikube start -p minikube --driver=docker --cpus=2 --memory=4528 --interactive=false --output=json',
		);
	});

	it('is refused with figures when the machine cannot hold it', async () => {
		const small = freshWorld({}, { memoryBytes: 2.5 * 1024 ** 3 });
		const { report, changes } = await new Wizard(small).go({ yes: true, flags: { ai: 'ollama' } });
		expect(report.says).toMatchInlineSnapshot(
			`"--ai: The model qwen2.5:0.5b needs 1 GiB of memory, and 720 MiB can be had: a cluster can have three quarters of the 2.5 GiB that Docker has, and of them Kubernetes and the app take 1.2 GiB."`,
		);
		expect(changes).toEqual([]);
	});

	it('is refused with the figures of the cluster that is there', async () => {
		const wizard = await healthy(freshWorld());
		const { report } = await wizard.go({ yes: true, flags: { ai: 'ollama', 'ai-model': 'qwen2.5:3b' } });
		expect(report.says).toMatchInlineSnapshot(
			`"--ai-model: The model qwen2.5:3b needs 3 GiB of memory, and 2.8 GiB can be had: the cluster "minikube" has 4 GiB, of which Kubernetes and the app take 1.2 GiB."`,
		);
	});

	it('is not taken from another provider', async () => {
		const wizard = await healthy(freshWorld({ providers: { 'api.openai.com': 'accepts' } }), {
			flags: { ai: 'openai', 'ai-model': 'gpt-x' },
			env: { OPENAI_API_KEY: 'sk-aaaaaaaaaaaaaaaa' },
		});
		expect((await wizard.go({ yes: true, flags: { ai: 'ollama' } })).report.outcome).toBe('ready');
		expect(wizard.read('setup.yaml')).toMatch(/^aiModel: "?qwen2\.5:0\.5b"?$/m);
	});

	it('is the own Ollama of the user where there is no cluster', async () => {
		const wizard = new Wizard(bareWorld());
		const { report, commands } = await wizard.go({ yes: true, flags: { ai: 'ollama' } });

		expect(report.outcome).toBe('ready');
		expect(Object.values(wizard.world.daemons)[0]?.env).toMatchObject({
			AI_BACKEND: 'ollama',
			AI_BASE_URL: 'http://localhost:11434/v1',
			AI_MODEL: 'qwen2.5:0.5b',
		});
		expect(commands.filter((line) => line.includes('ollama'))).toEqual([]);
	});
});

function withModel(world: World, change: { fetched?: boolean; job?: { name: string; startedMs: number } | undefined }): World {
	const profile = world.minikube.profiles.minikube!;
	const namespace = profile.namespaces.todo!;
	const release = namespace.releases.todo!;
	const { job, ...model } = release.model!;
	const next = 'job' in change ? change.job : job;
	const changed = { ...model, fetched: change.fetched ?? model.fetched, ...(next ? { job: next } : {}) };
	const namespaces = { ...profile.namespaces, todo: { ...namespace, releases: { todo: { ...release, model: changed } } } };
	return { ...world, minikube: { ...world.minikube, profiles: { minikube: { ...profile, namespaces } } } };
}

describe('the metrics server', () => {
	it('is enabled where the number of pods follows the load, and nowhere else', async () => {
		const enabled = async (flags: Readonly<Record<string, string>>) => {
			const { report, changes } = await new Wizard(freshWorld()).go({ yes: true, flags });
			expect(report.outcome).toBe('ready');
			return changes.map(inShort).includes('minikube addons enable metrics-server -p minikube');
		};
		expect(await enabled({ env: 'prod', database: 'postgres' })).toBe(true);
		expect(await enabled({ env: 'prod' })).toBe(false);
		expect(await enabled({ database: 'postgres' })).toBe(false);
	});
});

describe('secrets that somebody else makes', () => {
	it('are left to them when the values say so', async () => {
		const wizard = await healthy(freshWorld(), { yes: true });
		const file = 'values/values-dev.yaml';
		const kept = 'Secrets kept in the cluster';
		expect((await wizard.go({ yes: true })).report.held).toContain(kept);
		wizard.write(file, wizard.read(file).replace(/^( {2}secrets:\n)/m, '$1    # By External Secrets.\n    mode: external\n'));
		const { report } = await wizard.go({ yes: true });
		expect(report.outcome).toBe('ready');
		expect([...report.held, ...report.done]).not.toContain(kept);
	});
});
