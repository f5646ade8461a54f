import { describe, expect, it } from 'vitest';
import { parseAnswers } from '../../src/release/folder/answers-file.js';
import { newSetupFile, toSetupValues } from '../../src/release/folder/setup-file.js';
import { asItIs, mergeYaml, parseUserYaml, toRecord, type Wanted } from '../../src/release/folder/yaml-merge.js';

describe('setup.yaml', () => {
	const answers = { cluster: 'none', environment: 'dev', ai: 'openai', openaiKey: 'sk-never', npmRegistry: '', port: '3000' };

	it('holds answers with a comment each, and no secret and nothing empty', () => {
		const text = newSetupFile(answers);

		expect(parseAnswers('setup.yaml', text)).toEqual({ cluster: 'none', environment: 'dev', ai: 'openai', port: '3000' });
		expect(text).toContain('# openai, gemini, ollama, compatible or none: who answers in the chat\nai: "openai"\n');
		expect(text).not.toContain('sk-never');
		expect(Object.keys(toSetupValues(answers))).not.toContain('openaiKey');
	});

	it('is read with numbers, booleans and nothing in it as text', () => {
		expect(parseAnswers('x', 'port: 3000\nai: ~\nrelease: true\n')).toEqual({ port: '3000', release: 'true' });
		expect(parseAnswers('x', '')).toEqual({});
		expect(parseAnswers('x', '# only a comment\n')).toEqual({});
	});

	it('is refused with line and column when it is broken', () => {
		expect(() => parseUserYaml('setup.yaml', 'a: 1\nb: "open\n')).toThrow(/^setup\.yaml is not valid YAML: line \d+, column \d+: /);
		expect(() => parseUserYaml('setup.yaml', 'words')).toThrow('does not hold keys and values (line 1, column 1)');
	});
});

