import { describe, expect, it } from 'vitest';
import { namesOf } from '../../../src/core/app.js';
import { StepFailed } from '../../../src/core/error.js';
import { freshWorld } from '../../../src/demo/world.js';
import { watchRollout } from '../../../src/release/pods/rollout.js';
import { contextOf, portsWith } from '../../support/context.js';
import { recorded, recording } from '../../support/fixtures.js';
import { exited, ScriptedShell } from '../../support/scripted-shell.js';

const place = { context: 'minikube', namespace: 'todo' };
const kubectl = 'kubectl --context minikube --namespace todo --request-timeout=5s';
const objects = `${kubectl} get deployments,statefulsets,jobs,pods,persistentvolumeclaims -l app.kubernetes.io/instance=todo -o json`;
const events = `${kubectl} get events --field-selector type=Warning -o json`;
const ready = recording('kubectl/workloads.ready.minikube-1.36.json');
/** Recorded while the provisioner of the cluster was stopped; the claim is of 12:07:11. */
const pending = recording('kubectl/workloads.volume-pending.minikube-1.36.json');
const remove = `${kubectl} delete pod todo-backend-5c654c7d96-lj8dz --wait=false`;
const claimedMs = Date.parse('2026-11-22T12:07:11Z');

/** What a wait ends with that begins 20 s after the claim was made, and when what makes the volumes was started anew. */
async function wait({ isOurs, heals }: { readonly isOurs: boolean; readonly heals: boolean }) {
	const restartedMs: number[] = [];
	const script = { [events]: recorded('kubectl/events.none.minikube-1.36') };
	const shell = new ScriptedShell({ ...script, [objects]: () => exited(0, now()) });
	const ports = portsWith(shell, { ...freshWorld(), nowMs: claimedMs + 20_000 });
	const now = () => (heals && restartedMs.length > 0 ? ready : pending);
	const step = watchRollout(place, namesOf({}), [], async () => {
		restartedMs.push(ports.clock.now() - claimedMs);
		return isOurs;
	});
	const ended = await step.run(contextOf(ports)).then(
		() => 'ready',
		({ findings }) => findings.map(({ id }: { id: string }) => id),
	);
	return { ended, restartedMs, tookMs: ports.clock.now() - claimedMs };
}

describe('a volume that is not made', () => {
	it('has what makes it started anew, after the time that a provisioner takes with its cluster', async () => {
		const { ended, restartedMs } = await wait({ isOurs: true, heals: true });

		expect(ended).toBe('ready');
		expect(restartedMs).toEqual([expect.toSatisfy((ms: number) => ms > 59_000 && ms < 62_000)]);
	});

	it('ends the wait when that was no use, once the new one had its time', async () => {
		const { ended, restartedMs, tookMs } = await wait({ isOurs: true, heals: false });

		expect(ended).toEqual(['pod.volume-pending']);
		expect(restartedMs).toHaveLength(1);
		expect(tookMs - (restartedMs[0] ?? 0)).toSatisfy((ms: number) => ms > 60_000 && ms < 62_000);
	});

	it('ends the wait at once where storage is of a kind that is not ours to start', async () => {
		const { ended, restartedMs, tookMs } = await wait({ isOurs: false, heals: false });

		expect(ended).toEqual(['pod.volume-pending']);
		expect(tookMs).toBe(restartedMs[0]);
	});

	it('that is made meanwhile without the scheduler noticing gets its pod replaced', async () => {
		const bound = pending.replace(
			'"phase": "Pending"\n            }\n        }\n    ],',
			'"phase": "Bound"\n            }\n        }\n    ],',
		);
		expect(bound).not.toBe(pending);
		const shell: ScriptedShell = new ScriptedShell({
			[events]: recorded('kubectl/events.none.minikube-1.36'),
			[objects]: () => now(),
			[remove]: '',
		});
		const ports = portsWith(shell, { ...freshWorld(), nowMs: claimedMs + 20_000 });
		const now = () => exited(0, shell.sent.includes(remove) ? ready : bound);
		await watchRollout(place, namesOf({}), [], async () => false).run(contextOf(ports));

		expect(shell.sent.filter((line) => line === remove)).toHaveLength(1);
	});

	it('because nobody claimed it ends the wait at once', async () => {
		const list = JSON.parse(pending);
		const items = list.items.filter(({ kind }: { kind: string }) => kind !== 'PersistentVolumeClaim');
		const gone = JSON.stringify({ ...list, items }).replaceAll(
			'pod has unbound immediate PersistentVolumeClaims',
			'persistentvolumeclaim \\"todo-backend-data\\" not found',
		);
		const shell = new ScriptedShell({ [events]: recorded('kubectl/events.none.minikube-1.36'), [objects]: gone, [remove]: '' });
		const ports = portsWith(shell, { ...freshWorld(), nowMs: claimedMs });
		const run = watchRollout(place, namesOf({}), [], async () => true).run(contextOf(ports));
		await expect(run).rejects.toMatchObject({ message: 'The claim "todo-backend-data" of the backend does not exist.' });

		expect(ports.clock.now() - claimedMs).toBeLessThan(3000);
	});

	it('keeps its own finding when what makes it cannot be started', async () => {
		const shell = new ScriptedShell({ [events]: recorded('kubectl/events.none.minikube-1.36'), [objects]: pending });
		const ports = portsWith(shell, { ...freshWorld(), nowMs: claimedMs + 20_000 });
		const run = watchRollout(place, namesOf({}), [], async () => {
			throw new StepFailed('minikube addons ended with exit code 1.');
		}).run(contextOf(ports));
		await expect(run).rejects.toMatchObject({
			findings: [
				{ id: 'pod.volume-pending', because: expect.stringMatching(/unbound immediate.*minikube addons ended with exit code 1\.$/) },
			],
		});
	});

	it.each([
		['1 node(s) had volume node affinity conflict', 'No node that could run the backend reaches its volume "todo-backend-data".'],
		['persistentvolumeclaim \\"todo-backend-data\\" is being deleted', 'The claim "todo-backend-data" of the backend is being deleted.'],
	])('but cannot be used ("%s") is told as that, and nothing is tried', async (words, says) => {
		const list = pending.replaceAll('pod has unbound immediate PersistentVolumeClaims', words);
		const bound = list.replace(/"phase": "Pending"(?=\s*\}\s*\}\s*\],)/, '"phase": "Bound"');
		expect(bound).not.toBe(list);
		const shell = new ScriptedShell({ [events]: recorded('kubectl/events.none.minikube-1.36'), [objects]: bound });
		const ports = portsWith(shell, { ...freshWorld(), nowMs: claimedMs + 20_000 });
		const run = watchRollout(place, namesOf({}), [], async () => true).run(contextOf(ports));
		await expect(run).rejects.toMatchObject({ message: says });
	});
});
