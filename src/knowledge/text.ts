/** At most this much of an output is read, from its end: that is where programs say why they ended. */
export const maxBytes = 1024 * 1024;

/** Text of whatever bytes a terminal, a log or a Windows program left: UTF-8, UTF-16 with or without its mark, binary in between. */
export function decode(bytes: Uint8Array): string {
	const tail = bytes.length > maxBytes ? bytes.subarray(bytes.length - maxBytes) : bytes;
	if (tail[0] === 0xfe && tail[1] === 0xff) return new TextDecoder('utf-16be').decode(tail);
	if (tail[0] === 0xff && tail[1] === 0xfe) return new TextDecoder('utf-16le').decode(tail);
	// wsl.exe writes UTF-16 without a mark: every other byte of plain text is zero. Which one it is depends on where the tail was cut.
	const odd = zerosAt(tail, 1);
	const even = zerosAt(tail, 0);
	if (Math.max(odd, even) < 0.3) return new TextDecoder('utf-8').decode(tail);
	return new TextDecoder('utf-16le').decode(odd >= even ? tail : tail.subarray(1));
}

/** Share of zero bytes at the odd or even places of the beginning. */
function zerosAt(bytes: Uint8Array, parity: 0 | 1): number {
	const sample = bytes.subarray(0, 400);
	return sample.length < 8 ? 0 : sample.filter((byte, at) => byte === 0 && at % 2 === parity).length / sample.length;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are control characters
const escapes = /\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B]*(?:\u0007|\u001B\\)?|[@-Z\\-_])/g;

// A line end or a quote, escaped; but not the beginning of a name in a Windows path.
const escapedParts = /\\r\\n|\\n(?![a-z])|\\["']/g;
// Besides control characters: frames that programs draw around what matters, and what editors make of quotes and spaces.
// biome-ignore lint/suspicious/noControlCharactersInRegex: what is neither text nor line end
const unusual = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFFFD]|[\u2500-\u257F]+|[‘’“”\u00A0]/g;
const unusualAs: Readonly<Record<string, string>> = { '‘': "'", '’': "'", '“': '"', '”': '"', '\u00A0': ' ' };

/** As a person reads it: no colours, no overwritten progress, quotes unescaped, one kind of line end, no frames. */
export function clean(text: string): string {
	return usual(inLines(text));
}

/** The lines as a terminal shows them. */
export function inLines(text: string): string {
	const plain = text.includes('\u001B') ? text.replace(escapes, '') : text;
	const lines = plain.includes('\r') ? plain.replace(/\r+\n?/g, '\n') : plain;
	const escaped = lines.includes('\\') ? lines.replace(escapedParts, (part) => (part.endsWith('n') ? '\n' : part.slice(1))) : lines;
	// UTF-16 in between and rules of frames are long, and would take the place of what is worth reading.
	return escaped.includes('\0') || escaped.includes('─') ? usual(escaped) : escaped;
}

/** Without the characters that no pattern expects. */
export function usual(text: string): string {
	return text.replace(unusual, (part) => unusualAs[part.charAt(0)] ?? (part >= '\u2500' && part < '\u2580' ? ' ' : ''));
}

/** Widths that terminals have. */
const narrowest = 60;
const widest = 240;

/**
 * The lines that a terminal broke at its edge, whole again: several lines are exactly as long as the longest, and go on in the
 * next one. None when it does not look so.
 */
export function mended(text: string): readonly string[] {
	const lines = text.split('\n');
	let width = 0;
	for (const { length } of lines) if (length > width) width = length;
	if (width < narrowest || width > widest) return [];
	if (lines.filter(({ length }) => length === width).length < 2) return [];
	const whole: string[] = [];
	for (let at = 0; at < lines.length; at++) {
		let line = lines[at] ?? '';
		if (line.length !== width) continue;
		while (lines[at]?.length === width && at + 1 < lines.length) line += lines[++at];
		whole.push(line);
	}
	return whole;
}

/** Characters of one line that are kept, at its beginning and at its end. */
const lineEnds = 1500;
/** Characters at the end of an output that are read as they are. */
const tailLength = 64 * 1024;
/** Characters of the lines before that which look like trouble. */
const troubleLength = 32 * 1024;
const trouble = /error|fail|denied|refused|fatal|cannot|unable|timed? ?out|not found|no such|exiting|warn|x509|panic|invalid|missing/i;

/** What of a long output is worth judging: its end, and before it the lines that speak of trouble, each kind once, the latest first. */
export function gist(text: string): string {
	if (text.length <= tailLength) return shorten(text);
	const cut = text.indexOf('\n', text.length - tailLength);
	const at = cut === -1 || cut > text.length - tailLength / 2 ? text.length - tailLength : cut + 1;
	const seen = new Set<number>();
	const kept: string[] = [];
	let room = troubleLength;
	let before: string | undefined;
	for (let end = at - 1; end > 0 && room > 0; ) {
		const from = text.lastIndexOf('\n', end - 1) + 1;
		const line = text.slice(from, end);
		end = from - 1;
		if (line === before) continue;
		before = line;
		if (!trouble.test(line)) continue;
		const kind = kindOf(text, from, from + line.length);
		if (seen.has(kind)) continue;
		seen.add(kind);
		const short = shorten(line);
		kept.push(short);
		room -= short.length;
	}
	return `${kept.reverse().join('\n')}\n${shorten(onceEach(text.slice(at)))}`;
}

/** A figure that lines share which are the same, times and numbers aside. It reads the text itself, as V8 is slower with a slice of it. */
function kindOf(text: string, from: number, end: number): number {
	let kind = 0;
	let inNumber = false;
	for (let at = from; at < end; at++) {
		const code = text.charCodeAt(at);
		const isDigit = code >= 48 && code <= 57;
		if (!isDigit || !inNumber) kind = Math.imul(kind ^ (isDigit ? 48 : code), 0x01000193);
		inNumber = isDigit;
	}
	return kind;
}

/** A line that is repeated at once says nothing more: programs that wait print it every second. */
function onceEach(text: string): string {
	const lines = text.split('\n');
	return lines.filter((line, at) => line !== lines[at - 1]).join('\n');
}

function shorten(text: string): string {
	if (text.length <= 2 * lineEnds) return text;
	return text
		.split('\n')
		.map((line) => (line.length <= 2 * lineEnds ? line : `${line.slice(0, lineEnds)} … ${line.slice(-lineEnds)}`))
		.join('\n');
}

/** Characters of a line that are shown. */
const lineWidth = 200;

/** The line around a place, cut where it is very long. */
export function lineAt(text: string, at: number): string {
	const from = text.lastIndexOf('\n', at) + 1;
	const end = text.indexOf('\n', at);
	const line = text.slice(from, end === -1 ? undefined : end);
	// Of a very long line the part around the sign is shown.
	const start = Math.max(0, Math.min(at - from - 60, line.length - lineWidth));
	const part = line.slice(start, start + lineWidth).trim();
	return `${start > 0 ? '… ' : ''}${part}${start + lineWidth < line.length ? ' …' : ''}`;
}
