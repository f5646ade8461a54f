import { describe, expect, it } from 'vitest';
import { minikubeCluster } from '../../src/clusters/minikube/index.js';
import { BACK, LEAVE } from '../../src/core/front-end.js';
import { bareWorld, freshWorld } from '../../src/demo/world.js';
import type { Script } from '../support/scripted-front-end.js';
import { healthy, Wizard } from '../support/wizard.js';

describe('the questions of the wizard', () => {
	it('asks only what cannot be known, each with what works as its suggestion', async () => {
		const { report, frontEnd } = await new Wizard(freshWorld()).go({ command: '', person: {} });

		expect(report.outcome).toBe('ready');
		expect(frontEnd.asked.map(({ id, place }) => `${place.index} of ${place.total} ${id}: ${place.suggestion}`)).toEqual([
			'1 of 4 cluster: minikube',
			'2 of 5 environment: dev',
			'3 of 5 ai: none',
			'4 of 5 database: sqlite',
			'5 of 5 exposure: nodeport',
		]);
	});

	it('asks none of them that is answered by flag, environment or answers file', async () => {
		const { report, frontEnd } = await new Wizard(freshWorld()).go({
			command: '',
			flags: { cluster: 'minikube' },
			env: { TODO_K8S_ENV: 'staging' },
			file: { ai: 'none', database: 'sqlite', exposure: 'nodeport' },
			person: {},
		});

		expect(report.outcome).toBe('ready');
		expect(frontEnd.asked).toEqual([]);
	});

	it('prefers a flag to a variable, a variable to the answers file, and that to setup.yaml', async () => {
		const wizard = await healthy(bareWorld(), { flags: { env: 'dev' } });
		const environmentOf = async (go: object) => {
			const { events } = await wizard.go({ command: 'plan', ...go });
			const plan = events.find((event) => event.event === 'plan')?.plan;
			return /^environment: "?(\w+)/m.exec(plan?.files.find(({ path }) => path === 'setup.yaml')?.after ?? wizard.read('setup.yaml'))?.[1];
		};

		expect(await environmentOf({})).toBe('dev');
		expect(await environmentOf({ file: { environment: 'staging' } })).toBe('staging');
		expect(await environmentOf({ file: { environment: 'staging' }, env: { TODO_K8S_ENV: 'prod' } })).toBe('prod');
		expect(await environmentOf({ env: { TODO_K8S_ENV: 'prod' }, flags: { env: 'staging' } })).toBe('staging');
	});

	it('goes back to the question before, with its answer suggested', async () => {
		const { report, frontEnd } = await new Wizard(freshWorld()).go({
			command: '',
			person: { answers: { cluster: ['minikube'], environment: ['staging', 'prod'], ai: [BACK, 'none'] } },
		});

		expect(report.outcome).toBe('ready');
		expect(frontEnd.asked.map(({ id, place }) => `${id}: ${place.suggestion}, back ${place.canGoBack}`)).toEqual([
			'cluster: minikube, back false',
			'environment: dev, back true',
			'ai: none, back true',
			'environment: staging, back true',
			'ai: none, back true',
			'database: sqlite, back true',
			'exposure: nodeport, back true',
		]);
	});

	it('takes the model of the provider that was chosen in the end', async () => {
		const wizard = new Wizard(freshWorld());
		const { report } = await wizard.go({
			command: '',
			person: {
				answers: {
					ai: ['openai', 'gemini'],
					openaiKey: ['sk-first-choice-0000', BACK],
					database: ['sqlite', BACK, 'sqlite'],
					exposure: [BACK, 'nodeport'],
					geminiKey: ['AIza-second-choice'],
				},
			},
		});

		expect(report.outcome).toBe('ready');
		expect(wizard.read('values/values-dev.yaml')).toMatch(/backend: "?gemini"?\n[\s\S]*model: "?gemini-2.5-flash"?\n/);
		expect(Object.keys(wizard.world.minikube.profiles.minikube?.namespaces.todo?.secrets['todo-backend'] ?? {}).sort()).toEqual([
			'GEMINI_API_KEY',
			'JWT_SECRET',
		]);
	});

	it('goes back from the plan with everything as it was answered', async () => {
		const { report, frontEnd } = await new Wizard(freshWorld()).go({
			command: '',
			person: { approve: [BACK, 'run'], answers: { environment: ['prod'], ai: ['openai'], openaiKey: ['sk-typed-only-once-00'] } },
		});

		expect(report.outcome).toBe('ready');
		expect(frontEnd.asked.slice(6).map(({ id, place }) => `${id}: ${place.suggestion}`)).toEqual([
			'cluster: minikube',
			'environment: prod',
			'ai: openai',
			'database: sqlite',
			'exposure: nodeport',
		]);
		expect(frontEnd.asked.filter(({ id }) => id === 'openaiKey')).toHaveLength(1);
	});

	it('goes back from the plan of up, too, without losing what the command line says', async () => {
		const wizard = new Wizard(freshWorld());
		const { report, frontEnd } = await wizard.go({ flags: { env: 'staging' }, person: { approve: [BACK, 'run'] } });

		expect(report.outcome).toBe('ready');
		expect(frontEnd.asked.map(({ id, place }) => `${id}: ${place.suggestion}`)).toContain('environment: staging');
		expect(wizard.read('setup.yaml')).toMatch(/^environment: "?staging"?$/m);
	});

	it.each<readonly [string, () => Script]>([
		['at a question', () => ({ answers: { ai: [LEAVE] } })],
		['at the plan', () => ({ approve: [LEAVE] })],
	])('changes nothing when the user leaves %s', async (_where, scriptOf) => {
		const wizard = new Wizard(freshWorld());
		const { files } = wizard.world;
		const { report, changes } = await wizard.go({ command: '', person: scriptOf() });

		expect(report).toMatchObject({ outcome: 'cancelled', exitCode: 130, says: expect.stringMatching(/Nothing was changed\.$/) });
		expect(changes).toEqual([]);
		expect(wizard.world.files).toBe(files);
	});

	it('offers Minikube and says what is missing where it is not installed', async () => {
		const wizard = new Wizard(bareWorld());
		const { frontEnd } = await wizard.go({ command: '', person: {} });
		expect(frontEnd.asked[0]).toMatchObject({ id: 'cluster', place: { suggestion: 'none' } });
		const known = <T>({ id }: { readonly id: string }) => (id === 'minikube:minikube' ? ({ version: undefined } as T) : undefined);
		expect(minikubeCluster.option(known)).toEqual({ value: 'minikube', title: 'Minikube', hint: 'not installed here' });
	});

	it('remembers choices per folder, but no secret', async () => {
		const wizard = await healthy(freshWorld({ providers: { 'api.openai.com': 'accepts' } }), {
			flags: { ai: 'openai' },
			env: { OPENAI_API_KEY: 'sk-aaaaaaaaaaaaaaaa' },
		});
		const [remembered] = [...wizard.remembered.values()];

		expect(remembered).toMatchObject({ cluster: 'minikube', ai: 'openai', aiModel: 'gpt-4o-mini' });
		expect(Object.keys(remembered ?? {})).not.toContain('openaiKey');
	});
});

