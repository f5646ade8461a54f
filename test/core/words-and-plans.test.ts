import { describe, expect, it } from 'vitest';
import { changePhrase, toPlain } from '../../src/core/phrase.js';
import { expectedSeconds, toDo } from '../../src/core/plan.js';
import { freePortNear, portProblem } from '../../src/core/port.js';
import { problemOf } from '../../src/core/question.js';
import { toSize } from '../../src/core/size.js';
import { freshWorld, simulatedPorts } from '../../src/demo/world.js';
import { plan, sampleStep } from '../front-ends/samples.js';

describe('a phrase', () => {
	const phrase = [
		'Run ',
		{ command: 'helm list' },
		' in ',
		{ path: '/tmp' },
		', see ',
		{ link: 'the guide', url: 'https://example.com' },
	] as const;

	it('is plain where nothing can be decorated', () => {
		expect(toPlain(phrase)).toBe('Run helm list in /tmp, see the guide (https://example.com)');
	});

	it('can be changed in all of its texts', () => {
		expect(toPlain(changePhrase(phrase, (text) => text.toUpperCase()))).toBe('RUN HELM LIST IN /TMP, SEE THE GUIDE (HTTPS://EXAMPLE.COM)');
	});
});

describe('a plan', () => {
	it('takes as long as its longest chain of steps that do not hold', () => {
		expect(toDo(plan).map(({ step }) => step.id)).toEqual(['helm.install', 'cluster.create', 'release.install']);
		expect(expectedSeconds(plan)).toBe(120);
		expect(expectedSeconds({ ...plan, items: [] })).toBe(0);
		expect(expectedSeconds({ ...plan, items: [{ step: sampleStep('a', 'A', 'A'), holds: false, findings: [] }] })).toBe(5);
	});
});

describe('a size', () => {
	it.each([
		[15.5 * 1024 ** 3, '15.5 GiB'],
		[2 * 1024 ** 3, '2 GiB'],
		[212 * 1024 ** 2, '212 MiB'],
		[0, '0 MiB'],
	])('of %i bytes is %s', (bytes, size) => {
		expect(toSize(bytes)).toBe(size);
	});
});

describe('a port', () => {
	it('is the wished one or the next free one within 50', async () => {
		const { system } = simulatedPorts(freshWorld({ takenPorts: [3000, 3001] }));
		expect(await freePortNear(system, 3000)).toBe(3002);
		expect(await freePortNear(system, 4000)).toBe(4000);

		const full = simulatedPorts(freshWorld({ takenPorts: Array.from({ length: 51 }, (_, index) => 3000 + index) })).system;
		expect(await freePortNear(full, 3000)).toBeUndefined();
	});

	it.each(['80', '70000', '3000.5', 'http', ''])('is not %j', (raw) => {
		expect(portProblem(raw)).toBe(`"${raw}" is not a port; it takes a whole number from 1024 to 65535.`);
	});
});

describe('the problem of an answer', () => {
	const options = [
		{ value: 'a', title: 'A' },
		{ value: 'b', title: 'B', refused: 'not here' },
	];

	it('is judged by the options first, then by the question', () => {
		const question = { id: 'q', env: [], asks: 'Which?', options, problem: (raw: string) => (raw === 'a' ? 'never a' : undefined) };
		expect(['a', 'b', 'c'].map((raw) => problemOf(question, raw))).toEqual(['never a', 'not here', '"c" is none of a, b.']);
	});
});
