import { describe, expect, it } from 'vitest';
import { Cancelled, StepFailed } from '../../src/core/error.js';
import { freshWorld } from '../../src/demo/world.js';
import { healthy, Wizard } from '../support/wizard.js';

describe('a run that is stopped', () => {
	it('ends with 130, says what was done and what is left, and the next run goes on from there', async () => {
		const wizard = new Wizard(freshWorld());
		const abort = new AbortController();
		const { report, changes } = await wizard.go({
			yes: true,
			abort,
			watch: (event) => {
				if (event.event === 'step' && event.id === 'image.build.backend' && event.state === 'done') abort.abort(new Cancelled());
			},
		});

		expect(report).toMatchObject({ outcome: 'cancelled', exitCode: 130, done: ['Folder written', 'Backend image built'] });
		expect(report.left).toEqual(
			expect.arrayContaining(['Start the cluster "minikube"', 'Build the web image', 'Install the release "todo"', 'Wait for the pods']),
		);
		expect(changes.filter((line) => line.startsWith('helm'))).toEqual([]);
		expect(wizard.world.minikube.profiles).toEqual({});

		const next = await wizard.go({ yes: true });
		expect(next.report.outcome).toBe('ready');
		expect(next.report.held).toContain('Backend image built');
		expect(next.report.held).toContain('Folder written');
	});

	it('is stopped while it inspects, too', async () => {
		const abort = new AbortController();
		const { report, changes } = await new Wizard(freshWorld()).go({
			yes: true,
			abort,
			watch: (event) => {
				if (event.event === 'phase' && event.phase === 'inspect') abort.abort(new Cancelled());
			},
		});

		expect(report).toMatchObject({ outcome: 'cancelled', exitCode: 130 });
		expect(changes).toEqual([]);
	});

	it('ends with the reason of --timeout when that was what stopped it', async () => {
		const abort = new AbortController();
		const { report } = await new Wizard(freshWorld()).go({
			yes: true,
			abort,
			watch: (event) => {
				if (event.event === 'step' && event.id === 'cluster.start' && event.state === 'progress')
					abort.abort(new StepFailed('The run took longer than 30 s (--timeout).'));
			},
		});

		expect(report).toMatchObject({
			outcome: 'failed',
			exitCode: 4,
			says: 'The run took longer than 30 s (--timeout).',
			done: ['Folder written'],
		});
	});

	it('shows the stack of a mistake of ours, and the exit code 1', async () => {
		const { report } = await new Wizard(freshWorld()).go({
			yes: true,
			ports: (all) => ({ ...all, shell: { ...all.shell, pipe: () => Promise.reject(new TypeError('of is not iterable')) } }),
		});

		expect(report).toMatchObject({ outcome: 'error', exitCode: 1 });
		expect(report.lastLines[0]).toBe('TypeError: of is not iterable');
		expect(report.lastLines.length).toBeGreaterThan(1);
	});

	it('waits for the steps under way before it reports a failure', async () => {
		const wizard = new Wizard(freshWorld({ faults: { build: { backend: ['npm error code EUSAGE'] } } }));
		const { events, report } = await wizard.go({ yes: true });
		const ends = events.flatMap((event) =>
			event.event === 'step' && ['done', 'failed', 'left'].includes(event.state) ? [`${event.id} ${event.state}`] : [],
		);

		expect(ends.slice(0, 4)).toEqual([
			'folder.write done',
			'image.build.backend failed',
			'image.build.frontend done',
			'cluster.start done',
		]);
		expect(report.findings.map(({ id }) => id)).toEqual(['build.lockfile']);
		expect(report.done).toEqual(['Folder written', 'Web image built', 'Cluster "minikube" started']);
	});
});

describe('two runs on one folder', () => {
	it('keeps the second one away with 2 while the first one works', async () => {
		const wizard = new Wizard(freshWorld());
		wizard.lock = { acquire: async () => ({ heldBy: 4711 }) };
		const { report, changes } = await wizard.go({ yes: true });

		expect(report).toMatchObject({
			outcome: 'usage',
			exitCode: 2,
			says: 'Another run (process 4711) works on /home/user/todo-k8s. Wait until it has ended, then run this again.',
		});
		expect(changes).toEqual([]);
	});

	it('gives the lock back after a failure as well', async () => {
		const wizard = new Wizard(freshWorld({ faults: { build: { backend: ['broken'] } } }));
		let held = 0;
		wizard.lock = {
			acquire: async () => {
				held++;
				return { release: async () => void held-- };
			},
		};
		await wizard.go({ yes: true });

		expect(held).toBe(0);
	});

	it('needs no lock when there is nothing to do', async () => {
		const wizard = await healthy(freshWorld());
		wizard.lock = { acquire: async () => ({ heldBy: 4711 }) };

		expect((await wizard.go({ yes: true })).report.outcome).toBe('ready');
	});
});
