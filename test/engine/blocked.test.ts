import { describe, expect, it } from 'vitest';
import { defineCheck, type Probe } from '../../src/core/check.js';
import type { Ports } from '../../src/core/ports.js';
import { GIB } from '../../src/core/size.js';
import { bareWorld, freshWorld, simulatedPorts } from '../../src/demo/world.js';
import { Facts } from '../../src/engine/facts.js';
import { judgeCheck } from '../../src/engine/judge.js';
import { noAbort } from '../support/context.js';
import { Wizard } from '../support/wizard.js';

describe('a machine that is not ready', () => {
	it('ends with 3 when the cluster was named and Docker does not run', async () => {
		const { report, changes } = await new Wizard(freshWorld({}, { state: 'stopped' })).go({ yes: true, flags: { cluster: 'minikube' } });

		expect(report).toMatchObject({ outcome: 'blocked', exitCode: 3, says: 'This machine is not ready yet.' });
		expect(report.findings.map(({ id, cause }) => `${id} (${cause})`)).toEqual(['docker.not-running (docker-daemon-not-running)']);
		expect(changes).toEqual([]);
	});

	it.each([
		['Docker is not shared with WSL', freshWorld({}, { state: 'wsl-shim' }), 'wsl.integration-off'],
		['the user may not use Docker', freshWorld({}, { state: 'permission' }), 'docker.permission'],
		['Docker is not installed', freshWorld({}, { state: 'missing' }), 'docker.missing'],
		['Minikube is not installed', freshWorld({ minikube: { installed: false, profiles: {} } }), 'minikube.missing'],
		['kubectl is not installed', freshWorld({ kubectl: { installed: false, current: '', contexts: {} } }), 'kubectl.missing'],
		['Helm is not installed', freshWorld({ helm: { version: undefined } }), 'helm.missing'],
		['there is 1 GiB of memory', freshWorld({ host: { ...freshWorld().host, memoryBytes: GIB } }), 'host.low-memory'],
		[
			'the folder cannot be written',
			freshWorld({ writeProblem: '/home/user may not be written by this user' }),
			'host.folder-not-writable',
		],
	])('names the cause when %s', async (_what, world, id) => {
		const { report, changes } = await new Wizard(world).go({ yes: true, flags: { cluster: 'minikube' } });

		expect(report.exitCode).toBe(3);
		expect(report.findings.map((finding) => finding.id)).toContain(id);
		expect(changes).toEqual([]);
	});

	it('doctor lists all of it at once, as notes where another way is open', async () => {
		const { report, events } = await new Wizard(bareWorld()).go({ command: 'doctor' });

		// Nothing is installed, so the app would run without a cluster, and nothing is missing for that.
		expect(report).toMatchObject({ outcome: 'inspected', exitCode: 0 });
		expect(events.flatMap((event) => (event.event === 'check' ? [`${event.id}: ${event.state}`] : []))).toEqual([
			'host.fit: holds',
			'docker.ready: note',
			'minikube.usable: note',
			'kubectl.installed: note',
			'helm.installed: note',
			'host.kernel: holds',
			'docker.storage: holds',
			'kubectl.server: holds',
			'minikube.drivers: holds',
			'network.outside: holds',
			'tools.optional: holds',
		]);
	});

	it('doctor ends with 3 when the named cluster cannot be had', async () => {
		const { report } = await new Wizard(bareWorld()).go({ command: 'doctor', flags: { cluster: 'minikube' } });

		expect(report).toMatchObject({ outcome: 'blocked', exitCode: 3, says: '4 things have to be put right.' });
		expect(report.findings.map(({ id }) => id)).toEqual(['docker.missing', 'minikube.missing', 'kubectl.missing', 'helm.missing']);
	});

	it('goes on by itself as soon as the user has started Docker', async () => {
		const wizard = new Wizard(freshWorld({}, { state: 'stopped' }));
		const { report, frontEnd } = await wizard.go({
			command: '',
			flags: { cluster: 'minikube' },
			person: {
				answers: { environment: ['prod'] },
				decide: (_findings, resolved) => {
					wizard.change((world) => ({ ...world, docker: { ...world.docker, state: 'running' } }));
					return new Promise((resolve) => resolved.addEventListener('abort', () => resolve({ kind: 'again' })));
				},
			},
		});

		expect(report.outcome).toBe('ready');
		// What was answered before is not asked a second time.
		expect(frontEnd.asked.map(({ id }) => id)).toEqual(['environment', 'ai', 'database', 'exposure']);
		expect(wizard.read('setup.yaml')).toMatch(/^environment: "?prod"?$/m);
	});

	it('takes the other way when the user chooses to run without Kubernetes', async () => {
		const { report } = await new Wizard(freshWorld({}, { state: 'stopped' })).go({
			flags: { cluster: 'minikube' },
			person: {
				decide: ([finding]) => {
					const remedy = finding?.remedies.find(({ kind }) => kind === 'answer');
					return remedy ? { kind: 'remedy', remedy } : { kind: 'leave' };
				},
			},
		});

		expect(report).toMatchObject({ outcome: 'ready', url: 'http://localhost:3000' });
	});

	it('ends with 4, the cause and the last lines when a build fails', async () => {
		const wizard = new Wizard(freshWorld({ faults: { build: { backend: ['Step 1/5 : FROM node:22-slim', 'no space left on device'] } } }));
		const { report } = await wizard.go({ yes: true });

		expect(report).toMatchObject({ outcome: 'failed', exitCode: 4, says: 'The build of the backend image ended with exit code 1.' });
		expect(report.findings.map(({ id }) => id)).toEqual(['docker.disk-full']);
		expect(report.lastLines).toEqual(['Step 1/5 : FROM node:22-slim', 'no space left on device']);
		expect(report.left).toContain('Install the release "todo"');

		wizard.change((world) => ({ ...world, faults: {} }));
		expect((await wizard.go({ yes: true })).report).toMatchObject({ outcome: 'ready' });
	});

	it('leaves no half release behind when the first install fails, and says so', async () => {
		const helmUpgrade =
			'Error: UPGRADE FAILED: Service "todo-frontend" is invalid: spec.ports[0].nodePort: Invalid value: 30080: provided port is already allocated\n';
		const wizard = new Wizard(freshWorld({ faults: { helmUpgrade } }));
		const { report } = await wizard.go({ yes: true });

		expect(report).toMatchObject({
			outcome: 'failed',
			exitCode: 4,
			says: 'helm upgrade of "todo" failed. Nothing of the release was left behind.',
		});
		expect(report.findings.map(({ id }) => id)).toEqual(['helm.port-taken']);
		expect(wizard.world.minikube.profiles.minikube?.namespaces.todo?.releases).toEqual({});
	});

	it('ends the wait for pods at once when one of them crashes, with what it said last', async () => {
		const { report } = await new Wizard(freshWorld({ faults: { crash: 'backend' } })).go({ yes: true });

		expect(report).toMatchObject({ outcome: 'failed', exitCode: 4, says: 'The backend ends right after its start.' });
		expect(report.findings.map(({ id }) => id)).toEqual(['pod.program-ends']);
		expect(report.lastLines).toEqual(['Error: DATABASE_DRIVER "sqlit" is not known.']);
		expect(report.seconds).toBeLessThan(90);
	});

	it('names the cause in what Minikube says when its start fails', async () => {
		const error = JSON.stringify({
			type: 'io.k8s.sigs.minikube.error',
			data: {
				id: 'RSRC_INSUFFICIENT_CONTAINER_MEMORY',
				message: 'docker only has 1771MiB available, less than the required 1800MiB for Kubernetes',
				exitcode: '23',
				advice: 'Give Docker more memory',
				url: 'https://minikube.sigs.k8s.io/docs/',
			},
		});
		const { report } = await new Wizard(freshWorld({ faults: { start: [error] } })).go({ yes: true });

		expect(report).toMatchObject({ outcome: 'failed', exitCode: 4, says: 'minikube start ended with exit code 80.' });
		expect(report.findings[0]).toMatchObject({
			id: 'host.low-memory',
			cause: 'insufficient-memory',
			because: 'docker only has 1771MiB available, less than the required 1800MiB for Kubernetes',
		});
	});
});

