import { describe, expect, it } from 'vitest';
import type { HttpAnswer, Ports } from '../../src/core/ports.js';
import { Secret } from '../../src/core/secret.js';
import { freshWorld } from '../../src/demo/world.js';
import { healthy, inShort, Wizard } from '../support/wizard.js';

/** The app, but for what this answers. */
function answering(answer: (url: string) => HttpAnswer | undefined) {
	return (ports: Ports): Ports => ({
		...ports,
		http: { request: async (request, signal) => answer(request.url) ?? ports.http.request(request, signal) },
	});
}

describe('the first run on a machine with Docker, Minikube, kubectl and Helm', () => {
	it('ends ready with every step done', async () => {
		const { report, changes } = await new Wizard(freshWorld()).go({ yes: true });

		expect(report).toMatchObject({ outcome: 'ready', exitCode: 0, url: 'http://192.168.49.2:30080', left: [], findings: [] });
		expect(report.done).toEqual([
			'Folder written',
			'Backend image built',
			'Web image built',
			'Cluster "minikube" started',
			'Namespace "todo" created',
			'Secrets kept in the cluster',
			'Backend image loaded',
			'Web image loaded',
			'Release "todo" installed',
			'Pods ready',
		]);
		// Ready pods answer at once here.
		expect(report.held).toEqual(['Name service and storage running', 'App answers']);
		expect(report.verified.map(({ id, holds }) => `${id} ${holds}`)).toEqual([
			'app.pods true',
			'app.page true',
			'app.account true',
			'app.tasks true',
			'app.chat true',
			'app.speed true',
			'app.budget true',
			'app.survives true',
		]);
		expect(changes.map(inShort)).toEqual([
			'minikube start -p minikube --driver=docker --cpus=2 --memory=4096 --interactive=false --output=json',
			'docker build --target runtime --tag todo-backend',
			'docker build --target runtime --tag todo-frontend',
			'kubectl apply as todo-k8s-setup',
			'docker save todo-backend',
			'docker save todo-frontend',
			'docker load',
			'docker load',
			'kubectl apply as todo-k8s-setup-jwt_secret',
			'helm upgrade todo',
			'kubectl delete pod -l app.kubernetes.io/instance=todo,app.kubernetes.io/component=backend --timeout=40s',
		]);
	});

	it('builds both images while the cluster is starting', async () => {
		const { events } = await new Wizard(freshWorld()).go({ yes: true });
		const order = events.flatMap((event) =>
			event.event === 'step' && (event.state === 'running' || event.state === 'done') ? [`${event.id} ${event.state}`] : [],
		);
		const at = (what: string) => {
			expect(order).toContain(what);
			return order.indexOf(what);
		};

		for (const component of ['backend', 'frontend']) {
			expect(at(`image.build.${component} running`)).toBeLessThan(at('cluster.start done'));
			expect(at(`image.build.${component} done`)).toBeLessThan(at('cluster.start done'));
			expect(at(`image.load.${component} running`)).toBeGreaterThan(at('cluster.start done'));
		}
		expect(at('image.build.frontend running')).toBeLessThan(at('image.build.backend done'));
	});

	it('tells the progress of the cluster and of the builds', async () => {
		const { events } = await new Wizard(freshWorld()).go({ yes: true });
		const said = (id: string) =>
			events.flatMap((event) =>
				event.event === 'step' && event.id === id && event.percent !== undefined ? [`${event.percent} ${event.says}`] : [],
			);

		expect(said('cluster.start')).toContain('68 Booting up control plane ...');
		expect(said('image.build.backend')).toContain('60 4 of 5  npm ci --no-audit --no-fund');
	});

	it('uses the secret and the model that were given for OpenAI', async () => {
		const wizard = new Wizard(freshWorld({ providers: { 'api.openai.com': 'accepts' } }));
		const { report, changes } = await wizard.go({
			yes: true,
			flags: { ai: 'openai', 'ai-model': 'gpt-x' },
			env: { OPENAI_API_KEY: 'sk-aaaaaaaaaaaaaaaa' },
		});

		expect(report.outcome).toBe('ready');
		expect(report.verified).toContainEqual({ id: 'app.chat', title: 'chat', holds: true, figure: 'openai' });
		expect(changes.map(inShort)).toContain('kubectl apply as todo-k8s-setup-openai_api_key');
		expect(wizard.read('values/values-dev.yaml')).toMatch(/^ +model: "?gpt-x"?$/m);
	});

	it('takes a key from --secrets-from before one of the environment', async () => {
		const wizard = new Wizard(freshWorld({ providers: { 'api.openai.com': 'accepts' } }));
		const secrets = { OPENAI_API_KEY: new Secret('sk-from-the-file-0001') };
		await wizard.go({ yes: true, flags: { ai: 'openai' }, env: { OPENAI_API_KEY: 'sk-from-the-environment-1' }, secrets });

		const kept = wizard.world.minikube.profiles.minikube?.namespaces.todo?.secrets['todo-backend']?.OPENAI_API_KEY?.base64;
		expect(Buffer.from(kept ?? '', 'base64').toString()).toBe('sk-from-the-file-0001');
	});

	it('reaches the app by a port-forward when that is chosen', async () => {
		const wizard = new Wizard(freshWorld({ takenPorts: [3000] }));
		const { report } = await wizard.go({ yes: true, flags: { exposure: 'port-forward' } });

		expect(report).toMatchObject({ outcome: 'ready', url: 'http://localhost:3001' });
		expect(report.done).toContain('Local port forwarded');
		const [daemon] = Object.values(wizard.world.daemons);
		expect(daemon?.command.join(' ')).toBe(
			'kubectl --context minikube -n todo port-forward --address 127.0.0.1 service/todo-frontend 3001:3000',
		);
	});

	it('loads images with minikube where the node does not run Docker', async () => {
		const profile = { state: 'running', runtime: 'containerd', ip: '192.168.49.2', memoryMb: 4096, images: [], namespaces: {} } as const;
		const wizard = new Wizard(
			freshWorld({
				minikube: { installed: true, profiles: { minikube: profile } },
				kubectl: { installed: true, current: 'minikube', contexts: { minikube: 'https://192.168.49.2:8443' } },
			}),
		);
		const { report, changes } = await wizard.go({ yes: true });

		expect(report.outcome).toBe('ready');
		expect(changes.map(inShort)).toContain('minikube image load todo-backend -p minikube');
		expect(changes.filter((line) => line.startsWith('docker load'))).toEqual([]);
	});

	it('keeps the context that the user works in selected', async () => {
		const world = freshWorld({ kubectl: { installed: true, current: 'work', contexts: { work: 'https://work.example:6443' } } });
		const wizard = new Wizard(world);
		const { changes } = await wizard.go({ yes: true });

		expect(changes.map(inShort)).toContain(
			'minikube start -p minikube --driver=docker --cpus=2 --memory=4096 --interactive=false --output=json --keep-context',
		);
		expect(wizard.world.kubectl.current).toBe('work');
	});
});

