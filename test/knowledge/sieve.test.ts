import { describe, expect, it } from 'vitest';
import { recognisable } from '../../src/knowledge/explain.js';
import { alternativesOf, sieveFor } from '../../src/knowledge/sieve.js';
import { casesOf } from './cases.js';

const patterns = recognisable.flatMap(({ signs = [], against = [], topic }) => [
	...(topic ? [topic] : []),
	...[...signs, ...against].flatMap((sign) => [sign.pattern, sign.with, sign.unless].filter((each) => each !== undefined)),
]);

describe('the sieve', () => {
	it.each<[string, readonly (readonly (readonly string[])[])[]]>([
		['no space left|ENOSPC', [[['space'], ['left']], [['enospc']]]],
		['(is |are )?not (running|started) yet', [[['not'], ['running', 'started'], ['yet']]]],
		['docker(?! desktop)s? daemons?', [[['docker'], ['daemon']]]],
		['colou?r', [[['colo']]]],
		['a[bcd]{2}e+f|\\d{3}', [[], []]],
		['DOCKER_HOST\\b[^\\n]*(wrong|\\d+)', [[['docker_host']]]],
		['Wsl\\/\\S*(E_FAIL|E_ACCESS\\w+)', [[['wsl'], ['e_fail', 'e_access']]]],
		['(one|(two|\\d)|three) words', [[['words']]]],
		['(?<!at )容器(已停止|[a-z]+)', [[]]],
		['(?:foo){0,2}bar(?:quux)+', [[['bar'], ['quux']]]],
	])('reads what %s cannot do without', (source, needs) => {
		expect(alternativesOf(source).map((each) => each.needs)).toEqual(needs);
	});

	it('reads all that patterns are written with', () => {
		// What it does not know: code points, named brackets, control letters, flags of a part, sets in sets.
		const unknown = /\\u\{|\\k<|\(\?<[a-z]|\\c[A-Z]|\(\?[ims-]+:/i;
		expect(patterns.filter(({ source, flags }) => unknown.test(source) || flags.includes('v')).map(({ source }) => source)).toEqual([]);
	});

	it('takes every pattern apart and loses nothing of it', () => {
		for (const { source } of patterns)
			expect(
				alternativesOf(source)
					.map((each) => each.source)
					.join('|'),
			).toBe(source);
	});

	it.each(casesOf('dev').map((each) => [each.id, each] as const))('changes nothing of what is found in %s', (_id, { output }) => {
		const sieve = sieveFor(output);
		for (const pattern of patterns) {
			const kept = sieve(pattern);
			const found = kept === undefined ? null : new RegExp(kept, pattern.flags).exec(output);
			const wanted = pattern.exec(output);
			expect([found?.index, found?.[0]], pattern.source).toEqual([wanted?.index, wanted?.[0]]);
		}
	});
});