describe('a probe that cannot tell', () => {
	const checkOf = (probe: Probe<string>) =>
		defineCheck({ id: 'sample.fine', title: 'The sample is fine', needs: { sample: probe }, diagnose: () => [] });
	const ports: Ports = simulatedPorts(freshWorld());

	it('becomes a finding of its own when it throws', async () => {
		const probe: Probe<string> = { id: 'sample', read: () => Promise.reject(new Error('it has no answer')) };
		const judged = await judgeCheck(checkOf(probe), new Facts(ports, noAbort));

		expect(judged.findings).toMatchObject([{ id: 'inspect.not-read', severity: 'blocker', because: 'it has no answer' }]);
		expect(judged.row).toEqual({ subject: 'The sample is fine', fact: 'could not be checked' });
	});

	it('becomes one when it hangs, after its own patience', async () => {
		const probe: Probe<string> = { id: 'sample', withinMs: 30, read: () => new Promise(() => undefined) };
		const judged = await judgeCheck(checkOf(probe), new Facts(ports, noAbort));

		expect(judged.findings).toMatchObject([{ id: 'inspect.not-read', because: 'it took longer than 0 s' }]);
	});

	it('is told to stop when its patience ends', async () => {
		let reason: unknown;
		const probe: Probe<string> = {
			id: 'sample',
			withinMs: 20,
			read: (_ports, signal) =>
				new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error((reason = 'stopped'))))),
		};
		await new Facts(ports, noAbort).reading(probe);

		expect(reason).toBe('stopped');
	});

	it('is read once, however many checks ask', async () => {
		let reads = 0;
		const probe: Probe<string> = { id: 'sample', read: async () => `read ${++reads}` };
		const facts = new Facts(ports, noAbort);
		await Promise.all([judgeCheck(checkOf(probe), facts), judgeCheck(checkOf(probe), facts), facts.read({ ...probe })]);

		expect(reads).toBe(1);
		expect(facts.known(probe)).toBe('read 1');
	});

	it('shows up in doctor under the id of its check', async () => {
		const wizard = new Wizard(freshWorld());
		const { report } = await wizard.go({
			command: 'doctor',
			ports: (all) => ({
				...all,
				shell: {
					...all.shell,
					run: async (command, options) => (command[0] === 'helm' ? { kind: 'timed-out', afterMs: 8000 } : all.shell.run(command, options)),
				},
			}),
		});

		expect(report.exitCode).toBe(3);
		expect(report.findings).toMatchObject([{ id: 'inspect.not-read', because: 'helm version did not answer within 8 s' }]);
	});
});
