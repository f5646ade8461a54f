import { type Entry, layers } from './entry.js';
import { type Evidence, look, type Seen, toTexts } from './look.js';

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
/**
 * Above 0.7 a cause is told as sure, which takes this much belief: of claims from here on 2 in 100 were wrong at first looks, of
 * what was believed less one in twelve (docs/diagnosis.md). The latter is told as no more than `unsureTold`, in its order.
 */
const sureFrom = 0.9;
const squeezedFrom = 0.6;
const unsureTold = 0.7;
/** Nothing that was seen makes a cause quite certain. */
const ceiling = 0.97;
/** What a mere warning counts, where there is something else that the program may have ended of. */
const warningCounts = 0.45;
/** The line in which a program says why it gives up. */
const lastWords =
	/Exit(ing|ed)? with error|Exiting due to|Terminiere aufgrund von|Saliendo por un error|Fermeture en raison de|が原因で終了|错误而退出|^\s*F\d{4} |^panic:|^fatal( error)?:|error execution phase/i;

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
		return { entry, seen, against, confidence: Math.round(claim(belief * doubt) * 100) / 100 };
	});
}

/** What may be told of a belief. */
function claim(belief: number): number {
	if (belief <= squeezedFrom || belief >= sureFrom) return belief;
	return squeezedFrom + ((belief - squeezedFrom) / (sureFrom - squeezedFrom)) * (unsureTold - squeezedFrom);
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
