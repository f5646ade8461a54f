/** How far a download is, over all its parts. */
export interface PullProgress {
	readonly percent: number;
	/** "180 MB of 397 MB". */
	readonly says: string;
}

const units: Readonly<Record<string, number>> = { B: 1, KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 };

/** A part that is coming ("... 45% ▕██  ▏ 180 MB/397 MB"), or has come (": 100% ▕████▏ 397 MB"). */
const part = /pulling ([0-9a-f]{6,})(?:\.\.\.|:)\s+(\d+)%[^\d\n]*([\d.]+)\s*([KMGT]?B)(?:\/([\d.]+)\s*([KMGT]?B))?/g;

/** The last state of every part that `ollama pull` told; undefined before the first one. It draws for a terminal, even where there is none. */
export function parsePull(output: string): PullProgress | undefined {
	const parts = new Map<string, { readonly done: number; readonly total: number }>();
	for (const [, id = '', , first = '', firstUnit = '', second, secondUnit = ''] of withoutCodes(output).matchAll(part)) {
		const done = Number(first) * (units[firstUnit] ?? 1);
		parts.set(id, { done, total: second === undefined ? done : Number(second) * (units[secondUnit] ?? 1) });
	}
	const sum = (of: 'done' | 'total') => [...parts.values()].reduce((all, each) => all + each[of], 0);
	const total = sum('total');
	if (total === 0) return undefined;
	return { percent: Math.min(100, Math.floor((sum('done') / total) * 100)), says: `${toSize(sum('done'))} of ${toSize(total)}` };
}

/** What it said last, for a person: without bars and colours. */
export function lastWords(output: string): readonly string[] {
	return withoutCodes(output)
		.split(/[\n\r]+/)
		.map((line) => line.trim())
		.filter((line) => line !== '' && !/[▕█]/.test(line))
		.slice(-4);
}

/** Such a model does not exist, so that trying again does not help. */
export function saysUnknownModel(output: string): boolean {
	return /pull model manifest: (file does not exist|400)|invalid model (name|path)/i.test(output);
}

function withoutCodes(output: string): string {
	// biome-ignore lint/suspicious/noControlCharactersInRegex: the codes of a terminal begin with one
	return output.replace(/\u001b\[[0-9;?]*[A-Za-z]/g, ' ');
}

/** Sizes as Ollama counts them, in powers of ten. */
function toSize(bytes: number): string {
	return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.round(bytes / 1e6)} MB`;
}
