import { describe, expect, it } from 'vitest';
import { newSetupFile, parseAnswers, toSetupValues } from '../../src/release/folder/setup-file.js';
import { mergeYaml, parseUserYaml, toRecord } from '../../src/release/folder/yaml-merge.js';

describe('setup.yaml', () => {
	const answers = { cluster: 'none', environment: 'dev', ai: 'openai', openaiKey: 'sk-never', npmRegistry: '', port: '3000' };

	it('holds answers with a comment each, and no secret and nothing empty', () => {
		const text = newSetupFile(answers);

		expect(parseAnswers('setup.yaml', text)).toEqual({ cluster: 'none', environment: 'dev', ai: 'openai', port: '3000' });
		expect(text).toContain('# openai, gemini, compatible or none: who answers in the chat\nai: "openai"\n');
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

	it('changes nothing, not even the form, when all is as wanted', () => {
		expect(mergeYaml('x', file, { 'a.b': 1 }, { 'a.b': '1' }, false)).toEqual({ text: file, conflicts: [] });
	});

	it('sets what we wrote before, and keeps comments and the rest', () => {
		expect(mergeYaml('x', file, { 'a.b': 2 }, { 'a.b': '1' }, false).text).toBe(file.replace('b: 1', 'b: 2'));
	});

	it('adds what is missing, with what is around it', () => {
		const { text } = mergeYaml('x', file, { 'c.d.e': 'new' }, {}, false);
		expect(text).toContain('c:\n  d:\n    e: new\n');
	});

	it('keeps what the user edited; a conflict is only what both changed', () => {
		expect(mergeYaml('x', file, { 'a.b': 7 }, { 'a.b': '7' }, false)).toEqual({ text: file, conflicts: [] });
		expect(mergeYaml('x', file, { 'a.b': 8 }, { 'a.b': '7' }, false)).toEqual({
			text: file,
			conflicts: [{ path: 'a.b', theirs: '1', ours: '8' }],
		});
		expect(mergeYaml('x', file, { 'a.b': 8 }, { 'a.b': '7' }, true).text).toContain('b: 8 # why');
	});

	it('takes everything for the edit of the user when there is no record', () => {
		expect(mergeYaml('x', file, { 'a.b': 8 }, undefined, false).conflicts).toHaveLength(1);
	});

	it.each([
		['lists without spaces', 'a:\n  b: 1\nlist: [1, 2]\n'],
		['lists with spaces', 'a:\n  b: 1\nlist: [ 1, 2 ]\n'],
		['items that are indented', 'a:\n  b: 1\nlist:\n  - 1\n  - c: 2\n'],
		['items that are not', 'a:\n  b: 1\nlist:\n- 1\n- c: 2\n'],
		['long lines', `a:\n  b: 1\ntext: ${'word '.repeat(60)}end\n`],
	])('keeps the layout of the other lines: %s', (_what, text) => {
		expect(mergeYaml('x', text, { 'a.b': 2 }, { 'a.b': '1' }, false).text).toBe(text.replace('b: 1', 'b: 2'));
	});

	it('keeps the line ends of Windows', () => {
		const { text } = mergeYaml('x', file.replaceAll('\n', '\r\n'), { 'a.b': 2 }, { 'a.b': '1' }, false);
		expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
		expect(text).toContain('b: 2 # why\r\n');
	});

	it('is recorded as text', () => {
		expect(toRecord({ a: 1, b: true, c: 'x' })).toEqual({ a: '1', b: 'true', c: 'x' });
	});
});
