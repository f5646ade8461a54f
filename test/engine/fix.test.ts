import { describe, expect, it } from 'vitest';
import { changeProfile, changeRelease } from '../../src/core/simulation.js';
import type { World } from '../../src/core/world.js';
import { bareWorld, freshWorld } from '../../src/demo/world.js';
import { healthy, inShort, Wizard } from '../support/wizard.js';

const service = {
	'/run/systemd/system/x': { text: '', mode: 0o644 },
	'/lib/systemd/system/docker.service': { text: '', mode: 0o644 },
};
/** Docker is stopped and can be started; Helm is missing. */
const mendable = () => new Wizard(freshWorld({ freeSudo: true, files: service, helm: { version: undefined } }, { state: 'stopped' }));

describe('doctor --fix', () => {
	it('does what it can without asking under --yes, looks again, and says what it did', async () => {
		const wizard = mendable();
		const { report, events } = await wizard.go({ command: 'doctor', fix: true, yes: true });

		expect(report).toMatchObject({
			outcome: 'inspected',
			exitCode: 0,
			says: 'This machine is ready.',
			done: ['Docker started', 'Helm 4.1.4 installed'],
		});
		expect(events.flatMap((event) => (event.event === 'check' && event.id === 'docker.ready' ? [event.state] : []))).toEqual([
			'blocker',
			'holds',
		]);
	});

	it('takes the lock away that a killed kubectl left beside its configuration', async () => {
		const lock = '/home/user/.kube/config.lock';
		const wizard = new Wizard(freshWorld({ files: { [lock]: { text: '', mode: 0o600 } } }));
		const seen = await wizard.go({ command: 'doctor' });
		expect(seen.report).toMatchObject({ exitCode: 0, findings: [{ id: 'kubectl.config-locked', severity: 'warning' }] });

		const { report } = await wizard.go({ command: 'doctor', fix: true, yes: true });
		expect(report).toMatchObject({ exitCode: 0, done: ["kubectl's configuration can be written"], findings: [] });
	});

	it('only notes that lock, and leaves it, where the answers need no kubectl', async () => {
		const lock = '/home/user/.kube/config.lock';
		const wizard = new Wizard(freshWorld({ files: { [lock]: { text: '', mode: 0o600 } } }));
		const { report, changes } = await wizard.go({ command: 'doctor', fix: true, yes: true, flags: { cluster: 'none' } });

		expect(report).toMatchObject({ exitCode: 0, findings: [{ id: 'kubectl.config-locked', severity: 'note' }] });
		expect(changes).toEqual([]);
		expect(wizard.world.files[lock]).toBeDefined();
	});

	it('shows what it would do and asks once on a terminal', async () => {
		const wizard = mendable();
		const { report, frontEnd } = await wizard.go({ command: 'doctor', fix: true, person: {} });

		expect(frontEnd.plans).toHaveLength(1);
		expect(frontEnd.plans[0]?.items.map(({ step }) => step.title)).toEqual(['Start Docker', 'Install Helm 4.1 for this user']);
		expect(report.outcome).toBe('inspected');
	});

	it('ends with 2 and what it would do where nobody can say yes', async () => {
		const wizard = mendable();
		const { report, changes } = await wizard.go({ command: 'doctor', fix: true });

		expect(report).toMatchObject({
			outcome: 'usage',
			exitCode: 2,
			says: 'Start Docker; Install Helm 4.1 for this user: this needs a yes. Add --yes to do it.',
		});
		expect(changes).toEqual([]);
	});

	it('changes nothing on a machine that is fine, and on one that only its user can mend', async () => {
		const fine = await new Wizard(freshWorld()).go({ command: 'doctor', fix: true });
		expect([fine.report.exitCode, fine.changes]).toEqual([0, []]);

		const blocked = await new Wizard(freshWorld({}, { state: 'permission' })).go({
			command: 'doctor',
			fix: true,
			flags: { cluster: 'minikube' },
		});
		expect(blocked.report).toMatchObject({ exitCode: 3, findings: [{ id: 'docker.permission' }] });
		expect(blocked.changes).toEqual([]);
	});

	it('installs nothing that would not be used', async () => {
		const wizard = new Wizard(bareWorld());
		const { report } = await wizard.go({ command: 'doctor', fix: true, yes: true });

		// Without Docker the app runs without a cluster.
		expect(report).toMatchObject({ exitCode: 0, done: [] });
	});

	it('starts a cluster whose container is gone, and never makes it anew, since that loses what was in it', async () => {
		const wizard = await healthy(freshWorld());
		wizard.change((world) => changeProfile(world, 'minikube', (profile) => ({ ...profile, state: 'container-gone' })));
		const { report, changes } = await wizard.go({ command: 'doctor', fix: true, yes: true });

		expect(report).toMatchObject({ exitCode: 0, done: ['Cluster "minikube" started'] });
		expect(changes).toContainEqual(expect.stringMatching(/^minikube start -p minikube /));
		expect(changes).not.toContainEqual(expect.stringContaining('delete'));
	});

	it('tries the other remedies when one fails, and ends with 4', async () => {
		const wizard = new Wizard(
			freshWorld({ freeSudo: true, files: service, helm: { version: undefined }, faults: { download: 'offline' } }, { state: 'stopped' }),
		);
		wizard.change((world) => ({ ...world, kubectl: { ...world.kubectl, installed: false } }));
		const { report } = await wizard.go({ command: 'doctor', fix: true, yes: true });

		expect(report).toMatchObject({ outcome: 'failed', exitCode: 4, says: 'kubectl was not installed.', done: ['Docker started'] });
		expect(wizard.world.docker.state).toBe('running');
	});

	const elsewhere = (world: World): World => ({
		...world,
		kubectl: { ...world.kubectl, contexts: { minikube: 'https://192.168.49.9:8443', work: 'https://work.example' }, current: 'work' },
	});

	it('tells kubectl the new address of the cluster, and leaves the user in their own context', async () => {
		const wizard = await healthy(freshWorld());
		wizard.change(elsewhere);
		const { report, changes } = await wizard.go({ command: 'doctor', fix: true, yes: true });

		expect(report).toMatchObject({ exitCode: 0, done: ['kubectl knows where the cluster "minikube" is'] });
		expect(changes).toEqual(['minikube update-context -p minikube', 'kubectl config use-context work']);
		expect(wizard.world.kubectl).toMatchObject({ current: 'work', contexts: { minikube: 'https://192.168.49.2:8443' } });
	});

	it('lets the configuration be written before that', async () => {
		const wizard = await healthy(freshWorld());
		wizard.change((world) => ({
			...elsewhere(world),
			files: { ...world.files, '/home/user/.kube/config.lock': { text: '', mode: 0o600 } },
		}));
		const { report } = await wizard.go({ command: 'doctor', fix: true, yes: true });

		expect(report.done).toEqual(["kubectl's configuration can be written", 'kubectl knows where the cluster "minikube" is']);
	});

	it.each([
		['that does not exist', { minikube: 'https://192.168.49.2:8443' }, 'gone'],
		['of a local cluster that is not there', { minikube: 'https://192.168.49.2:8443', kind: 'https://127.0.0.1:40123' }, 'kind'],
	])('takes kubectl away from a context %s', async (_what, contexts, current) => {
		const wizard = await healthy(freshWorld());
		wizard.change((world) => ({ ...world, kubectl: { ...world.kubectl, contexts, current } }));
		const { report, changes } = await wizard.go({ command: 'doctor', fix: true, yes: true });

		expect(report.done).toEqual(['Context "minikube" in use']);
		expect(changes).toEqual(['kubectl config use-context minikube']);
	});

	it('leaves a context alone that works, or of which nothing is known', async () => {
		const wizard = await healthy(freshWorld());
		wizard.change((world) => ({
			...world,
			kubectl: { ...world.kubectl, contexts: { ...world.kubectl.contexts, work: 'https://work.example' }, current: 'work' },
		}));
		const { changes } = await wizard.go({ command: 'doctor', fix: true, yes: true });

		expect(changes).toEqual([]);
		expect(wizard.world.kubectl.current).toBe('work');
	});

	it.each([
		['pending-upgrade', 'helm rollback todo'],
		['pending-install', 'helm uninstall todo --ignore-not-found'],
	] as const)('clears a release that is %s', async (status, command) => {
		const wizard = await healthy(freshWorld());
		wizard.change((world) =>
			changeRelease(world, { profile: 'minikube', namespace: 'todo', release: 'todo' }, (release) => ({ ...release, status })),
		);
		const { report, changes } = await wizard.go({ command: 'doctor', fix: true, yes: true });

		expect(report.done).toEqual(['Release "todo" cleared']);
		expect(changes.map(inShort)).toEqual([command]);
		expect((await wizard.go({ yes: true })).report.outcome).toBe('ready');
	});

	it('leaves a setup alone that another run works on', async () => {
		const wizard = await healthy(freshWorld());
		wizard.change((world) => ({ ...world, helm: { version: undefined } }));
		wizard.lock = { acquire: async () => ({ heldBy: 4711 }) };
		const { report } = await wizard.go({ command: 'doctor', fix: true, yes: true });

		expect(report).toMatchObject({ exitCode: 2, says: expect.stringContaining('Another run (process 4711) works on'), done: [] });
	});
});
