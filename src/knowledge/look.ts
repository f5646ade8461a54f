import type { Platform, Sign } from './entry.js';
import { type Sieve, sieveFor } from './sieve.js';
import { lineAt } from './text.js';

/** All there is to judge by. Texts are cleaned already. */
export interface Evidence {
	/** What the failing command printed. */
	readonly output: string;
	/** The command, when it is known. */
	readonly command: string;
	readonly platform: Platform;
	/** Context, such as `kubectl get pods` and its output, or what we know of this machine. */
	readonly facts: Readonly<Record<string, string>>;
}

/** A sign that was seen, and the line it was seen in. */
export interface Seen {
	readonly sign: Sign;
	readonly line: string;
	/** The sign's own, or less where the line is a mere warning. */
	readonly weight: number;
	/** Every line that it is seen in is a warning of a program that went on. */
	readonly warns: boolean;
}

/** The evidence, put together for looking. */
export interface Texts {
	readonly output: string;
	readonly facts: string;
	readonly command: string;
	readonly all: string;
	readonly everything: string;
	/** The program names an error, so that its warnings are no more than that. */
	readonly namesError: boolean;
	readonly sieve: Sieve;
}

export function toTexts({ output, command, facts }: Evidence): Texts {
	const known = Object.entries(facts)
		.map(([key, value]) => `${key}: ${value}`)
		.join('\n');
	const everything = `${command}\n${output}\n${known}`;
	return {
		output,
		facts: known,
		command,
		all: `${output}\n${known}`,
		everything,
		namesError: fatal.test(output),
		sieve: sieveFor(everything),
	};
}

/** Whether the sign is seen on this platform: none or one, at its first place that is no mere warning. */
export function look(sign: Sign, texts: Texts, platform: Platform): readonly Seen[] {
	if (sign.on && !sign.on.includes(platform)) return [];
	const text = texts[sign.in ?? 'all'];
	// To make a pattern ready costs more than to look.
	const pattern = text === '' ? undefined : flexible(sign.pattern, texts.sieve);
	const place = pattern && find(pattern, text);
	if (!place) return [];
	if (sign.with && !flexible(sign.with, texts.sieve)?.test(texts.everything)) return [];
	if (sign.unless && flexible(sign.unless, texts.sieve)?.test(texts.everything)) return [];
	const { line, at } = place;
	// What another command printed is context; what this one printed is what has to be explained.
	const context = sign.in === undefined && at > texts.output.length ? contextCounts : 1;
	return [{ sign, line, weight: sign.weight * context, warns: place.warns }];
}

const contextCounts = 0.92;
// Before a line may stand what quotes or numbers it, and the time.
const warning = /^(\S+ +\| +)?[\s>|#\d.:TZ-]{0,48}(\W*\[?warn(ing)?\b|W\d{4} |level=warn|❗|💡|🧯|🤷|! )/iu;
/** What Kubernetes calls a warning is an event: the thing itself. */
const event = /^(\S+ +\| +)?[\s>|#\d.:TZ-]{0,48}Warning\s+[A-Z][A-Za-z]+\s/;
const fatal =
	/^(\S+ +\| +)?[\s>|#\d.:TZ-]{0,48}(\W*\[?(error|fatal)\b|[EF]\d{4} |❌|X )|Exiting due to|Exit with error|error execution phase/im;
/** A test that passed, whatever it is about. */
const passed = /^\s*([✓✔√]|PASS\b|--- PASS)/u;
/** Places of one sign that are looked at before a mere warning is taken. */
const mostPlaces = 30;

/** Where a pattern is met; outside of warnings, where there is such a place. */
function find(pattern: RegExp, text: string): { readonly at: number; readonly line: string; readonly warns: boolean } | undefined {
	let first: { at: number; line: string } | undefined;
	let from = 0;
	for (let places = 0; places < mostPlaces; places++) {
		const found = pattern.exec(from === 0 ? text : text.slice(from));
		if (!found) break;
		const at = from + found.index;
		const line = lineAt(text, at);
		const start = text.lastIndexOf('\n', at) + 1;
		const beginning = text.slice(start, start + 160);
		if (!passed.test(beginning)) {
			if (!warning.test(beginning) || event.test(beginning)) return { at, line, warns: false };
			first ??= { at, line };
		}
		const end = text.indexOf('\n', at);
		if (end === -1) break;
		from = end + 1;
	}
	return first && { ...first, warns: true };
}

const flexibles = new Map<string, RegExp>();

/**
 * The pattern as it is looked for, or undefined when it cannot be met. Spaces match any white space: terminals wrap, and people
 * paste. What may repeat without end gets one, so that a megabyte of one word costs no more than a megabyte of log.
 */
function flexible(pattern: RegExp, sieve: Sieve): RegExp | undefined {
	const strict = sieve(pattern);
	if (strict === undefined) return undefined;
	const known = flexibles.get(strict);
	if (known?.flags === pattern.flags) return known;
	const source = strict
		// Quotes get lost on the way through shells and forms.
		.replace(/(?<=[a-z])'(?=[a-z])/gi, "'?")
		.replaceAll('[^\\n]*', '[^\\n]{0,400}')
		.replaceAll('\\S*', '\\S{0,160}')
		.replaceAll('\\S+', '\\S{1,160}')
		.replaceAll('\\w*', '\\w{0,60}')
		.replaceAll('\\w+', '\\w{1,60}')
		.replace(/(?<!\\)(\[(?:\\.|[^\]\\])+\])([*+])/g, (_, set: string, times: string) => `${set}{${times === '*' ? 0 : 1},80}`)
		// A space in a class of characters is meant as it is.
		.replace(/\[(?:\\.|[^\]\\])*\]| \?| /g, (part) => (part === ' ?' ? '\\s{0,40}' : part === ' ' ? '\\s{1,40}' : part));
	const made = new RegExp(source, pattern.flags);
	flexibles.set(strict, made);
	return made;
}
