import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../src/knowledge/entry.js';
import { causeOf, explain, recognisable, toEvidence } from '../../src/knowledge/explain.js';
import { states } from '../../src/knowledge/findings/states.js';
import { entries } from '../../src/knowledge/index.js';
import { weigh } from '../../src/knowledge/weigh.js';
import firstLooks from './cases/first-looks.json' with { type: 'json' };
import { casesOf, collections, isRight, judged, referencedCollections, scoreOf } from './cases.js';

describe('the cases that the knowledge was written with', () => {
	it.each(casesOf('dev').map((each) => [each.id, each.cause, each] as const))('%s is %s', (_id, _cause, each) => {
		const explanation = judged(each);
		expect(isRight(each, explanation), `${explanation.best?.entry.id} ${explanation.best?.confidence}`).toBe(true);
	});
});

describe('the batches that nobody had seen', () => {
	const batches = collections.filter((name) => name.startsWith('batch-') || name.startsWith('rebuilt-'));

	it('each have the figure of their first look, and are as large and as mixed as they should be', () => {
		expect(Object.keys(firstLooks).sort()).toEqual([...batches, ...referencedCollections].sort());
		for (const name of batches) {
			const cases = casesOf(name);
			expect(cases.length, name).toBeGreaterThanOrEqual(30);
			expect(cases.filter(({ platform }) => ['wsl2', 'windows', 'macos'].includes(platform)).length, name).toBeGreaterThanOrEqual(
				cases.length / 2,
			);
			expect(firstLooks[name as keyof typeof firstLooks].cases, name).toBe(cases.length);
		}
	});

	it('come from threads of their own', () => {
		const sources = ['dev', ...batches].map((name) => new Set(casesOf(name).map(({ source }) => source)));
		const all = sources.flatMap((each) => [...each]);
		expect(new Set(all).size).toBe(all.length);
	});

	it.each(batches)('%s is right now that it was learned from', (name) => {
		const { cases, right, surelyWrong } = scoreOf(casesOf(name));
		const wrong = casesOf(name).filter((each) => !isRight(each, judged(each)));
		expect(right / cases, wrong.map(({ id }) => id).join(', ')).toBeGreaterThanOrEqual(0.95);
		expect(surelyWrong).toBeLessThanOrEqual(cases * 0.01);
	});

	it('are shown in the documentation with these figures', () => {
		const page = readFileSync(new URL('../../docs/diagnosis.md', import.meta.url), 'utf8');
		for (const [name, { cases, right, surelyWrong, wsl2, wsl2Right }] of Object.entries(firstLooks)) {
			const share = ((100 * right) / cases).toFixed(1);
			expect(page).toContain(`| ${name} | ${right} of ${cases} (${share} %) | ${surelyWrong} | ${wsl2Right} of ${wsl2} |`);
		}
	});
});

describe('the variations in the words of other tools, versions and languages', () => {
	it.each(
		casesOf('samples')
			.filter(({ id }) => id.startsWith('var-'))
			.map((each) => [each.id, each.cause, each] as const),
	)('%s is %s', (_id, _cause, each) => {
		const explanation = judged(each);
		expect(isRight(each, explanation), `${explanation.best?.entry.id} ${explanation.best?.confidence}`).toBe(true);
	});
});

function judgedAs(output: string) {
	const one: Entry = {
		id: 'x.y',
		layer: 'docker',
		title: '',
		means: '',
		told: '',
		fixes: [],
		wizard: '',
		signs: [
			{ says: '', pattern: /connect: one/, weight: 0.75 },
			{ says: '', pattern: /, two/, weight: 0.5 },
			{ says: '', pattern: /connect: plain/, weight: 0.92 },
		],
	};
	return weigh([one], { output, command: '', platform: 'linux', facts: {} })[0];
}

describe('the knowledge', () => {
	const known: readonly Entry[] = entries;

	it('is sure, which is above 0.7, of a sign that names its cause only, and keeps the order of what it is not sure of', () => {
		const claimed = (output: string) => judgedAs(output)?.confidence ?? 0;
		expect(claimed('connect: one')).toBeGreaterThan(claimed(', two'));
		expect(claimed('connect: one, two')).toBeGreaterThan(claimed('connect: one'));
		expect(claimed('connect: one, two')).toBeLessThanOrEqual(0.7);
		expect(claimed('connect: plain')).toBe(0.92);
	});

	it('has one entry an id, in the file of its name', () => {
		expect(new Set(known.map(({ id }) => id)).size).toBe(known.length);
		const elsewhere = known.filter(({ id }) => {
			const file = new URL(`../../src/knowledge/findings/${id.replace('.', '/')}.ts`, import.meta.url);
			// Goals of steps are rows of one table.
			return !existsSync(file) && !states.some((state) => state.id === id);
		});
		expect(elsewhere.map(({ id }) => id)).toEqual([]);
	});

	it('has a recorded sample for every sign', () => {
		const seen = new Set(
			collections.flatMap((name) =>
				casesOf(name).flatMap(({ output, command, platform, context }) => {
					const evidence = toEvidence({ output, command: command ?? '', platform, facts: context ?? {} });
					return weigh(recognisable, evidence).flatMap((suspect) => [...suspect.seen, ...suspect.against].map(({ sign }) => sign));
				}),
			),
		);
		const unseen = known.flatMap(({ id, signs = [], against = [] }) =>
			[...signs, ...against].filter((sign) => !seen.has(sign)).map(({ says }) => `${id}: ${says}`),
		);
		expect(unseen).toEqual([]);
	});

	it.each(known.filter(({ signs }) => signs).map((entry) => [entry.id, entry] as const))(
		'recognises the example of %s',
		(id, { looks }) => {
			const { best, others } = explain({ output: looks ?? '' });
			expect([best, ...others].map((suspect) => suspect?.entry.id)).toContain(id);
		},
	);

	it.each([
		['error: context "docker-desktop" does not exist', 'kubectl.stale-context'],
		['error: context "my.docker-lab" does not exist', 'kubectl.stale-context'],
		['Error: kubernetes cluster unreachable: context "docker-desktop" does not exist', 'kubectl.stale-context'],
		['+ docker info > /dev/null\nerror: context "nope" does not exist', 'kubectl.stale-context'],
		['$ docker context use nope\ncontext "nope" does not exist', 'docker.context'],
		['context "docker-lab": context not found: open /home/user/.docker/contexts/meta/ca37/meta.json', 'docker.context'],
	])('tells contexts of kubectl from those of docker: %s', (output, id) => {
		expect(explain({ output }).best?.entry.id).toBe(id);
	});

	it('names only causes that there are', () => {
		const causes = new Set(known.map(causeOf));
		const unknown = known.flatMap(({ id, symptomOf = [] }) =>
			symptomOf.filter((cause) => !causes.has(cause)).map((cause) => `${id}: ${cause}`),
		);
		expect(unknown).toEqual([]);
		expect(new Set(known.flatMap(({ cause, signs }) => (cause && signs ? [cause] : []))).size).toBe(60);
	});
});
