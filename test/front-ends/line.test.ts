import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { type Canvas, fitFrame, row } from '../../src/front-ends/tui/layout.js';
import { cut, cutStart, line, piece, textOf, widthOf, wrap } from '../../src/front-ends/tui/line.js';

const canvas = (columns: number, rows = 24): Canvas => ({ columns, rows, unicode: true, atMs: 0, spoken: false });
const texts = (rows: ReturnType<typeof wrap>) => rows.map((pieces) => textOf({ pieces }));

describe('lines', () => {
	it('are broken at spaces, and words stay whole', () => {
		expect(texts(wrap([piece('kubectl get pods --namespace todo')], 18))).toEqual(['kubectl get pods', '--namespace todo']);
	});

	it('are broken at line ends', () => {
		expect(texts(wrap([piece('one\ntwo')], 18))).toEqual(['one', 'two']);
	});

	it('keep the tone of their pieces when they are broken', () => {
		expect(wrap([piece('run '), piece('helm list', 'accent')], 8)).toEqual([
			[piece('run '), piece('helm', 'accent')],
			[piece('list', 'accent')],
		]);
	});

	it('are never wider than asked for, and lose no word', () => {
		fc.assert(
			fc.property(
				fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 })),
				fc.integer({ min: 4, max: 60 }),
				(words, width) => {
					const rows = wrap([piece(words.join(' '))], width);
					for (const pieces of rows) expect(widthOf(pieces)).toBeLessThanOrEqual(width);
					const bare = (text: string) => text.replace(/[ \n]/g, '');
					expect(bare(texts(rows).join(''))).toBe(bare(words.join('')));
				},
			),
			// An ideographic space is white space, but it is not ours to drop.
			{ examples: [[['\u3000'], 4]] },
		);
	});

	it('are cut by their width on the screen', () => {
		expect(cut('日本語のパス', 7)).toBe('日本語…');
		expect(cutStart('a/very/long/path', 6)).toBe('g/path');
		expect(stringWidth(cut('日本語のパス', 6))).toBeLessThanOrEqual(6);
	});
});

describe('rows', () => {
	it('put the figure at the right edge', () => {
		const [only] = row({ mark: piece('✓'), subject: piece('Cluster created'), right: '88 s' }, 20, canvas(60));
		expect(only && textOf(only)).toBe(`  ✓ Cluster created${' '.repeat(35)}88 s`);
	});

	it('let a long fact hang in its column', () => {
		const drawn = row(
			{ mark: piece('!'), subject: piece('Helm'), fact: [piece('not installed and quite a long story about it')] },
			10,
			canvas(60),
		);
		expect(drawn.map(textOf)).toEqual(['  ! Helm        not installed and quite a long story about', `${' '.repeat(16)}it`]);
	});
});

describe('a frame', () => {
	const many = Array.from({ length: 50 }, (_, index) => line(`row ${index}`));

	it('keeps the keys, the title and the row in focus when there is little room', () => {
		const fitted = fitFrame({ head: [line('title')], body: many, focus: 25, foot: [line('keys')] }, canvas(80, 9)).map(textOf);
		expect(fitted).toHaveLength(7);
		expect(fitted[0]).toBe('title');
		expect(fitted).toContain('row 25');
		expect(fitted.at(-1)).toBe('keys');
	});

	it.each([
		[0, 'more below'],
		[25, 'more above and below'],
		[49, 'more above'],
	])('says that there is more to read, with row %i in focus', (focus, says) => {
		const fitted = fitFrame({ head: [line('title')], body: many, focus, foot: [line('keys')] }, canvas(80, 11)).map(textOf);
		expect(fitted).toHaveLength(9);
		expect(fitted).toContain(`row ${focus}`);
		expect(fitted.at(-2)?.trim()).toBe(says);
	});

	describe('with more options than there is room for', () => {
		const options = Array.from({ length: 9 }, (_, index) => [
			{ ...line(`option ${index + 1}`), aria: { role: 'option' } as const },
			line(`hint ${index + 1}`),
		]).flat();
		const shown = (focus: number, rows: number) =>
			fitFrame({ head: [line('title')], body: options, focus, foot: [line('keys')] }, canvas(80, rows)).map((each) => textOf(each).trim());

		it.each([
			[0, '1 to 3 of 9, more below'],
			[8, '4 to 6 of 9, more above and below'],
			[16, '7 to 9 of 9, more above'],
		])('says where the others are, with the cursor on row %i', (focus, says) => {
			const lines = shown(focus, 11);
			expect(lines).toHaveLength(9);
			expect(lines.slice(-2)).toEqual([says, 'keys']);
			expect(lines).toContain(`option ${focus / 2 + 1}`);
		});

		it('says nothing where all of them fit, and takes no line from the last three', () => {
			expect(shown(0, 22)).toHaveLength(20);
			expect(shown(4, 7)).toEqual(['title', 'hint 2', 'option 3', 'hint 3', 'keys']);
		});
	});
});
