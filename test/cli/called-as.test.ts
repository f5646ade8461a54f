import { describe, expect, it } from 'vitest';
import { type Call, calledAs, withCall, withCalls } from '../../src/cli/called-as.js';
import { UsageError } from '../../src/core/error.js';
import type { RunEvent } from '../../src/core/event.js';
import { freshWorld, simulatedPorts } from '../../src/demo/world.js';
import { newTally, toFailureReport } from '../../src/engine/run.js';
import { ScriptedFrontEnd } from '../support/scripted-front-end.js';

describe('how the program was called', () => {
	it.each<readonly [string, NodeJS.ProcessEnv, Call]>([
		['by its name', {}, 'todo-k8s-setup'],
		['by npx', { npm_command: 'exec', npm_lifecycle_event: 'npx' }, 'npx todo-k8s-setup'],
		['by npm start in a clone', { npm_command: 'start', npm_lifecycle_event: 'start', npm_package_name: 'todo-k8s-setup' }, 'npm start --'],
		['by npm start, told by a runner that leaves the name out', { npm_lifecycle_event: 'start' }, 'npm start --'],
		[
			'in a terminal that npm start of another project opened',
			{ npm_lifecycle_event: 'start', npm_package_name: 'editor' },
			'todo-k8s-setup',
		],
		['by another script', { npm_command: 'run-script', npm_lifecycle_event: 'setup' }, 'todo-k8s-setup'],
	])('%s', (_, env, call) => {
		expect(calledAs(env)).toBe(call);
	});
});

describe('a command in a text', () => {
	it.each<readonly [string, string, string]>([
		['todo-k8s-setup', 'npx todo-k8s-setup', 'npm start'],
		['todo-k8s-setup status', 'npx todo-k8s-setup status', 'npm start -- status'],
		['todo-k8s-setup --help', 'npx todo-k8s-setup --help', 'npm start -- --help'],
		['Run todo-k8s-setup first, or name it.', 'Run npx todo-k8s-setup first, or name it.', 'Run npm start first, or name it.'],
		['edit a.yaml and run todo-k8s-setup again', 'edit a.yaml and run npx todo-k8s-setup again', 'edit a.yaml and run npm start again'],
		['\x1b[2mtodo-k8s-setup explain x\x1b[22m', '\x1b[2mnpx todo-k8s-setup explain x\x1b[22m', '\x1b[2mnpm start -- explain x\x1b[22m'],
		['Use "todo-k8s-setup up --yes".', 'Use "npx todo-k8s-setup up --yes".', 'Use "npm start -- up --yes".'],
		[
			'Put "todo-k8s-setup plan" before it: todo-k8s-setup verify',
			'Put "npx todo-k8s-setup plan" before it: npx todo-k8s-setup verify',
			'Put "npm start -- plan" before it: npm start -- verify',
		],
	])('%s', (text, npx, start) => {
		expect(withCall(text, 'npx todo-k8s-setup')).toBe(npx);
		expect(withCall(text, 'npm start --')).toBe(start);
		expect(withCall(text, 'todo-k8s-setup')).toBe(text);
	});

	it.each([
		'npx todo-k8s-setup status',
		'Run "npx todo-k8s-setup" again.',
		'npm install --global todo-k8s-setup',
		'todo-k8s-setup needs Node 20.17 or newer.',
		'kubectl apply --field-manager=todo-k8s-setup --force-conflicts',
		'run todo-k8s-setup/reclaim-policy',
		'/home/me/todo-k8s-setup status',
		'cd ~/todo-k8s-setup',
		'my-todo-k8s-setup status',
	])('is none in: %s', (text) => {
		expect(withCall(text, 'npx todo-k8s-setup')).toBe(text);
		expect(withCall(text, 'npm start --')).toBe(text);
	});
});

describe('a front end', () => {
	const ports = simulatedPorts(freshWorld());
	const failed = toFailureReport({ tally: newTally(0), ports }, new UsageError('Run todo-k8s-setup first.'));
	const finding = {
		id: 'docker.not-running',
		severity: 'blocker',
		says: ['Look with ', { command: 'todo-k8s-setup doctor' }],
		remedies: [{ kind: 'manual', says: 'Look.', commands: ['todo-k8s-setup diagnose', 'docker info'] }],
	} as const;

	it('is told commands that can be typed, and nothing else is changed', () => {
		const told = new ScriptedFrontEnd(undefined);
		const shown = withCalls(told, 'npx todo-k8s-setup');
		const events: RunEvent[] = [
			{ event: 'check', phase: 'inspect', id: 'docker', state: 'blocker', row: { subject: 'Docker' }, findings: [finding] },
			{ event: 'plan', plan: { items: [], files: [], dir: '/todo-k8s-setup', elsewhere: [], causes: [finding] } },
			{ event: 'note', says: 'Then todo-k8s-setup status.' },
			{ event: 'report', report: { ...failed, findings: [finding], causes: [finding] } },
		];
		for (const event of events) shown.on(event);

		const after = JSON.parse(JSON.stringify(events).replaceAll(/(?<!\/)todo-k8s-setup/g, 'npx todo-k8s-setup')) as unknown;
		expect(told.events).toEqual(after);
	});

	it('gives a step that was chosen back as it is', async () => {
		const remedy = { kind: 'answer', says: 'Without a cluster', answers: { cluster: 'none' } } as const;
		const person = new ScriptedFrontEnd({ decide: ([first]) => ({ kind: 'remedy', remedy: first?.remedies[0] ?? remedy }) });
		const { signal } = new AbortController();
		const decision = await withCalls(person, 'npm start --').decide([{ ...finding, remedies: [remedy] }], signal, signal);
		expect(decision.kind === 'remedy' && decision.remedy).toBe(remedy);
	});

	it('stays itself where the program is on the PATH', () => {
		const person = new ScriptedFrontEnd(undefined);
		expect(withCalls(person, 'todo-k8s-setup')).toBe(person);
	});
});
