import { describe, expect, it } from 'vitest';
import { namesOf } from '../../../src/core/app.js';
import { watchRollout } from '../../../src/release/pods/rollout.js';
import { contextOf, portsWith, runStep } from '../../support/context.js';
import { recorded, recording } from '../../support/fixtures.js';
import { exited, ScriptedShell } from '../../support/scripted-shell.js';

const place = { context: 'minikube', namespace: 'todo' };
const names = namesOf({});
const kubectl = 'kubectl --context minikube --namespace todo --request-timeout=5s';
const objects = `${kubectl} get deployments,statefulsets,jobs,pods,persistentvolumeclaims -l app.kubernetes.io/instance=todo -o json`;
const events = `${kubectl} get events --field-selector type=Warning -o json`;
const restart = `${kubectl} rollout restart deployment/todo-backend`;
const ready = recording('kubectl/workloads.ready.minikube-1.36.json');
const quota = 'pods "todo-backend-1-" is forbidden: exceeded quota: tight, requested: pods=1, used: pods=1, limited: pods=1';

/** The backend as its controller leaves it when the API server lets no pod of it in; `since` in ISO 8601. */
function refused(since: string): string {
	const { items, ...list } = JSON.parse(ready);
	const left = items.filter(({ kind, metadata }: { kind: string; metadata: { name: string } }) => {
		return kind !== 'Pod' || !metadata.name.startsWith('todo-backend-');
	});
	const { status } = left.find(({ metadata }: { metadata: { name: string } }) => metadata.name === 'todo-backend');
	Object.assign(status, { replicas: 0, updatedReplicas: 0, availableReplicas: 0 });
	status.conditions = [{ type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message: quota, lastTransitionTime: since }];
	return JSON.stringify({ ...list, items: left });
}

describe('pods that were not let in', () => {
	const step = watchRollout(place, names);
	const none = recorded('kubectl/events.none.minikube-1.36');

	it('are tried again at once when that is some time ago, since their controller waits longer and longer', async () => {
		// The clock of these tests stands at 08:00.
		const shell = new ScriptedShell({ [objects]: [refused('2026-11-21T07:50:00Z'), ready], [events]: none, [restart]: '' });
		await runStep(step, portsWith(shell));

		expect(shell.sent.filter((line) => line === restart)).toHaveLength(1);
	});

	it('end the wait when they are refused once more', async () => {
		const shell = new ScriptedShell({ [objects]: refused('2026-11-21T07:50:00Z'), [events]: none, [restart]: '' });
		await expect(runStep(step, portsWith(shell))).rejects.toMatchObject({ findings: [{ id: 'pod.over-quota' }] });

		expect(shell.sent.filter((line) => line === restart)).toHaveLength(1);
	});

	it('end the wait when it has just happened', async () => {
		const shell = new ScriptedShell({ [objects]: refused('2026-11-21T07:59:55Z'), [events]: none });
		await expect(runStep(step, portsWith(shell))).rejects.toMatchObject({ findings: [{ id: 'pod.over-quota' }] });

		expect(shell.sent).not.toContain(restart);
	});
});

describe('a cluster that stops answering while the pods are waited for', () => {
	it('is what the step ends with, and what it tells meanwhile', async () => {
		const refused = exited(1, '', 'The connection to the server 192.168.49.2:8443 was refused');
		const told: unknown[] = [];
		const shell = new ScriptedShell({ [objects]: refused, [events]: refused });
		const run = watchRollout(place, names).run(contextOf(portsWith(shell), (one) => told.push(one)));
		await expect(run).rejects.toMatchObject({
			message: 'The cluster does not answer any more.',
			findings: [{ id: 'cluster.unreachable', because: 'The connection to the server 192.168.49.2:8443 was refused' }],
		});
		expect(told).toContainEqual({ says: 'the cluster does not answer' });
	});
});
