import type { System } from './ports.js';

/** The wished port, or the next free one within 50; undefined when all are taken. */
export async function freePortNear(system: System, wished: number): Promise<number | undefined> {
	for (let port = wished; port <= Math.min(wished + 50, 65_535); port++) {
		if (await system.isPortFree(port)) return port;
	}
	return undefined;
}

/** What is wrong with a port as an answer. */
export function portProblem(raw: string): string | undefined {
	const port = Number(raw);
	if (Number.isInteger(port) && port >= 1024 && port <= 65_535) return undefined;
	return `"${raw}" is not a port; it takes a whole number from 1024 to 65535.`;
}
