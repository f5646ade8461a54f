import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { entries } from '../../src/knowledge/index.js';
import firstLooks from './cases/first-looks.json' with { type: 'json' };
import { casesOf, collections, isRight, judged, referencedCollections, scoreOf } from './cases.js';
import { casesFrom, firstLookOf, referencesOf } from './referenced.js';
import type { InFile } from './referenced-file.js';
import type { InThread } from './referenced-thread.js';

// The text belongs to others and is not in this repository, so only who has it can ask again.
const snapshots = process.env.REFERENCES;
const unless = snapshots ? '' : ' (skipped: the texts are not ours, and REFERENCES names no folder that holds their repositories)';

describe('the batches of outputs that are pasted elsewhere', () => {
	it.each(referencedCollections)('%s has the figures that its lines tell', (name) => {
		expect(firstLooks[name as keyof typeof firstLooks]).toEqual(firstLookOf(referencesOf(name)));
	});

	it.each(referencedCollections)('%s is as large and as mixed as it should be', (name) => {
		const references = referencesOf(name);
		// Not every search finds thirty of which the end is known.
		expect(references.length).toBeGreaterThanOrEqual(28);
		expect(mostOften(references.map(({ cause }) => cause)), 'of one cause').toBeLessThanOrEqual(4);
		const inFiles = references.flatMap((each) => ('thread' in each ? [] : [each.repository]));
		if (inFiles.length > 0) expect(mostOften(inFiles), 'of one repository').toBeLessThanOrEqual(4);
	});

	it('name causes that there are, and whole addresses', () => {
		const causes = new Set(entries.map(({ cause }) => cause));
		for (const reference of referencedCollections.flatMap(referencesOf)) {
			const { id, sha256, cause, accept = [] } = reference;
			expect(
				[cause, ...accept].filter((each) => !causes.has(each)),
				id,
			).toEqual([]);
			expect(sha256, id).toMatch(/^[0-9a-f]{64}$/);
			if ('thread' in reference) {
				expect(reference.thread, id).toMatch(/^https:\/\/github\.com\/[\w.-]+\/[\w.-]+\/(issues|pull|discussions)\/\d+$/);
				expect(reference.count, id).toBeGreaterThanOrEqual(1);
			} else {
				const { repository, commit, lines } = reference;
				expect([repository, commit].join(' '), id).toMatch(/^[\w.-]+\/[\w.-]+ [0-9a-f]{40}$/);
				expect(lines[0], id).toBeGreaterThanOrEqual(1);
				expect(lines[1], id).toBeGreaterThanOrEqual(lines[0]);
			}
		}
	});

	it('repeat no source', () => {
		const references = referencedCollections.flatMap(referencesOf);
		const addresses = references.map((each) =>
			'thread' in each ? each.thread : [each.repository, each.commit, each.path, each.lines[0]].join(' '),
		);
		expect(mostOften(addresses)).toBe(1);
		expect(mostOften(references.map(({ sha256 }) => sha256))).toBe(1);
		const threads = collections.flatMap((name) => casesOf(name).map(({ source }) => source));
		const known = references.filter((each) =>
			'thread' in each
				? threads.includes(each.thread)
				: threads.some((thread) => thread.startsWith(`https://github.com/${each.repository}/`)),
		);
		expect(known.map(({ id }) => id)).toEqual([]);
	});

	it.skipIf(!snapshots).each(referencedCollections)(`%s is right now that it was learned from${unless}`, (name) => {
		const cases = casesFrom(
			referencesOf(name).filter(({ untold }) => !untold),
			snapshots ?? '',
		);
		const wrong = cases.filter((each) => !isRight(each, judged(each)));
		const { right, surelyWrong } = scoreOf(cases);
		expect(right / cases.length, wrong.map(({ id }) => id).join(', ')).toBeGreaterThanOrEqual(0.95);
		expect(surelyWrong).toBeLessThanOrEqual(cases.length * 0.01);
	});
});

function mostOften(names: readonly string[]): number {
	return Math.max(...names.map((name) => names.filter((other) => other === name).length));
}

describe('a text that is only referenced', () => {
	const folder = mkdtempSync(join(tmpdir(), 'references-'));
	afterAll(() => rmSync(folder, { recursive: true, force: true }));
	const output = '$ docker ps\nCannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?';

	function notesIn(clone: string): InFile {
		const git = (...args: string[]) => execFileSync('git', ['-C', clone, ...args], { encoding: 'utf8' }).trim();
		mkdirSync(clone, { recursive: true });
		git('init', '--quiet');
		writeFileSync(join(clone, 'notes.md'), `# Docker\n\n${output}\n\nIt was not started.\n`);
		git('add', '.');
		git('-c', 'user.name=somebody', '-c', 'user.email=somebody@example.com', 'commit', '--quiet', '--message=Notes');
		return {
			id: 'here',
			repository: 'somebody/notes',
			commit: git('rev-parse', 'HEAD'),
			path: 'notes.md',
			lines: [3, 4],
			sha256: createHash('sha256').update(output).digest('hex'),
			platform: 'linux',
			command: null,
			cause: 'docker-daemon-not-running',
			why: 'It was not started.',
			firstLook: { cause: null, confidence: 0 },
		};
	}

	it.each(['somebody+notes', 'somebody+notes/repo'])('is read out of %s at its commit', (clone) => {
		const home = join(folder, clone.replace('/', '-'));
		const reference = notesIn(join(home, clone));
		expect(casesFrom([reference], home).map((each) => each.output)).toEqual([output]);
	});

	it('is refused when it is not what was labelled, and when there is no clone', () => {
		const home = join(folder, 'changed');
		const reference = notesIn(join(home, 'somebody+notes'));
		expect(() => casesFrom([{ ...reference, lines: [3, 3] }], home)).toThrow('not the text that was labelled');
		expect(() => casesFrom([{ ...reference, repository: 'somebody/else' }], home)).toThrow('holds no clone of somebody/else');
	});

	const thread: InThread = {
		id: 'there',
		thread: 'https://github.com/somebody/notes/issues/7',
		count: 2,
		sha256: createHash('sha256').update(output).digest('hex'),
		context: { 'docker version': '28.2' },
		platform: 'linux',
		command: null,
		cause: 'docker-daemon-not-running',
		why: 'It was not started.',
		firstLook: { cause: null, confidence: 0 },
	};

	it('is found in the text of its thread, wherever it stands there', () => {
		const home = join(folder, 'found');
		mkdirSync(join(home, 'threads'), { recursive: true });
		writeFileSync(
			join(home, 'threads', 'somebody+notes+7.txt'),
			`It does not work\r\n\r\n${output.replaceAll('\n', '\r\n')}\r\nAny idea?\r\n`,
		);
		expect(casesFrom([thread], home)).toMatchObject([{ output, source: thread.thread, context: { 'docker version': '28.2' } }]);
	});

	it('is refused when its thread says something else, and when there is no thread', () => {
		const home = join(folder, 'edited');
		mkdirSync(join(home, 'threads'), { recursive: true });
		writeFileSync(join(home, 'threads', 'somebody+notes+7.txt'), 'It was removed.\n');
		expect(() => casesFrom([thread], home)).toThrow('does not hold the text that was labelled');
		expect(() => casesFrom([{ ...thread, thread: `${thread.thread}7` }], home)).toThrow('somebody+notes+77.txt');
	});
});
