/** "v1.33.9+k3s1" to "1.33", for people. */
export function shortVersion(version: string): string {
	const [, major, minor] = /(\d+)\.(\d+)/.exec(version) ?? [];
	return major && minor ? `${major}.${minor}` : version;
}

/** The first number of a version; 0 when there is none. */
export function majorOf(version: string): number {
	return Number(/\d+/.exec(version)?.[0] ?? 0);
}

/** Parses JSON that a program printed; undefined when it is not JSON. */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** The last lines that say something. */
export function lastLines(text: string, count = 8): readonly string[] {
	return text
		.split(/\r?\n/)
		.map((line) => line.trimEnd())
		.filter((line) => line !== '')
		.slice(-count);
}
