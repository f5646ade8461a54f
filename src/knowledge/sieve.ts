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
	const has = (word: string) => {
		let letters = 0;
		for (let at = 0; at < word.length; at++) {
			letters = (letters << 8) ^ word.charCodeAt(at);
			if (at >= 3 && seen[Math.imul(letters, spread) >>> (32 - tableBits)] === 0) return false;
		}
		return lower.includes(word);
	};
	return (pattern) => {
		const all = alternativesFor(pattern);
		const kept = all.filter(({ words }) => words.length === 0 || words.some(has));
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
	/** In small letters; every match contains at least one of them. Empty when there are none such. */
	readonly words: Words;
}
type Words = readonly string[];

const none: Words = [];
/** Shorter ones are everywhere. */
const shortest = 3;
const backslash = '\\'.charCodeAt(0);
const open = '('.charCodeAt(0);
const close = ')'.charCodeAt(0);
const bar = '|'.charCodeAt(0);
const bracket = '['.charCodeAt(0);
const bracketEnd = ']'.charCodeAt(0);
const brace = '{'.charCodeAt(0);
const question = '?'.charCodeAt(0);
const star = '*'.charCodeAt(0);
const zero = '0'.charCodeAt(0);
const colon = ':'.charCodeAt(0);
const less = '<'.charCodeAt(0);
/** What has a meaning of its own in a pattern; the space, which stands for any white space; the quote, which may be lost. */
const special = new Uint8Array(128);
for (const char of "\\()|[{?*+ .^$'") special[char.charCodeAt(0)] = 1;

/** Reads a pattern once, letter by letter: this is done for all of them before the first answer, so it does no more than it must. */
export function alternativesOf(source: string): readonly Alternative[] {
	const text = source.toLowerCase();
	const top: Alternative[] = [];
	const outer: Level[] = [];
	let level = newLevel(false);
	/** Words of the bracket that was just closed: what follows tells whether it may be left out. */
	let closed = none;
	/** Where the word began that is being read. */
	let from = -1;
	let topFrom = 0;
	let refersBack = false;
	let at = 0;
	while (at <= text.length) {
		const code = at < text.length ? text.charCodeAt(at) : bar;
		if (code > 127 || special[code] === 0) {
			if (closed !== none) closed = offer(level, closed);
			if (from === -1) from = at;
			at++;
			continue;
		}
		const isOptional = code === question || code === star || (code === brace && text.charCodeAt(at + 1) === zero);
		if (from !== -1) {
			const length = at - from - (isOptional ? 1 : 0);
			if (length >= shortest && wordWorth(length) > level.worth) {
				level.best = [text.slice(from, from + length)];
				level.worth = wordWorth(length);
			}
			from = -1;
		}
		if (closed !== none) closed = isOptional ? none : offer(level, closed);
		if (code === backslash) {
			const escaped = text.charAt(at + 1);
			if (escaped >= '1' && escaped <= '9') refersBack = true;
			at += escaped === 'u' ? 5 : escaped === 'x' ? 3 : 1;
		} else if (code === brace) at = text.indexOf('}', at);
		else if (code === bracket) {
			do at += text.charCodeAt(at) === backslash ? 2 : 1;
			while (text.charCodeAt(at) !== bracketEnd);
		} else if (code === open) {
			const looks = text.charCodeAt(at + 1) === question && text.charCodeAt(at + 2) !== colon;
			if (text.charCodeAt(at + 1) === question) at += text.charCodeAt(at + 2) === less ? 3 : 2;
			outer.push(level);
			level = newLevel(looks);
		} else if (code === bar || code === close) {
			if (level.best === none) level.all = undefined;
			else level.all?.push(...level.best);
			if (code === bar && outer.length === 0) {
				top.push({ source: source.slice(topFrom, at), words: level.best });
				topFrom = at + 1;
			}
			level.best = none;
			level.worth = 0;
			if (code === close) {
				closed = level.looksAround ? none : (level.all ?? none);
				level = outer.pop() ?? level;
			}
		}
		at++;
	}
	// Its brackets are counted from the beginning, so it is kept as it is.
	return refersBack && top.length > 1 ? [{ source, words: none }] : top;
}

/** One bracket of a pattern while it is read. */
interface Level {
	/** Words of its alternatives; undefined when one of them can match without any. */
	all: string[] | undefined;
	/** The rarest words of the alternative that is being read. */
	best: Words;
	worth: number;
	readonly looksAround: boolean;
}

function newLevel(looksAround: boolean): Level {
	return { all: [], best: none, worth: 0, looksAround };
}

/** Takes the words of a bracket for the alternative that it stands in, when they are rarer. */
function offer(level: Level, words: Words): Words {
	let least = Number.POSITIVE_INFINITY;
	for (const { length } of words) if (length < least) least = length;
	const worth = wordWorth(least) / (1 + words.length / 16);
	if (worth > level.worth) {
		level.best = words;
		level.worth = worth;
	}
	return none;
}

/** Long words are rare ones. */
function wordWorth(length: number): number {
	return length > 12 ? 12 : length;
}