describe('merging into a file of the user', () => {
	const file = '# head\na:\n  b: 1 # why\n  mine: true\nlist: [1, 2]\n';

	const merge = (text: string, wanted: Wanted, last: Readonly<Record<string, string>> | undefined, force: boolean, fresh?: string) =>
		mergeYaml({ name: 'x', text, wanted, last, ...(fresh === undefined ? {} : { fresh }) }, force);

	it('changes nothing, not even the form, when all is as wanted', () => {
		expect(merge(file, { 'a.b': 1 }, { 'a.b': '1' }, false)).toEqual({ text: file, conflicts: [] });
	});

	it('sets what we wrote before, and keeps comments and the rest', () => {
		expect(merge(file, { 'a.b': 2 }, { 'a.b': '1' }, false).text).toBe(file.replace('b: 1', 'b: 2'));
	});

	it('adds what is missing, with what is around it', () => {
		const { text } = merge(file, { 'c.d.e': 'new' }, {}, false);
		expect(text).toContain('c:\n  d:\n    e: new\n');
	});

	it('adds what is missing as it is shipped, with its comments', () => {
		const shipped = 'a:\n  # about b\n  b: 1\n  # about n\n  n: 0\n\n# about c\nc:\n  # about d\n  d: 1\n  # about e\n  e: 2\n';
		expect(merge('a:\n  b: 1\n', { 'a.n': 5, 'c.d': 7 }, {}, false, shipped).text).toBe(
			'a:\n  b: 1\n  # about n\n  n: 5\n\n# about c\nc:\n  # about d\n  d: 7\n  # about e\n  e: 2\n',
		);
	});

	it('keeps what the user edited; a conflict is only what both changed', () => {
		expect(merge(file, { 'a.b': 7 }, { 'a.b': '7' }, false)).toEqual({ text: file, conflicts: [] });
		expect(merge(file, { 'a.b': 8 }, { 'a.b': '7' }, false)).toEqual({
			text: file,
			conflicts: [{ path: 'a.b', theirs: '1', ours: '8' }],
		});
		expect(merge(file, { 'a.b': 8 }, { 'a.b': '7' }, true).text).toContain('b: 8 # why');
	});

	it('takes nothing for an edit that is as we shipped it and was never set by us', () => {
		expect(merge(file, { 'a.b': 8 }, {}, false, file)).toMatchObject({ text: file.replace('b: 1', 'b: 8'), conflicts: [] });
		expect(merge(file.replace('b: 1', 'b: 3'), { 'a.b': 8 }, {}, false, file).conflicts).toHaveLength(1);
		expect(merge(file, { 'a.b': 8 }, undefined, false, file).conflicts).toHaveLength(1);
	});

	it('takes everything for the edit of the user when there is no record', () => {
		expect(merge(file, { 'a.b': 8 }, undefined, false).conflicts).toHaveLength(1);
	});

	it.each([
		['lists without spaces', 'a:\n  b: 1\nlist: [1, 2]\n'],
		['lists with spaces', 'a:\n  b: 1\nlist: [ 1, 2 ]\n'],
		['items that are indented', 'a:\n  b: 1\nlist:\n  - 1\n  - c: 2\n'],
		['items that are not', 'a:\n  b: 1\nlist:\n- 1\n- c: 2\n'],
		['long lines', `a:\n  b: 1\ntext: ${'word '.repeat(60)}end\n`],
	])('keeps the layout of the other lines: %s', (_what, text) => {
		expect(merge(text, { 'a.b': 2 }, { 'a.b': '1' }, false).text).toBe(text.replace('b: 1', 'b: 2'));
	});

	it('keeps the line ends of Windows', () => {
		const { text } = merge(file.replaceAll('\n', '\r\n'), { 'a.b': 2 }, { 'a.b': '1' }, false);
		expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
		expect(text).toContain('b: 2 # why\r\n');
	});

	it('is recorded as text', () => {
		expect(toRecord({ a: 1, b: true, c: 'x' })).toEqual({ a: '1', b: 'true', c: 'x' });
	});

	it('leaves and records what is still right as it is', () => {
		expect(merge('a:\n  b: 6543\n', { 'a.b': asItIs }, { 'a.b': '6543' }, false, 'a: 1\n').text).toBe('a:\n  b: 6543\n');
		expect(merge('a: 1\n', { b: asItIs }, undefined, false, 'a: 1\n').text).toBe('a: 1\n');
		expect(toRecord({ a: asItIs, b: asItIs }, { a: '6543' })).toEqual({ a: '6543' });
	});
});

describe('a key that we set once and want no more', () => {
	const before = '# head\na:\n  # first\n  mine: 1\n  old:\n    # why\n    name: ours\n  # last\n  also: 2\n';
	const take = (text: string, last: Readonly<Record<string, string>>, fresh: string) =>
		mergeYaml({ name: 'x', text, wanted: { 'a.mine': 1 }, last, fresh }, false).text;

	it('goes with its comment and its empty parents, and the rest stays', () => {
		expect(take(before, { 'a.old.name': 'ours' }, 'a:\n  mine: 1\n')).toBe('# head\na:\n  # first\n  mine: 1\n  # last\n  also: 2\n');
		expect(take('a:\n  mine: 1\nold:\n  deep:\n    name: ours\n', { 'old.deep.name': 'ours' }, 'a: {}\n')).toBe('a:\n  mine: 1\n');
	});

	it('becomes what a new file has there', () => {
		expect(take(before, { 'a.old.name': 'ours' }, 'a:\n  old:\n    name: shipped\n')).toBe(before.replace('ours', 'shipped'));
	});

	it('stays when the user changed it, and when we never set it', () => {
		expect(take(before, { 'a.old.name': 'something else' }, 'a: {}\n')).toBe(before);
		expect(take(before, {}, 'a: {}\n')).toBe(before);
	});

	it('stays where there is no file to compare with', () => {
		expect(mergeYaml({ name: 'x', text: before, wanted: {}, last: { 'a.old.name': 'ours' } }, false).text).toBe(before);
	});
});