describe('the second run', () => {
	it('finds that every step holds, changes nothing, and verifies', async () => {
		const wizard = await healthy(freshWorld());
		const { report, changes } = await wizard.go({ yes: true });

		expect(changes).toEqual([]);
		expect(report).toMatchObject({ outcome: 'ready', says: 'Your Todo Chatbot is running. Nothing had to be done.', done: [], left: [] });
		expect(report.held).toEqual([
			'Folder written',
			'Cluster "minikube" started',
			'Name service and storage running',
			'Backend image built',
			'Web image built',
			'Backend image loaded',
			'Web image loaded',
			'Namespace "todo" created',
			'Secrets kept in the cluster',
			'Release "todo" installed',
			'Pods ready',
			'App answers',
		]);
		expect(report.verified.map(({ id }) => id)).toEqual([
			'app.pods',
			'app.page',
			'app.account',
			'app.tasks',
			'app.chat',
			'app.speed',
			'app.budget',
		]);
	});

	it('leaves no account of its own verification behind', async () => {
		const wizard = await healthy(freshWorld());
		expect(Object.keys(wizard.world.data)).toEqual(['minikube/todo/todo']);
		expect(wizard.world.data['minikube/todo/todo']).toEqual({ accounts: {}, todos: [] });
	});

	it('needs neither the key again nor a terminal once the cluster has it', async () => {
		const wizard = await healthy(freshWorld({ providers: { 'api.openai.com': 'accepts' } }), {
			flags: { ai: 'openai' },
			env: { OPENAI_API_KEY: 'sk-aaaaaaaaaaaaaaaa' },
		});
		const { report, changes } = await wizard.go({ yes: true });

		expect(report.outcome).toBe('ready');
		expect(changes).toEqual([]);
	});

	it('rotates a key that is given anew and restarts what reads it', async () => {
		const wizard = await healthy(freshWorld({ providers: { 'api.openai.com': 'accepts' } }), {
			flags: { ai: 'openai' },
			env: { OPENAI_API_KEY: 'sk-aaaaaaaaaaaaaaaa' },
		});
		const { report, changes } = await wizard.go({ yes: true, env: { OPENAI_API_KEY: 'sk-bbbbbbbbbbbbbbbb' } });

		expect(report.outcome).toBe('ready');
		expect(changes.map(inShort).slice(0, 2)).toEqual(['kubectl apply as todo-k8s-setup-openai_api_key', 'helm upgrade todo']);
	});
});

