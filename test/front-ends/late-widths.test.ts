import { describe, expect, it } from 'vitest';

/** What the build puts in the place of slower things: plain JavaScript, as the build itself is. */
const standIn = async (name: string) => (await import(new URL(`../../bin/${name}.js`, import.meta.url).href)) as Record<string, unknown>;

describe('what the build puts in for measuring text', () => {
	it('knows every emoji that Node knows, and no other', async () => {
		const isEmoji = ((await standIn('emoji')).default as () => { test(cluster: string): boolean })();
		const flags = 'v';
		const known = new RegExp('^\\p{RGI_Emoji}$', flags);
		const single = Array.from({ length: 0x1faff }, (_, code) => String.fromCodePoint(code));
		const joined = ['1️⃣', '#️⃣', '🇩🇪', '👨‍👩‍👧', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '👍🏽', '✓', '✔️'];
		const different = [...single, ...single.map((sign) => `${sign}\uFE0F`), ...joined].filter(
			(sign) => isEmoji.test(sign) !== known.test(sign),
		);
		expect(different).toEqual([]);
	});

	it('cuts text where Intl.Segmenter cuts it', async () => {
		const { LateSegmenter } = (await standIn('late-segmenter')) as { LateSegmenter: new () => Intl.Segmenter };
		const ranges = [
			[0x20, 0x2ff],
			[0x2010, 0x2027],
			[0x2030, 0x205e],
			[0x2190, 0x21ff],
			[0x2500, 0x25ff],
			[0x2713, 0x2718],
			[0x2800, 0x28ff],
		] as const;
		const plain = ranges.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, at) => String.fromCharCode(from + at)));
		// Every sign beside its neighbours, and text that needs the real one.
		const texts = [plain.join(''), plain.toReversed().join(''), plain.flatMap((sign) => ['é', sign]).join(''), 'e\u0301 👨‍👩‍👧 \r\n 한국'];
		for (const text of texts) {
			const [ours, real] = [new LateSegmenter().segment(text), new Intl.Segmenter().segment(text)];
			expect([...ours]).toEqual([...real]);
			for (const at of [0, 1, text.length - 1, text.length]) expect(ours.containing(at)).toEqual(real.containing(at));
		}
	});
});
