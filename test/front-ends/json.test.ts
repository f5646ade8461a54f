import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import schema from '../../docs/events.schema.json' with { type: 'json' };
import type { RunEvent } from '../../src/core/event.js';
import { LEAVE } from '../../src/core/front-end.js';
import { createJson } from '../../src/front-ends/json/index.js';
import { aiQuestion, containerGone, inspected, integrationOff, place, plan, ready, reportOf, stepEvent } from './samples.js';
import { Written } from './written.js';

const validate = new Ajv2020({ strict: true, strictRequired: false, allErrors: true }).compile(schema);

function openJson() {
	const stdout = new Written();
	const ui = createJson({ stdout: stdout.stream });
	const tell = (...events: readonly RunEvent[]) => {
		for (const event of events) ui.on(event);
	};
	return { ui, tell, stdout, events: () => stdout.lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

const everything: readonly RunEvent[] = [
	...inspected,
	{ event: 'check', phase: 'verify', id: 'app.ready', state: 'holds', row: { subject: 'pods' }, findings: [] },
	{
		event: 'check',
		phase: 'verify',
		id: 'wsl.shared',
		state: 'blocker',
		row: { subject: 'WSL' },
		findings: [integrationOff, containerGone],
	},
	{ event: 'check', phase: 'verify', id: 'app.slow', state: 'note', row: { subject: 'p95', fact: 'not measured' }, findings: [] },
	{ event: 'note', says: 'A proxy is used.' },
	{ event: 'phase', phase: 'plan' },
	{ event: 'plan', plan },
	{ event: 'plan', plan: { items: [], files: [], dir: '.', elsewhere: [['see ', { path: '~/.kube/config' }]] } },
	stepEvent('cluster.create', 'Create the cluster "minikube"', 'waiting'),
	stepEvent('cluster.create', 'Create the cluster "minikube"', 'running'),
	stepEvent('cluster.create', 'Create the cluster "minikube"', 'progress', { percent: 40, says: 'Preparing Kubernetes v1.36' }),
	stepEvent('cluster.create', 'Create the cluster "minikube"', 'progress', { line: '\u001B[32mpulling\u001B[0m' }),
	stepEvent('cluster.create', 'Cluster created', 'done', { seconds: 88 }),
	stepEvent('docker.start', 'Docker is running', 'held'),
	stepEvent('release.install', 'Install the release "todo"', 'failed', { seconds: 9 }),
	stepEvent('app.verify', 'Verify the app', 'left'),
];

describe('json', () => {
	it('writes one valid event a line for every kind of event', async () => {
		const { ui, tell, events } = openJson();
		tell(...everything);
		await ui.close(reportOf('failed', 4, 'It failed.', { findings: [containerGone], lastLines: ['Error'], logFile: '/tmp/run.log' }));
		const invalid = events().filter((event) => !validate(event));
		expect(invalid).toEqual([]);
		expect(new Set(events().map(({ event }) => event))).toEqual(new Set(['start', 'check', 'note', 'plan', 'step', 'report']));
	});

	it.each([
		'ready',
		'inspected',
		'planned',
		'verified',
		'removed',
		'status',
		'diagnosed',
		'usage',
		'blocked',
		'failed',
		'not-verified',
		'cancelled',
		'error',
	] as const)('has a valid report with the outcome %s', async (outcome) => {
		const { ui, events } = openJson();
		await ui.close({ ...ready, outcome });
		expect(validate(events()[0]) ? [] : validate.errors).toEqual([]);
		expect(events()[0]).toMatchObject({ event: 'report', outcome });
	});

	it('has a schema that refuses what is not in the contract', () => {
		expect(validate({ event: 'note', says: 'a' })).toBe(true);
		expect(validate({ event: 'note' })).toBe(false);
		expect(validate({ event: 'note', says: 'a', more: 1 })).toBe(false);
		expect(validate({ event: 'step', id: 'a', title: 'b', state: 'sleeping' })).toBe(false);
		expect(validate({ event: 'check', phase: 'inspect', check: 'a', id: 'a', severity: 'fatal', says: 'b', remedies: [] })).toBe(false);
	});

	it('tells a finding with its evidence, its cause and its remedies as plain text', () => {
		const { tell, events } = openJson();
		tell(...inspected.slice(3, 4));
		expect(events()).toMatchInlineSnapshot(`
			[
			  {
			    "because": "minikube status: host Nonexistent · docker ps -a: no "minikube"",
			    "cause": "minikube-container-deleted",
			    "check": "minikube.running",
			    "event": "check",
			    "id": "minikube.container-gone",
			    "phase": "inspect",
			    "remedies": [
			      {
			        "commands": [
			          "minikube start --profile minikube --driver docker --cpus 2 --memory 4g --kubernetes-version v1.36.0",
			        ],
			        "costs": "about 1 min 30 s · what ran in it is lost",
			        "kind": "step",
			        "says": "Create it again",
			        "step": "cluster.create",
			      },
			      {
			        "answers": {
			          "cluster": "kind",
			        },
			        "costs": "kind 0.33 is here",
			        "kind": "answer",
			        "says": "Use kind instead",
			      },
			      {
			        "kind": "ask",
			        "question": "cluster",
			        "says": "Choose another cluster",
			      },
			    ],
			    "says": "The cluster's container is gone. The profile "minikube" remembers a node that Docker does not have any more.",
			    "severity": "blocker",
			  },
			]
		`);
	});

	it('tells a check that holds by its own id', () => {
		const { tell, stdout } = openJson();
		tell(...inspected.slice(2, 3));
		expect(stdout.text).toBe(
			'{"event":"check","phase":"inspect","check":"docker.running","id":"docker.running","severity":"ok","says":"Docker 28.2 (Engine)","because":"running · 15.5 GiB for containers","remedies":[]}\n',
		);
	});

	it('tells the plan with its commands and what happens to each file', () => {
		const { tell, events } = openJson();
		tell({ event: 'plan', plan });
		expect(events()[0]).toMatchObject({
			items: [{ id: 'docker.start', holds: true }, { id: 'helm.install', holds: false, costs: '18 MB', seconds: 5 }, {}, {}],
			files: [
				{ path: 'setup.yaml', change: 'new' },
				{ path: 'values/values-dev.yaml', change: 'conflict' },
			],
		});
	});

	it('tells the report once, as the last line, when the engine tells it and closes with it', async () => {
		const { ui, tell, events } = openJson();
		tell(...everything, { event: 'report', report: ready });
		await ui.close(ready);
		expect(events().filter(({ event }) => event === 'report')).toHaveLength(1);
		expect(events().at(-1)).toMatchObject({ event: 'report', outcome: 'ready', url: 'http://localhost:30080', exitCode: 0 });
	});

	it('never asks, and agrees to nothing', async () => {
		const { ui } = openJson();
		const { signal } = new AbortController();
		expect(ui.canAsk).toBe(false);
		expect(await ui.ask(aiQuestion, place(2, 2), signal)).toBe(LEAVE);
		expect(await ui.decide([containerGone], signal, signal)).toEqual({ kind: 'leave' });
		expect(await ui.approve(plan, signal)).toBe(LEAVE);
		expect(await ui.confirm('Overwrite?', undefined, signal)).toBe(false);
	});
});
