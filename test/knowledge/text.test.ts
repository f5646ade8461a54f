import { describe, expect, it } from 'vitest';
import { explain } from '../../src/knowledge/explain.js';
import { clean, decode, gist, maxBytes, mended } from '../../src/knowledge/text.js';

const sentence = 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?';
const bytes = (text: string) => new TextEncoder().encode(text);

function utf16(text: string): Uint8Array {
	return new Uint8Array([...text].flatMap((letter) => [letter.charCodeAt(0) & 0xff, letter.charCodeAt(0) >> 8]));
}

describe('an output', () => {
	it('is read in the encodings that programs write', () => {
		expect(decode(bytes('Größe 😄'))).toBe('Größe 😄');
		expect(decode(utf16(sentence))).toBe(sentence);
		expect(decode(new Uint8Array([0xff, 0xfe, ...utf16(sentence)]))).toContain(sentence);
		expect(decode(new Uint8Array([0xfe, 0xff, 0x00, 0x41]))).toContain('A');
		// What is left of a long UTF-16 text may begin in the middle of a letter.
		expect(decode(utf16(sentence).subarray(1))).toContain(sentence.slice(1));
	});

	it('is read from its end when it is too long', () => {
		const text = decode(bytes(`${'x'.repeat(maxBytes)}the end`));
		expect(text).toHaveLength(maxBytes);
		expect(text.endsWith('the end')).toBe(true);
	});

	it('loses colours, cursor moves, quotes of quotes and other line ends', () => {
		expect(clean('\u001B[31mred\u001B[0m\r\nnext\rlast\u0000')).toBe('red\nnext\nlast');
		expect(clean(String.raw`exec: \"docker\": not found\r\nnext`)).toBe('exec: "docker": not found\nnext');
		expect(clean(String.raw`open C:\Users\nobody\notes`)).toBe(String.raw`open C:\Users\nobody\notes`);
	});

	it('keeps its last part and the lines of trouble before it', () => {
		const noise = Array.from({ length: 30_000 }, (_, at) => `line ${at} of a quiet log`).join('\n');
		const kept = gist(`${sentence}\nerror: failed 1\nerror: failed 2\n${noise}`);
		expect(kept).toContain(sentence);
		// Numbers aside it is one line; the later one is kept.
		expect(kept).toContain('failed 2');
		expect(kept.length).toBeLessThan(200_000);
	});

	it('is made whole where a terminal broke its lines', () => {
		const broken = `${'a'.repeat(80)}\n${'b'.repeat(80)}\nend\nnext\n${'c'.repeat(80)}\nand so on`;
		expect(mended(broken)).toEqual([`${'a'.repeat(80)}${'b'.repeat(80)}end`, `${'c'.repeat(80)}and so on`]);
		expect(mended('short\nlines\n')).toEqual([]);
		expect(mended(`${'a'.repeat(80)}\nonly one is long`)).toEqual([]);
	});

	it('is read where a terminal broke the words of its only sign', () => {
		const said = `${'todo-backend-5d9c-abcde   0/1'.padEnd(114, ' .')} ErrImageNeverPull   0   11s`;
		const output = said.replace(/.{61}/g, '$&\n');
		expect(output).toContain('ErrImag\neNeverPull');
		expect(explain({ output }).best?.entry.id).toBe('pod.image-missing');
	});

	it.each([
		['broken at 64 letters', `$ docker ps --all --format table --filter status=running --quiet\n${sentence.replace(/(.{64})/, '$1\n')}`],
		['quoted and numbered', `> 12 | ${sentence}`],
		['in colours', `\u001B[1;31m${sentence}\u001B[0m`],
		['with Windows line ends', `${sentence.replaceAll(' ', '\r\n')}`],
		['among binary bytes', `\u0000\u0001\uFFFD${sentence}\u0000`],
		['at the beginning of a long log', `${sentence}\n${'all is quiet here\n'.repeat(50_000)}`],
		['as one long line', `${'z'.repeat(400_000)} ${sentence}`],
		['in UTF-16 before a long log', `${[...sentence].join('\0')}\n${'all is quiet here\n'.repeat(9000)}`],
		['before frames as long as a log', `${sentence}\n${`│ step ${'─'.repeat(250)}\n`.repeat(300)}`],
	])('names its cause %s', (_how, output) => {
		expect(explain({ output }).best?.entry.id).toBe('docker.not-running');
	});

	it('is never needed', () => {
		expect(explain({ output: '' }).best).toBeUndefined();
		expect(explain({ output: '\u0000\u0001\u0002' }).best).toBeUndefined();
		expect(explain({ output: 'everything went well, 3 pods are running' }).best).toBeUndefined();
	});

	it('of one word a megabyte long is judged as quickly as any', () => {
		const began = performance.now();
		explain({ output: 'a'.repeat(1_000_000) });
		explain({ output: 'ab:/'.repeat(250_000) });
		// Without limits on repetition these take minutes.
		expect(performance.now() - began).toBeLessThan(5000);
	});
});
