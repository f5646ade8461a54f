import { describe, expect, it } from 'vitest';
import { blame } from '../../src/knowledge/blame.js';
import type { Entry } from '../../src/knowledge/entry.js';
import { causeOf, explain, recognisable, toEvidence, toJson } from '../../src/knowledge/explain.js';
import { guess } from '../../src/knowledge/topic.js';
import { casesOf, collections } from './cases.js';

const cases = collections.flatMap((name) => casesOf(name));
const guessOf = ({ output, command, platform, context }: (typeof cases)[number]) =>
	guess(recognisable, toEvidence({ output, command: command ?? '', platform, facts: context ?? {} }));

describe('what an output speaks of', () => {
	it('is known for every cause, by words that recorded outputs of it have', () => {
		const strange = (entries: readonly Entry[]) =>
			entries.filter(
				({ topic, ...entry }) =>
					topic === undefined || !cases.some(({ cause, output }) => cause === causeOf(entry as Entry) && topic.test(output)),
			);
		expect(strange(recognisable).map(({ id }) => id)).toEqual([]);
	});

	it('alone, without any sign, names the cause of most recorded outputs', () => {
		const right = cases.filter((each) => {
			const [first] = guessOf(each);
			return first && [each.cause, ...(each.accept ?? [])].includes(causeOf(first.entry));
		});
		expect(right.length / cases.length).toBeGreaterThan(0.7);
	});

	it('is asked only where no sign is seen, and then says so', () => {
		// Words of no program that we know.
		const answer = toJson(explain({ output: 'zcubed: nameserver lookup went sideways while resolving' }));
		expect(answer).toMatchObject({ cause: 'dns-resolution-failure', confidence: 0.25 });
		expect(answer.because).toEqual([expect.stringContaining('no sign that we know')]);
	});

	it('is never told to somebody who did not ask', () => {
		expect(blame({ output: 'zcubed: nameserver lookup went sideways while resolving' })).toEqual([]);
	});

	it('stays silent where there is nothing to go by', () => {
		expect(explain({ output: 'Error: the flux capacitor is out of plutonium' }).best).toBeUndefined();
	});
});
