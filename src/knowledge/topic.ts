import { type Entry, layers } from './entry.js';
import type { Evidence } from './look.js';
import { type Sieve, sieveFor } from './sieve.js';
import { lineAt } from './text.js';
import type { Suspect } from './weigh.js';

/** What a guess is worth: told to somebody who asks, never to somebody who did not. */
const guessed = 0.25;
/** Fewer words than this are chance. */
const fewestWords = 1;
/** What a word counts that is not the program's own: in the command, or in what is known besides. */
const besides = 0.4;
/** Causes that are told, the likeliest first. */
const mostGuesses = 3;
/** Only the end of a long output is asked what it speaks of. */
const readLength = 8 * 1024;
/** Places of one topic that are looked at. */
const mostPlaces = 60;

/** Whether nothing but words speaks for it. */
export function isGuess({ confidence }: Suspect): boolean {
	return confidence <= guessed;
}

/** For an output without a sign: the causes whose words it is full of. A program's own words count more than what is known besides. */
export function guess(entries: readonly Entry[], { output, command, facts }: Evidence): readonly Suspect[] {
	const known = Object.entries(facts)
		.map(([key, value]) => `${key}: ${value}`)
		.join('\n');
	const said = output.slice(-readLength);
	const sieve = sieveFor([said, command, known].join('\n'));
	return entries
		.flatMap((entry) => {
			if (!entry.topic) return [];
			const words = wordsOf(said, entry.topic, sieve);
			const count = words.size + besides * (wordsOf(command, entry.topic, sieve).size + wordsOf(known, entry.topic, sieve).size);
			// Who has more words to be met by is met more often by chance.
			const weight = count / Math.sqrt(entry.topic.source.split('|').length);
			return count < fewestWords ? [] : [{ entry, weight, words }];
		})
		.sort((a, b) => b.weight - a.weight || layers.indexOf(a.entry.layer) - layers.indexOf(b.entry.layer))
		.slice(0, mostGuesses)
		.map(({ entry, words }, at) => ({
			entry,
			confidence: at === 0 ? guessed : guessed - 0.03,
			seen: [...words.values()]
				.slice(0, 1)
				.map((place) => ({ sign: topicSign(entry), line: lineAt(said, place), weight: guessed, warns: false })),
			against: [],
		}));
}

/** Each word once, with where it was met first. */
function wordsOf(text: string, topic: RegExp, sieve: Sieve): ReadonlyMap<string, number> {
	const words = new Map<string, number>();
	const source = sieve(topic);
	if (source === undefined) return words;
	const every = new RegExp(source, 'gi');
	for (let places = 0; places < mostPlaces; places++) {
		const found = every.exec(text);
		if (!found) break;
		const word = found[0].toLowerCase();
		if (!words.has(word)) words.set(word, found.index);
		if (found[0] === '') every.lastIndex++;
	}
	return words;
}

function topicSign({ topic }: Entry) {
	return { says: 'no sign that we know, but the output speaks of this', pattern: topic ?? /$^/, weight: guessed };
}
