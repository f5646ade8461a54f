/** A model that is offered, with what it takes. */
export interface OfferedModel {
	readonly name: string;
	/** "400 MB". */
	readonly download: string;
	/** Memory that it needs to run. */
	readonly memoryMb: number;
}

/** From the smallest on; each knows how to call tools, which the chat lives on. */
export const offeredModels: readonly [OfferedModel, ...OfferedModel[]] = [
	{ name: 'qwen2.5:0.5b', download: '400 MB', memoryMb: 1024 },
	{ name: 'llama3.2:1b', download: '1.3 GB', memoryMb: 2048 },
	{ name: 'qwen2.5:3b', download: '1.9 GB', memoryMb: 3072 },
];

/**
 * Memory that a model needs, by the number of parameters in its name: a billion takes about 700 MiB as Ollama ships
 * them, and the server itself 600. undefined when the name does not tell.
 */
export function memoryOf(name: string): number | undefined {
	const offered = offeredModels.find((each) => each.name === name);
	if (offered) return offered.memoryMb;
	const [, number, unit] = /:(?:[\w.]*-)?(\d+(?:\.\d+)?)([bm])\b/i.exec(name) ?? [];
	if (number === undefined) return undefined;
	const billions = Number(number) / (unit?.toLowerCase() === 'm' ? 1000 : 1);
	return Math.ceil((billions * 700 + 600) / 256) * 256;
}
