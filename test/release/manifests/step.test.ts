import { describe, expect, it } from 'vitest';
import type { SetupError, StepFailed } from '../../../src/core/error.js';
import type { Outcome } from '../../../src/core/shell.js';
import { renderManifests } from '../../../src/release/manifests/step.js';
import { noAbort, portsWith, runStep } from '../../support/context.js';
import { exited, ScriptedShell } from '../../support/scripted-shell.js';

const command = ['helm', 'template', 'todo', '/todo/chart/todo-chatbot'] as const;
const service = (type: string) => `---\napiVersion: v1\nkind: Service\nmetadata:\n  name: todo-backend\nspec:\n  type: ${type}\n`;
const inputs = {
	command,
	chart: '/todo/chart/todo-chatbot',
	valuesFile: 'values/values-prod.yaml',
	folder: '/todo/manifests',
	place: { release: 'todo', namespace: 'todo', labels: {}, path: 'todo/manifests' },
};
const path = '/todo/manifests/service-todo-backend.yaml';

async function portsOf(...outputs: (string | Outcome)[]) {
	const ports = portsWith(new ScriptedShell({ [command.join(' ')]: outputs }));
	await ports.files.write('/todo/chart/todo-chatbot/Chart.yaml', 'name: todo-chatbot\n');
	return ports;
}
const holds = async (ports: Awaited<ReturnType<typeof portsOf>>) => {
	const { goal } = renderManifests(inputs);
	const facts = Object.fromEntries(
		await Promise.all(Object.entries(goal.needs).map(async ([name, probe]) => [name, await probe.read(ports, noAbort)])),
	);
	return goal.diagnose(facts).length === 0;
};
const failureOf = (promise: Promise<unknown>) =>
	promise.then(
		() => undefined,
		(error: unknown) => error as SetupError,
	);

describe('rendering the manifests', () => {
	it('writes what is not there, and then has nothing to do', async () => {
		const ports = await portsOf(service('ClusterIP'));
		expect(await holds(ports)).toBe(false);
		await runStep(renderManifests(inputs), ports);
		expect(await ports.files.read(path)).toContain('type: ClusterIP');
		expect(await holds(ports)).toBe(true);
	});

	it('follows a value that changed, and takes away what belongs to nothing any more', async () => {
		const ports = await portsOf(service('ClusterIP'), service('LoadBalancer').replace('todo-backend', 'todo-frontend'));
		await runStep(renderManifests(inputs), ports);
		await runStep(renderManifests(inputs), ports);
		expect(await ports.files.read(path)).toBeUndefined();
		expect(await ports.files.read('/todo/manifests/service-todo-frontend.yaml')).toContain('type: LoadBalancer');
	});

	it('leaves alone what somebody changed or made, and writes nothing then', async () => {
		const ports = await portsOf(service('ClusterIP'), service('LoadBalancer'));
		await runStep(renderManifests(inputs), ports);
		const mine = `${await ports.files.read(path)}# mine\n`;
		await ports.files.write(path, mine);
		const failure = await failureOf(runStep(renderManifests(inputs), ports));
		expect([failure?.exitCode, failure?.message]).toEqual([
			2,
			expect.stringContaining('(service-todo-backend.yaml). Nothing was written.'),
		]);
		expect(await ports.files.read(path)).toBe(mine);
	});

	it('keeps files of others that are beside it', async () => {
		const ports = await portsOf(service('ClusterIP'));
		await ports.files.write('/todo/manifests/patch.yaml', 'kind: Mine\n');
		await runStep(renderManifests(inputs), ports);
		expect(await ports.files.read('/todo/manifests/patch.yaml')).toBe('kind: Mine\n');
	});

	it('refuses a Secret that would be another one each time', async () => {
		const ports = await portsOf(`${service('ClusterIP')}---\napiVersion: v1\nkind: Secret\nmetadata:\n  name: todo-tls\n`);
		const failure = await failureOf(runStep(renderManifests(inputs), ports));
		expect([failure?.exitCode, failure?.message]).toEqual([2, expect.stringContaining('(todo-tls), which would be new each time')]);
		expect(await ports.files.list('/todo/manifests')).toEqual([]);
	});

	it('shows what Helm has against the values, and what is missing', async () => {
		const refused = (await failureOf(
			runStep(renderManifests(inputs), await portsOf(exited(1, '', "Error: values don't meet the specifications of the schema(s)"))),
		)) as StepFailed;
		expect([refused.exitCode, refused.findings.map(({ id }) => id)]).toEqual([4, ['helm.values-refused']]);
		const missing = await failureOf(runStep(renderManifests(inputs), await portsOf({ kind: 'missing', program: 'helm' })));
		expect([missing?.exitCode, missing?.findings.map(({ id }) => id)]).toEqual([4, ['helm.missing']]);
	});
});
