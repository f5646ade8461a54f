import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Case } from './cases.js';
import type { Labelled } from './referenced.js';

/** So many lines on end that have this checksum, without white space at their ends. */
interface Block {
	readonly count: number;
	readonly sha256: string;
}

/** In a public issue thread. */
export interface InThread extends Labelled, Block {
	/** Its address. */
	readonly thread: string;
	/** What else is told there: another output, or a fact of a few words as it is. */
	readonly context?: Readonly<Record<string, Block | string>>;
}

/** `texts`: a folder in which threads/owner+name+number.txt is the text of each thread, whoever got it and however. */
export function caseInThread({ id, thread, context = {}, ...block }: InThread, texts: string): Pick<Case, 'source' | 'output' | 'context'> {
	const file = join(
		texts,
		'threads',
		`${thread.replace(/^https:\/\/github\.com\/|\/(issues|pull|discussions)(?=\/)/g, '').replaceAll('/', '+')}.txt`,
	);
	if (!existsSync(file)) throw new Error(`${id}: there is no ${file} with the text of ${thread}`);
	const lines = readFileSync(file, 'utf8')
		.split('\n')
		.map((line) => line.trimEnd());
	const read = (wanted: Block): string => {
		for (let at = 0; at + wanted.count <= lines.length; at++) {
			const text = lines.slice(at, at + wanted.count).join('\n');
			if (createHash('sha256').update(text).digest('hex') === wanted.sha256) return text;
		}
		throw new Error(`${id}: ${file} does not hold the text that was labelled`);
	};
	const further = Object.entries(context).map(([key, told]) => [key, typeof told === 'string' ? told : read(told)]);
	return { source: thread, output: read(block), context: Object.fromEntries(further) };
}
