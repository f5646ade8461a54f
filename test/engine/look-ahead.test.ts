import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../src/core/event.js';
import { BACK } from '../../src/core/front-end.js';
import type { Plan } from '../../src/core/plan.js';
import { changeNamespace } from '../../src/core/simulation.js';
import { freshWorld } from '../../src/demo/world.js';
import { changesSomething, type Go, healthy, Wizard } from '../support/wizard.js';

const releaseOf = (namespace: string) => `helm status todo -o json --kube-context minikube --namespace ${namespace}`;
const workloads =
	'kubectl --context minikube --namespace todo --request-timeout=5s get deployments,statefulsets,jobs,pods,persistentvolumeclaims -l app.kubernetes.io/instance=todo -o json';

function upgradeOf({ items }: Plan): string | undefined {
	return items.find(({ step }) => step.id === 'release.install')?.step.preview[0];
}

/** One run, with what had been asked when the machine had been looked at, and until the plan was there. */
async function goAndWatch(wizard: Wizard, go: Go = {}) {
	const { machine } = wizard.ports;
	const from = machine.sent.length;
	const sent = () => machine.sent.slice(from).map(({ command }) => command.join(' '));
	const at: Partial<Record<'ask' | 'plan', readonly string[]>> = {};
	const gone = await wizard.go({
		yes: true,
		...go,
		watch(event: RunEvent) {
			const moment = event.event === 'plan' ? 'plan' : event.event === 'phase' && event.phase === 'ask' ? 'ask' : undefined;
			if (moment) at[moment] ??= sent();
		},
	});
	return { ...gone, looked: at.ask ?? [], planned: at.plan ?? [] };
}

describe('a run in a folder that was set up before', () => {
	it('asks what its plan needs while it looks at the machine', async () => {
		const { report, looked } = await goAndWatch(await healthy(freshWorld()));

		expect(report.outcome).toBe('ready');
		expect(looked).toContain(releaseOf('todo'));
		expect(looked).toContain(workloads);
	});

	it('asks every question once until the plan is there', async () => {
		const { planned } = await goAndWatch(await healthy(freshWorld()));

		expect(planned.length).toBeGreaterThan(10);
		expect(planned.filter((line, index) => planned.indexOf(line) !== index)).toEqual([]);
	});

	it('asks no step again for what its plan has just asked, unless somebody thought about it in between', async () => {
		const beforeUpgrade = async (go: Go) => {
			const wizard = await healthy(freshWorld());
			wizard.change((world) => changeNamespace(world, 'minikube', 'todo', (found) => ({ ...found, releases: {} })));
			const { machine } = wizard.ports;
			const from = machine.sent.length;
			await wizard.go(go);
			const sent = machine.sent.slice(from).map(({ command }) => command.join(' '));
			const lines = sent.slice(
				0,
				sent.findIndex((line) => line.startsWith('helm upgrade todo ')),
			);
			return [lines.filter((line) => line === releaseOf('todo')).length, lines.filter((line) => line === workloads).length];
		};

		expect(await beforeUpgrade({ yes: true })).toEqual([1, 1]);
		expect(await beforeUpgrade({ person: { approve: ['run'] } })).toEqual([2, 2]);
	});

	it('only looks ahead: it changes nothing before its plan', async () => {
		const wizard = await healthy(freshWorld());
		const from = wizard.ports.machine.sent.length;
		const { planned } = await goAndWatch(wizard);
		const commands = wizard.ports.machine.sent.slice(from, from + planned.length).map(({ command }) => command);

		expect(commands.filter(changesSomething)).toEqual([]);
	});

	it('looks ahead with answers of the command line, which are newer than those of the folder', async () => {
		const { looked, changes } = await goAndWatch(await healthy(freshWorld()), { flags: { namespace: 'other' } });

		expect(looked).toContain(releaseOf('other'));
		expect(looked).not.toContain(releaseOf('todo'));
		expect(changes.some((line) => line.startsWith('helm upgrade todo ') && line.endsWith('--namespace other'))).toBe(true);
	});

	it('plans by what somebody answers, not by what it looked ahead with', async () => {
		const wizard = await healthy(freshWorld());
		wizard.change((world) => changeNamespace(world, 'minikube', 'todo', (found) => ({ ...found, releases: {} })));
		const { report, frontEnd } = await wizard.go({
			command: '',
			person: { approve: [BACK, 'run'], answers: { environment: ['staging'] } },
		});

		expect(report.outcome).toBe('ready');
		expect(frontEnd.plans.map(upgradeOf)).toEqual([
			expect.stringContaining('/values/values-dev.yaml'),
			expect.stringContaining('/values/values-staging.yaml'),
		]);
		expect(wizard.read('setup.yaml')).toContain('environment: "staging"');
	});

	it('tells what goes wrong once, when the plan itself meets it', async () => {
		const wizard = await healthy(freshWorld());
		const { report, changes } = await goAndWatch(wizard, { flags: { 'ca-file': '/nowhere.pem' } });

		expect(report).toMatchObject({ outcome: 'usage', exitCode: 2 });
		expect(report.says).toContain('/nowhere.pem is no file with a certificate');
		expect(changes).toEqual([]);
	});
});

describe('a first run', () => {
	it('does not look ahead, since nobody knows yet what it is to plan', async () => {
		const { report, looked } = await goAndWatch(new Wizard(freshWorld()));

		expect(report.outcome).toBe('ready');
		expect(looked).toContain('minikube profile list --light -o json');
		expect(looked.filter((line) => line.startsWith('helm status') || line.includes(' get '))).toEqual([]);
	});
});
