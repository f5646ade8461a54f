/** A recording of a terminal (https://docs.asciinema.org/manual/asciicast/v2/): its size, and what it was sent when. */
export interface Cast {
	readonly columns: number;
	readonly rows: number;
	readonly title: string;
	readonly events: readonly CastEvent[];
}

export interface CastEvent {
	readonly atMs: number;
	readonly data: string;
}

interface Header {
	readonly version: number;
	readonly width: number;
	readonly height: number;
	readonly title?: string;
}

export function parseCast(text: string): Cast {
	const [first = '', ...lines] = text.trim().split(/\r?\n/);
	const { version, width, height, title = '' } = JSON.parse(first) as Header;
	if (version !== 2) throw new Error(`This is no asciicast v2 but v${version}.`);
	const events = lines.flatMap((line) => {
		const [seconds, kind, data] = JSON.parse(line) as [number, string, string];
		return kind === 'o' ? [{ atMs: Math.round(seconds * 1000), data }] : [];
	});
	return { columns: width, rows: height, title, events };
}

export function formatCast({ columns, rows, title, events }: Cast): string {
	const header = { version: 2, width: columns, height: rows, title, env: { TERM: 'xterm-256color' } };
	return [header, ...events.map(({ atMs, data }) => [atMs / 1000, 'o', data])].map((line) => `${JSON.stringify(line)}\n`).join('');
}
