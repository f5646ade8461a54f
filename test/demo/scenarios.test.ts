import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { play } from '../../src/cli/demo/play.js';
import type { RunEvent } from '../../src/core/event.js';
import type { FrontEnd } from '../../src/core/front-end.js';
import { LEAVE } from '../../src/core/front-end.js';
import { Reader } from '../../src/demo/reader.js';
import { scenarios } from '../../src/demo/scenarios/index.js';
import { scenarioNames } from '../../src/demo/scenarios/names.js';
import { tellingHand } from '../../src/demo/telling-hand.js';
import { noAbort } from '../support/context.js';

let folder = '';
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'scenario-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Tells a scenario to nobody who reads, and gives what was said and found, in order. */
async function tell(name: string) {
	const scenario = scenarios.find((each) => each.name === name);
	if (!scenario) throw new Error(`There is no scenario ${name}.`);
	const transcript: string[] = [];
	const frontEnd: FrontEnd = {
		canAsk: false,
		on: (event) => transcript.push(...toLines(event).map((line) => line.replaceAll(folder, 'FOLDER'))),
		ask: async () => LEAVE,
		decide: async () => ({ kind: 'leave' }),
		approve: async () => LEAVE,
		confirm: async () => false,
		close: async () => undefined,
	};
	const reports = await play({
		scenario,
		dir: `${folder}/todo-k8s`,
		templates: fileURLToPath(new URL('../../templates', import.meta.url)),
		bundles: '/package/dist/app',
		version: '0.1.0',
		reader: new Reader(undefined),
		clock: undefined,
		signal: noAbort,
		seat: async () => ({ frontEnd, hand: tellingHand(frontEnd) }),
		tell: (caption) => transcript.push(`“${caption}”`),
	});
	return { scenario, transcript, reports };
}

/** What a story is about: findings, what was done, and how it ended. */
function toLines(event: RunEvent): readonly string[] {
	switch (event.event) {
		case 'start':
			return [`$ todo-k8s-setup${event.command === 'setup' ? '' : ` ${event.command}`}`];
		case 'check':
			return event.phase === 'inspect' ? event.findings.map(({ id, severity }) => `${severity} ${id}`) : [];
		case 'step':
			return event.state === 'done' ? [`done ${event.title}`] : event.state === 'failed' ? [`FAILED ${event.title}`] : [];
		case 'note':
			return [event.says];
		case 'report': {
			const { outcome, exitCode, findings } = event.report;
			return [`${outcome}, exit code ${exitCode}${findings.map(({ id }) => `, ${id}`).join('')}`];
		}
		default:
			return [];
	}
}

describe('the scenarios of the demo', () => {
	it('are those that the command line knows, in the same order', () => {
		expect(scenarios.map(({ name }) => name)).toEqual(scenarioNames);
	});

	it.each(scenarioNames)('%s is told to its end', async (name) => {
		const { scenario, transcript, reports } = await tell(name);

		expect(`${transcript.join('\n')}\n`).toMatchSnapshot();
		expect(reports).toHaveLength(scenario.commands.length);
		expect(reports.at(-1)).toMatchObject({ outcome: 'ready', exitCode: 0 });
		expect(reports.at(-1)?.verified.filter(({ holds }) => !holds)).toEqual([]);
		// A caption that is never said belongs to a moment that does not come.
		expect(Object.values(scenario.captions).filter((caption) => !transcript.includes(`“${caption}”`))).toEqual([]);
	});

	it('write the files of the setup onto this machine', async () => {
		const { reports } = await tell('low-memory');

		expect(reports.at(-1)?.url).toBe('http://localhost:3000');
		const made = readdirSync(join(folder, 'todo-k8s'));
		expect(made).toEqual(expect.arrayContaining(['app', 'chart', 'setup.yaml', 'values']));
		expect(readFileSync(join(folder, 'todo-k8s', 'setup.yaml'), 'utf8')).toMatch(/^cluster: "?none"?$/m);
	});
});
