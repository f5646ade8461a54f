import type { Entry, Platform, Sign } from './entry.js';
import { layers } from './entry.js';
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

/** One cause with what speaks for it. */
export interface Suspect {
	readonly entry: Entry;
	/** 0..1. */
	readonly confidence: number;
	/** Strongest first. */
	readonly seen: readonly Seen[];
	/** What spoke against it. */
	readonly against: readonly Seen[];
}

/** What a cause keeps of its belief when one that brings it along is seen as well. */
const leftToSymptom = 0.4;
/** What a cause keeps when another one is named in the program's last words. */
const leftToMentioned = 0.88;
/** Weight from which a sign outside of warnings makes the warnings about others mere warnings. */
const plainFrom = 0.5;
/** Belief from which a cause explains its symptoms away. */
const explainsFrom = 0.6;
/** Confidences closer than this are no order; the earlier layer is. */
const tie = 0.06;
/** A sign of at least this weight names its cause nearly by itself. A lesser one, seen alone, is never told as sure, which begins above 0.7. */
const namesFrom = 0.8;
const aloneClaims = 0.7;
/** Nothing that was seen makes a cause quite certain. */
const ceiling = 0.97;

/**
 * Every entry that something speaks for, the likeliest first. Signs add up as
 * independent witnesses do; what speaks against takes away; a cause that
 * another, earlier one brings along steps back behind it.
 */
export function weigh(entries: readonly Entry[], evidence: Evidence): readonly Suspect[] {
	const texts = toTexts(evidence);
	const met = entries.flatMap((entry) => {
		const seen = (entry.signs ?? []).flatMap((sign) => look(sign, texts, evidence.platform));
		return seen.length === 0 ? [] : [{ entry, seen, isPlain: seen.some(({ warns, weight }) => !warns && weight >= plainFrom) }];
	});
	const believed = met.map(({ entry, seen: all }) => {
		// What a program only warns of is not why it ended, when there is something else that it may have ended of.
		const goesOn = texts.namesError || met.some((other) => other.isPlain && other.entry !== entry && !brings(entry, other.entry));
		const seen = all
			.map((each) => (each.warns && goesOn ? { ...each, weight: each.weight * warningCounts } : each))
			.sort((a, b) => b.weight - a.weight);
		const against = (entry.against ?? []).flatMap((sign) => look(sign, texts, evidence.platform));
		const belief = 1 - left(seen);
		return { entry, seen, against, belief: Math.min(ceiling, belief * left(against)) };
	});
	// Whoever is named in a program's last words comes before those that are only mentioned on the way.
	const named = believed.some(({ seen, belief }) => belief >= explainsFrom && seen.some(({ line }) => lastWords.test(line)));
	const explained = believed.map(({ entry, seen, against, belief }) => {
		const isSymptom = believed.some((other) => other.entry !== entry && other.belief >= explainsFrom && brings(other.entry, entry));
		const mentioned = named && !seen.some(({ line }) => lastWords.test(line)) ? leftToMentioned : 1;
		return { entry, seen, against, belief: belief * mentioned * (isSymptom ? leftToSymptom : 1) };
	});
	const ordered = inOrder(explained);
	return ordered.map(({ entry, seen, against, belief }, at) => {
		// A rival that is as likely halves what we can claim.
		const rival = at === 0 ? (ordered[1]?.belief ?? 0) : (ordered[0]?.belief ?? 0);
		const doubt = rival > 0.3 && rival > belief * 0.7 ? 1 - 0.35 * Math.min(1, rival / belief) : 1;
		const most = seen.length > 1 || seen.some(({ weight }) => weight >= namesFrom) ? ceiling : aloneClaims;
		return { entry, seen, against, confidence: Math.round(Math.min(most, belief * doubt) * 100) / 100 };
	});
}

function brings(cause: Entry, symptom: Entry): boolean {
	return symptom.symptomOf?.includes(cause.cause ?? cause.id) ?? false;
}

interface Believed {
	readonly entry: Entry;
	readonly seen: readonly Seen[];
	readonly against: readonly Seen[];
	readonly belief: number;
}

/** By belief; what is about as likely as the likeliest is ordered by layer. */
function inOrder(believed: readonly Believed[]): readonly Believed[] {
	const sorted = [...believed].sort((a, b) => b.belief - a.belief);
	const best = sorted[0]?.belief ?? 0;
	const close = sorted.filter(({ belief }) => best - belief < tie).sort((a, b) => depth(a) - depth(b));
	return [...close, ...sorted.slice(close.length)];
}

function depth({ entry }: Believed): number {
	return layers.indexOf(entry.layer);
}

function left(seen: readonly Seen[]): number {
	return seen.reduce((rest, { weight }) => rest * (1 - weight), 1);
}

interface Texts {
	readonly output: string;
	readonly facts: string;
	readonly command: string;
	readonly all: string;
	readonly everything: string;
	/** The program names an error, so that its warnings are no more than that. */
	readonly namesError: boolean;
	readonly sieve: Sieve;
}

function toTexts({ output, command, facts }: Evidence): Texts {
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

function look(sign: Sign, texts: Texts, platform: Platform): readonly Seen[] {
	if (sign.on && !sign.on.includes(platform)) return [];
	const pattern = flexible(sign.pattern, texts.sieve);
	const place = pattern && find(pattern, texts[sign.in ?? 'all']);
	if (!place) return [];
	if (sign.with && !flexible(sign.with, texts.sieve)?.test(texts.everything)) return [];
	if (sign.unless && flexible(sign.unless, texts.sieve)?.test(texts.everything)) return [];
	const { line, at } = place;
	// What another command printed is context; what this one printed is what has to be explained.
	const context = sign.in === undefined && at > texts.output.length ? contextCounts : 1;
	return [{ sign, line, weight: sign.weight * context, warns: place.warns }];
}

const contextCounts = 0.92;
const warningCounts = 0.45;
// Before a line may stand what quotes or numbers it, and the time.
const warning = /^(\S+ +\| +)?[\s>|#\d.:TZ-]{0,48}(\W*\[?warn(ing)?\b|W\d{4} |level=warn|❗|💡|🧯|🤷|! )/iu;
/** What Kubernetes calls a warning is an event: the thing itself. */
const event = /^(\S+ +\| +)?[\s>|#\d.:TZ-]{0,48}Warning\s+[A-Z][A-Za-z]+\s/;
const fatal =
	/^(\S+ +\| +)?[\s>|#\d.:TZ-]{0,48}(\W*\[?(error|fatal)\b|[EF]\d{4} |❌|X )|Exiting due to|Exit with error|error execution phase/im;
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
		if (!warning.test(beginning) || event.test(beginning)) return { at, line, warns: false };
		first ??= { at, line };
		const end = text.indexOf('\n', at);
		if (end === -1) break;
		from = end + 1;
	}
	return first && { ...first, warns: true };
}

/** The line in which a program says why it gives up. */
const lastWords =
	/Exit(ing|ed)? with error|Exiting due to|Terminiere aufgrund von|Saliendo por un error|Fermeture en raison de|が原因で終了|错误而退出|^\s*F\d{4} |^panic:|^fatal( error)?:|error execution phase/i;

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
