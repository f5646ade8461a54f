/** What of a pattern can match at all: its alternatives whose words are there. undefined: it cannot match. */
export type Sieve = (pattern: RegExp) => string | undefined;

/** Four letters in a row are one place in a table. */
const tableBits = 16;
const spread = 0x9e3779b1;

/**
 * Hundreds of patterns are known, of many alternatives each, and few of them fit one output. To make a pattern ready costs more
 * than to look for it, so first those alternatives are left out whose words are not there.
 */
export function sieveFor(text: string): Sieve {
	const lower = text.toLowerCase();
	const seen = new Uint8Array(1 << tableBits);
	let four = 0;
	for (let at = 0; at < lower.length; at++) {
		four = (four << 8) ^ lower.charCodeAt(at);
		seen[Math.imul(four, spread) >>> (32 - tableBits)] = 1;
	}
	const mayHave = (word: string) => {
		let letters = 0;
		for (let at = 0; at < word.length; at++) {
			letters = (letters << 8) ^ word.charCodeAt(at);
			if (at >= 3 && seen[Math.imul(letters, spread) >>> (32 - tableBits)] === 0) return false;
		}
		return true;
	};
	const looked = new Map<string, boolean>();
	const has = (word: string) => {
		let found = looked.get(word);
		if (found === undefined) {
			found = lower.includes(word);
			looked.set(word, found);
		}
		return found;
	};
	return (pattern) => {
		const all = alternativesFor(pattern);
		const kept = all.filter(({ needs }) => needs.every((words) => words.some(mayHave)) && needs.every((words) => words.some(has)));
		if (kept.length === all.length) return pattern.source;
		return kept.length === 0 ? undefined : kept.map(({ source }) => source).join('|');
	};
}

const known = new WeakMap<RegExp, readonly Alternative[]>();

function alternativesFor(pattern: RegExp): readonly Alternative[] {
	let found = known.get(pattern);
	if (!found) {
		found = alternativesOf(pattern.source);
		known.set(pattern, found);
	}
	return found;
}

/** One of the parts of a pattern that | divides. */
export interface Alternative {
	readonly source: string;
	/** In small letters; every match contains one word of each. */
	readonly needs: readonly Words[];
}
type Words = readonly string[];

const none: Words = [];
/** Shorter ones are everywhere. */
const shortest = 3;
/**
 * What has a meaning of its own in a pattern; the space, which stands for any white space; the quote, which may be lost. What
 * stands for a character is one piece with how often it may be there, and so is the beginning of a bracket.
 */
const marks = /((?:\\(?:u.{4}|x..|.)|\[(?:\\.|[^\]\\])*\]|[. '])(?:[?*+]|\{[^}]*\})?\??|\{[^}]*\}|\(\?(?:<?[=!]|:)|[()|?*+^$])/s;
const [bar, close, open, question, star, brace, backslash] = ['|', ')', '(', '?', '*', '{', '\\'].map((mark) => mark.charCodeAt(0));

/** Reads a pattern once. This is done for all of them before the first answer, so the pattern of marks does most of it. */
export function alternativesOf(source: string): readonly Alternative[] {
	const parts = source.split(marks);
	const top: Alternative[] = [];
	const outer: Level[] = [];
	let level = newLevel(false);
	/** Words of the bracket that was just closed: what follows tells whether it may be left out. */
	let closed = none;
	let topFrom = 0;
	let refersBack = false;
	let at = 0;
	// Plain text and marks by turns.
	for (let part = 0; part < parts.length; part += 2) {
		const plain = parts[part] ?? '';
		const mark = parts[part + 1] ?? '|';
		const kind = mark.charCodeAt(0);
		const isOptional = kind === question || kind === star || (kind === brace && mark.charAt(1) === '0');
		if (plain !== '') {
			if (closed !== none) closed = offer(level, closed);
			const length = plain.length - (isOptional ? 1 : 0);
			if (length >= shortest) level.needs.push([plain.slice(0, length).toLowerCase()]);
			at += plain.length;
		}
		if (closed !== none) closed = isOptional ? none : offer(level, closed);
		if (kind === bar || kind === close) {
			if (outer.length > 0) {
				if (level.needs.length === 0) level.all = undefined;
				else level.all?.push(...rarest(level.needs));
			} else {
				top.push({ source: source.slice(topFrom, at), needs: level.needs });
				topFrom = at + 1;
			}
			level.needs = [];
			if (kind === close) {
				closed = level.looksAround ? none : (level.all ?? none);
				level = outer.pop() ?? level;
			}
		} else if (kind === open) {
			outer.push(level);
			level = newLevel(mark.length > 1 && mark !== '(?:');
		} else if (kind === backslash && mark >= '\\1' && mark < '\\:') refersBack = true;
		at += mark.length;
	}
	// Its brackets are counted from the beginning, so it is kept as it is.
	return refersBack && top.length > 1 ? [{ source, needs: [] }] : top;
}

/** One bracket of a pattern while it is read. */
interface Level {
	/** Words of its alternatives; undefined when one of them can match without any. */
	all: string[] | undefined;
	/** What the alternative that is being read cannot do without. */
	needs: Words[];
	readonly looksAround: boolean;
}

function newLevel(looksAround: boolean): Level {
	return { all: [], needs: [], looksAround };
}

/** Takes the words of a bracket for the alternative that it stands in. */
function offer({ needs }: Level, words: Words): Words {
	needs.push(words);
	return none;
}

/** Of these, the words that are met least: few and long ones. */
function rarest(needs: readonly Words[]): Words {
	let best = none;
	let most = 0;
	for (const words of needs) {
		let least = 12;
		for (const { length } of words) if (length < least) least = length;
		const worth = least / (1 + words.length / 16);
		if (worth > most) {
			best = words;
			most = worth;
		}
	}
	return best;
}
