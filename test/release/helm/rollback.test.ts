import { describe, expect, it } from 'vitest';
import { namesOf } from '../../../src/core/app.js';
import { changesBackTo, goodRevisions, rollBack } from '../../../src/release/helm/rollback.js';
import { noAbort, portsWith, runStep } from '../../support/context.js';
import { exited, ScriptedShell } from '../../support/scripted-shell.js';

const place = { context: 'minikube', namespace: 'todo' };
const at = '--kube-context minikube --namespace todo';
const history = JSON.stringify([
	{ revision: 1, status: 'superseded', chart: 'todo-chatbot-0.2.0', description: 'todo-k8s-setup 0123456789abcdef' },
	{ revision: 2, status: 'failed', chart: 'todo-chatbot-0.2.0', description: 'Upgrade "todo" failed' },
	{ revision: 3, status: 'deployed', chart: 'todo-chatbot-0.2.0', description: 'todo-k8s-setup fedcba9876543210' },
]);
const service = (type: string) =>
	`---\n# Source: service.yaml\napiVersion: v1\nkind: Service\nmetadata:\n  name: todo-backend\nspec:\n  type: ${type}\n`;
const budget = '---\napiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata:\n  name: todo-backend\n';

describe('going back to an earlier revision', () => {
	it('knows which of them worked', async () => {
		const ports = portsWith(new ScriptedShell({ [`helm history todo -o json ${at}`]: history }));
		expect(await goodRevisions(place, namesOf({})).read(ports, noAbort)).toEqual([
			{ revision: 1, good: true },
			{ revision: 2, good: false },
			{ revision: 3, good: true },
		]);
		const nothing = portsWith(new ScriptedShell({ [`helm history todo -o json ${at}`]: exited(1, '', 'Error: release: not found') }));
		expect(await goodRevisions(place, namesOf({})).read(nothing, noAbort)).toEqual([]);
	});

	it('shows what would change, object by object', async () => {
		const shell = new ScriptedShell({
			[`helm history todo -o json ${at}`]: history,
			[`helm get manifest todo --revision 3 ${at}`]: service('NodePort') + budget,
			[`helm get manifest todo --revision 1 ${at}`]: service('ClusterIP'),
		});
		const changes = await changesBackTo(place, 'todo', 1).read(portsWith(shell), noAbort);
		expect(changes.map(({ path, before, after }) => [path, before?.includes('NodePort'), after.includes('ClusterIP')])).toEqual([
			['PodDisruptionBudget/todo-backend', false, false],
			['Service/todo-backend', true, true],
		]);
	});

	it('shows of the values of a Secret only whether they change', async () => {
		const secret = (key: string) =>
			`---\napiVersion: v1\nkind: Secret\nmetadata:\n  name: todo-tls\ndata:\n  same: c2FtZQ==\n  tls.key: ${key}\n`;
		const shell = new ScriptedShell({
			[`helm history todo -o json ${at}`]: history,
			[`helm get manifest todo --revision 3 ${at}`]: secret('bmV3LWtleQ=='),
			[`helm get manifest todo --revision 1 ${at}`]: secret('b2xkLWtleQ=='),
		});
		const changes = await changesBackTo(place, 'todo', 1).read(portsWith(shell), noAbort);

		expect(changes.map(({ path }) => path)).toEqual(['Secret/todo-tls']);
		expect(JSON.stringify(changes)).not.toMatch(/bmV3|b2xk|c2Ft/);
		const [before = [], after = []] = changes.flatMap(({ before = '', after }) => [before.split('\n'), after.split('\n')]);
		expect(before.filter((line) => !after.includes(line))).toEqual([expect.stringMatching(/^ {2}tls\.key: \(hidden, sum [0-9a-f]{8}\)$/)]);
	});

	it('is done when Helm says what it was taken back to', async () => {
		const status = (description: string) => JSON.stringify({ version: 4, info: { status: 'deployed', description } });
		const shell = new ScriptedShell({
			[`helm rollback todo 1 ${at}`]: 'Rollback was a success! Happy Helming!\n',
			[`helm status todo -o json ${at}`]: [status('todo-k8s-setup fedcba9876543210'), status('Rollback to 1')],
		});
		const step = rollBack(place, 'todo', 1);
		const ports = portsWith(shell);
		const holds = async () => step.goal.diagnose({ release: await step.goal.needs.release!.read(ports, noAbort) }).length === 0;
		expect(await holds()).toBe(false);
		await runStep(step, ports);
		expect(await holds()).toBe(true);
	});
});