describe('answers that are missing or wrong', () => {
	it('ends with 2 and lists the variable for a key that nobody gave', async () => {
		const { report, changes } = await new Wizard(freshWorld()).go({ yes: true, flags: { ai: 'openai' } });

		expect(report).toMatchObject({
			outcome: 'usage',
			exitCode: 2,
			says: 'OpenAI key: missing. Give it by OPENAI_API_KEY or TODO_K8S_OPENAI_API_KEY or --secrets-from FILE.',
		});
		expect(changes).toEqual([]);
	});

	it('lists all of them at once, each with its flag', async () => {
		const { report } = await new Wizard(freshWorld()).go({
			yes: true,
			flags: { ai: 'compatible', env: 'live', 'node-port': '80' },
			env: { TODO_K8S_NAMESPACE: 'My Space' },
		});

		expect(report.exitCode).toBe(2);
		expect(report.says).toMatchInlineSnapshot(`
			"5 answers are needed or wrong:
			  --env: "live" is none of dev, staging, prod.
			  Address of the server: missing. Give it by --ai-base-url or TODO_K8S_AI_BASE_URL.
			  Which model: missing. Give it by --ai-model or TODO_K8S_AI_MODEL.
			  --node-port: "80" is not a NodePort; it takes a whole number from 30000 to 32767.
			  --namespace from TODO_K8S_NAMESPACE: "My Space" is not a Kubernetes name; it takes lower-case letters, digits and dashes, begins with a letter, and has at most 40."
		`);
	});

	it('ends with 2 when the provider refuses the key, and does not show the key', async () => {
		const wizard = new Wizard(freshWorld({ providers: { 'api.openai.com': 'refuses' } }));
		const { report, changes } = await wizard.go({ yes: true, flags: { ai: 'openai' }, env: { OPENAI_API_KEY: 'sk-refused-00000000' } });

		expect(report).toMatchObject({
			outcome: 'usage',
			exitCode: 2,
			says: 'OPENAI_API_KEY: OpenAI refused this key (401). A key begins with "sk-" and is shown once, when it is made.',
		});
		expect(changes).toEqual([]);
		expect(JSON.stringify(report)).not.toContain('sk-refused');
	});

	it('accepts a key with a note when the provider cannot be asked', async () => {
		const { report, events } = await new Wizard(freshWorld()).go({
			yes: true,
			flags: { ai: 'openai' },
			env: { OPENAI_API_KEY: 'sk-aaaaaaaaaaaaaaaa' },
		});

		expect(report.outcome).toBe('ready');
		expect(events).toContainEqual({
			event: 'note',
			says: 'OpenAI could not be asked from here (getaddrinfo ENOTFOUND api.openai.com), so the key was not tried.',
		});
	});

	it('accepts a key whose quota is used up, with a note', async () => {
		const wizard = new Wizard(freshWorld({ providers: { 'api.openai.com': 'quota' } }));
		const { report, events } = await wizard.go({ yes: true, flags: { ai: 'openai' }, env: { OPENAI_API_KEY: 'sk-aaaaaaaaaaaaaaaa' } });

		expect(report.outcome).toBe('ready');
		expect(events).toContainEqual({ event: 'note', says: 'OpenAI accepted the key, but its quota is used up (429).' });
	});

	it('needs a yes off a terminal: the plan is shown, and the run ends with 2', async () => {
		const { report, events, changes } = await new Wizard(freshWorld()).go({});

		expect(report).toMatchObject({ outcome: 'usage', exitCode: 2, says: 'The plan above needs a yes. Add --yes to run it.' });
		expect(events.map(({ event }) => event)).toContain('plan');
		expect(changes).toEqual([]);
	});
});
