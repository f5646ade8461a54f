import { describe, expect, it } from 'vitest';
import type { CheckEvent } from '../../src/core/event.js';
import { changeNamespace, changeRelease } from '../../src/core/simulation.js';
import type { World } from '../../src/core/world.js';
import { freshWorld } from '../../src/demo/world.js';
import { type Gone, healthy, Wizard } from '../support/wizard.js';

const place = { profile: 'minikube', namespace: 'todo', release: 'todo' };

/** The backend's pod is made anew, and its Secret lacks every key. */
function withoutKeys(world: World): World {
	const emptied = changeNamespace(world, 'minikube', 'todo', (found) => ({ ...found, secrets: { 'todo-backend': {} } }));
	return changeRelease(emptied, place, (release) => ({
		...release,
		deployments: release.deployments.map((each) => (each.component === 'backend' ? { ...each, pod: undefined } : each)),
	}));
}

const rowsOf = ({ events }: Gone) =>
	events.filter((event): event is CheckEvent => event.event === 'check').map(({ state, row }) => `${state} ${row.subject}: ${row.fact}`);
const notesOf = ({ events }: Gone) => events.flatMap((event) => (event.event === 'note' ? [event.says] : []));

describe('diagnose', () => {
	it('looks at the release of the folder, changes nothing, and ends with 0 when nothing is wrong', async () => {
		const wizard = await healthy(freshWorld());
		const gone = await wizard.go({ command: 'diagnose' });

		expect(gone.report).toMatchObject({ outcome: 'diagnosed', exitCode: 0, findings: [] });
		expect(notesOf(gone)[0]).toBe('Looking at the namespace "todo" of the context "minikube" (the release of /home/user/todo-k8s).');
		expect(rowsOf(gone)).toEqual(['holds todo-backend: 1 of 1 ready', 'holds todo-frontend: 1 of 1 ready']);
		expect(gone.changes).toEqual([]);
	});

	it('ends with 5 and the root first when something is wrong', async () => {
		const wizard = await healthy(freshWorld());
		wizard.change(withoutKeys);
		const gone = await wizard.go({ command: 'diagnose' });

		expect(gone.report).toMatchObject({ outcome: 'diagnosed', exitCode: 5, next: ['todo-k8s-setup'] });
		expect(gone.report.findings[0]).toMatchObject({
			id: 'pod.secret-key-missing',
			severity: 'blocker',
			because: expect.stringContaining('todo-backend: not ready <- secret'),
		});
		expect(rowsOf(gone)[0]).toMatch(/^blocker todo-backend: not ready <- secret todo-backend has no key \w+$/);
	});

	it('looks at one pod by the beginning of its name', async () => {
		const wizard = await healthy(freshWorld());
		wizard.change(withoutKeys);
		const fine = await wizard.go({ command: 'diagnose', diagnosis: { pod: 'todo-front' } });
		const sick = await wizard.go({ command: 'diagnose', diagnosis: { pod: 'todo-back' } });

		expect(fine.report).toMatchObject({ exitCode: 0, says: 'Nothing is wrong with "todo-front".' });
		expect(sick.report.exitCode).toBe(5);
	});

	it('refuses a pod that is not there, and says which are', async () => {
		const { report } = await (await healthy(freshWorld())).go({ command: 'diagnose', diagnosis: { pod: 'mail' } });
		expect(report).toMatchObject({
			exitCode: 2,
			says: expect.stringMatching(/begins with "mail"\. There are: todo-backend-\S+, todo-frontend-\S+\.$/),
		});
	});

	it('refuses a namespace and a context that are not there', async () => {
		const wizard = await healthy(freshWorld());
		const namespace = await wizard.go({ command: 'diagnose', diagnosis: { namespace: 'shop' } });
		const context = await wizard.go({ command: 'diagnose', diagnosis: { context: 'staging' } });

		expect(namespace.report).toMatchObject({
			exitCode: 2,
			says: 'There is no namespace "shop" in the context "minikube". There are: todo.',
		});
		expect(context.report).toMatchObject({ exitCode: 2, says: 'There is no context "staging". There are: minikube.' });
	});

	it('looks where kubectl is in a folder without a setup, and says so', async () => {
		const wizard = await healthy(freshWorld());
		const elsewhere = new Wizard({ ...wizard.world, files: {} });
		const gone = await elsewhere.go({ command: 'diagnose', diagnosis: { namespace: 'todo' } });

		expect(notesOf(gone)[0]).toBe('Looking at the namespace "todo" of the context "minikube" (the current context of kubectl).');
		expect(gone.report).toMatchObject({ exitCode: 0, says: expect.stringContaining('2 workloads') });
	});

	it('ends with 3 when the cluster does not answer, or when there is none', async () => {
		const wizard = await healthy(freshWorld());
		wizard.change((world) => ({ ...world, kubectl: { ...world.kubectl, contexts: { minikube: 'https://127.0.0.1:1' } } }));
		const dead = await wizard.go({ command: 'diagnose' });
		const none = await new Wizard(freshWorld()).go({ command: 'diagnose' });

		expect(dead.report).toMatchObject({ exitCode: 3, findings: [{ id: 'cluster.unreachable' }] });
		expect(none.report).toMatchObject({ exitCode: 3, findings: [{ id: 'kubectl.no-context' }] });
	});

	it('says when the release of the folder is gone', async () => {
		const wizard = await healthy(freshWorld());
		wizard.change((world) => changeNamespace(world, 'minikube', 'todo', (found) => ({ ...found, releases: {} })));
		expect((await wizard.go({ command: 'diagnose' })).report).toMatchObject({ exitCode: 5, findings: [{ id: 'release.absent' }] });
	});

	it('says that an app without Kubernetes has no pods', async () => {
		const wizard = await healthy(freshWorld(), { flags: { cluster: 'none' } });
		expect((await wizard.go({ command: 'diagnose' })).report).toMatchObject({
			exitCode: 2,
			says: expect.stringContaining('without Kubernetes'),
		});
	});
});