describe('the commands that only look', () => {
	it('plan tells what a run would do and changes nothing', async () => {
		const wizard = new Wizard(freshWorld());
		const files = Object.keys(wizard.world.files).length;
		const { report, changes, events } = await wizard.go({ command: 'plan' });

		expect(report).toMatchObject({ outcome: 'planned', says: '12 steps to do. Nothing was changed.' });
		expect(changes).toEqual([]);
		expect(Object.keys(wizard.world.files)).toHaveLength(files);
		const plan = events.find((event) => event.event === 'plan')?.plan;
		expect(plan?.items.map(({ holds }) => holds)).not.toContain(true);
		expect(plan?.files.map(({ path }) => path)).toContain('setup.yaml');
	});

	it('doctor ends well on a machine that is ready', async () => {
		const { report, events, changes } = await new Wizard(freshWorld()).go({ command: 'doctor' });

		expect(report).toMatchObject({ outcome: 'inspected', exitCode: 0 });
		expect(changes).toEqual([]);
		expect(events.flatMap((event) => (event.event === 'check' ? [`${event.row.subject}: ${event.row.fact}`] : []))).toEqual([
			'Ubuntu 24.04: 4 CPU · 16 GiB · 80 GiB free',
			'Docker 20.10 (Engine): running · 16 GiB for containers',
			'Minikube 1.36: no cluster yet',
			'kubectl 1.33: no context selected',
			'Helm 4.1: installed',
			'Kernel: looked after by Docker Desktop',
			'Docker storage: 80 GiB free at /var/lib/docker',
			'Context "minikube": its cluster does not run',
			'Minikube drivers: docker · kvm2: not installed · qemu2: not installed · podman: not installed · virtualbox: not installed',
			'Internet: reached',
			'Also here: none of trivy, cosign, kind, kubectl-ai, kagent',
		]);
	});

	it('status says what there is, and with 5 that something is missing', async () => {
		const wizard = await healthy(freshWorld());
		expect((await wizard.go({ command: 'status' })).report).toMatchObject({
			outcome: 'status',
			exitCode: 0,
			url: 'http://192.168.49.2:30080',
		});

		wizard.change((world) => ({
			...world,
			docker: { ...world.docker },
			minikube: { ...world.minikube, profiles: {} },
			kubectl: { ...world.kubectl, contexts: {} },
		}));
		expect((await wizard.go({ command: 'status' })).report).toMatchObject({ outcome: 'status', exitCode: 5 });
	});

	it('verify tries the app, and ends a pod only when asked to', async () => {
		const wizard = await healthy(freshWorld());
		const quiet = await wizard.go({ command: 'verify' });
		expect(quiet.report.outcome).toBe('verified');
		expect(quiet.changes).toEqual([]);

		const restart = await wizard.go({ command: 'verify', restart: true });
		expect(restart.report.verified.at(-1)).toMatchObject({ id: 'app.survives', holds: true });
		expect(restart.changes.map(inShort)).toEqual([
			'kubectl delete pod -l app.kubernetes.io/instance=todo,app.kubernetes.io/component=backend --timeout=40s',
		]);
	});

	it('verify ends with 5 when the app does not answer', async () => {
		const wizard = await healthy(freshWorld());
		wizard.change((world) => ({ ...world, minikube: { ...world.minikube, profiles: {} }, kubectl: { ...world.kubectl, contexts: {} } }));
		const { report } = await wizard.go({ command: 'verify' });

		expect(report).toMatchObject({ outcome: 'not-verified', exitCode: 5 });
		expect(report.findings.map(({ id }) => id)).toEqual([
			'pod.not-ready',
			'app.page-fails',
			'app.account-fails',
			'app.tasks-fails',
			'app.chat-fails',
			'app.speed-fails',
		]);
	});

	it('verify asks again for a while, since somebody may have repaired something a moment ago', async () => {
		const wizard = await healthy(freshWorld());
		let refused = 3;
		const settling = answering((url) =>
			url.endsWith('/signup') && refused-- > 0
				? { kind: 'answered', status: 503, type: 'text/html', body: 'no server is available' }
				: undefined,
		);
		expect((await wizard.go({ command: 'verify', ports: settling })).report.outcome).toBe('verified');
		expect((await wizard.go({ command: '', yes: true, ports: settling })).report.outcome).toBe('ready');
	});

	it('verify asks once where waiting does not help', async () => {
		const wizard = await healthy(freshWorld());
		let chats = 0;
		const said = { title: 'Service Unavailable', detail: 'The AI provider does not accept the API key.', reason: 'bad-key' };
		const badKey = answering((url) => {
			if (!url.endsWith('/api/chat')) return undefined;
			chats++;
			return { kind: 'answered', status: 503, type: 'application/problem+json', body: JSON.stringify(said) };
		});
		const { report } = await wizard.go({ command: 'verify', ports: badKey });

		expect(report).toMatchObject({ outcome: 'not-verified', findings: [{ id: 'app.chat-fails' }] });
		expect(chats).toBe(1);
	});

	it('verify, status and down say where to begin in a folder that was never set up', async () => {
		for (const command of ['verify', 'status', 'down']) {
			const { report } = await new Wizard(freshWorld()).go({ command });
			expect(report).toMatchObject({
				outcome: 'usage',
				exitCode: 2,
				says: 'There is no setup in /home/user/todo-k8s (no setup.yaml). Run todo-k8s-setup first, or name the folder with --dir.',
			});
		}
	});
});
