import { describe, expect, it } from 'vitest';
import { namesOf } from '../../../src/core/app.js';
import type { StepFailed } from '../../../src/core/error.js';
import { backUp, restore } from '../../../src/release/backups/index.js';
import { portsWith, runStep } from '../../support/context.js';
import { exited, ScriptedShell } from '../../support/scripted-shell.js';

const place = { context: 'minikube', namespace: 'todo' };
const kubectl = 'kubectl --context minikube --namespace todo --request-timeout=5s';
const names = namesOf({});
const pattern = (args: readonly string[]) =>
	JSON.stringify({
		kind: 'CronJob',
		spec: {
			suspend: true,
			jobTemplate: {
				metadata: { labels: { 'app.kubernetes.io/component': 'restore' } },
				spec: { backoffLimit: 0, template: { spec: { containers: [{ name: 'restore', args }] } } },
			},
		},
	});
const job = (...types: string[]) => JSON.stringify({ status: { conditions: types.map((type) => ({ type, status: 'True' })) } });
const failureOf = (promise: Promise<unknown>) =>
	promise.then(
		() => undefined,
		(error: unknown) => error as StepFailed,
	);

describe('a job on the data', () => {
	const name = 'todo-backend-restore-20261121031700';
	const logs = `${kubectl} logs job/${name} --all-containers --tail 20`;

	it('is made from the pattern of the chart, and its last line is shown until it is done', async () => {
		const shell = new ScriptedShell({
			[`${kubectl} get cronjob todo-backend-restore -o json`]: pattern(['restore', 'newest', '--yes']),
			[`${kubectl} create -f -`]: '',
			[`${kubectl} get job ${name} -o json`]: [job(), job('Complete')],
			[logs]: [exited(1, '', 'container is waiting to start'), '{"msg":"backup is restored"}'],
		});
		const told = await runStep(restore(place, names, '20261121031700', undefined), portsWith(shell));
		expect(told).toEqual([{ says: 'waiting for its pod' }]);
		expect(JSON.parse(shell.inputs[1] ?? '')).toEqual({
			apiVersion: 'batch/v1',
			kind: 'Job',
			metadata: { name, namespace: 'todo', labels: { 'app.kubernetes.io/component': 'restore' } },
			spec: { backoffLimit: 0, template: { spec: { containers: [{ name: 'restore', args: ['restore', 'newest', '--yes'] }] } } },
		});
	});

	it('works on the file that is named, in place of the newest', async () => {
		const shell = new ScriptedShell({
			[`${kubectl} get cronjob todo-backend-restore -o json`]: pattern(['choose-backup', 'newest', '/tmp/chosen.dump']),
			[`${kubectl} create -f -`]: '',
			[`${kubectl} get job ${name} -o json`]: job('Complete'),
			[logs]: '',
		});
		await runStep(restore(place, names, '20261121031700', 'todo-2026-11-20T03-17-00-000Z.dump'), portsWith(shell));
		const [container] = JSON.parse(shell.inputs[1] ?? '').spec.template.spec.containers;
		expect(container.args).toEqual(['choose-backup', 'todo-2026-11-20T03-17-00-000Z.dump', '/tmp/chosen.dump']);
	});

	it('that fails ends the wait, with what it said', async () => {
		const shell = new ScriptedShell({
			[`${kubectl} get cronjob todo-backend-restore -o json`]: pattern(['restore', 'newest', '--yes']),
			[`${kubectl} create -f -`]: '',
			[`${kubectl} get job ${name} -o json`]: [job(), job('Failed')],
			[logs]: 'There is no backup in /backups. Nothing was changed.',
		});
		const failure = await failureOf(runStep(restore(place, names, '20261121031700', undefined), portsWith(shell)));
		expect(failure?.message).toBe(`The job "${name}" failed.`);
		expect(failure?.findings.map(({ id }) => id)).toEqual(['backup.not-restored']);
		expect(failure?.lastLines).toEqual(['There is no backup in /backups. Nothing was changed.']);
	});

	it('says that copies are off where the chart has no pattern', async () => {
		const shell = new ScriptedShell({
			[`${kubectl} get cronjob todo-backend-backup -o json`]: exited(
				1,
				'',
				'Error from server (NotFound): cronjobs.batch "todo-backend-backup" not found',
			),
		});
		const failure = await failureOf(runStep(backUp(place, names, '1'), portsWith(shell)));
		expect(failure?.findings.map(({ id }) => id)).toEqual(['backup.off']);
	});

	it('that replaces data says what would be lost, and one that copies asks for nothing', () => {
		expect(restore(place, names, '1', undefined).destroys).toContain('All tasks and accounts as they are now');
		expect(backUp(place, names, '1').destroys).toBeUndefined();
	});
});
