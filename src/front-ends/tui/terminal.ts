import { toAscii } from '../../core/words.js';

const CSI = '\u001B[';

/**
 * The output stream as Ink gets it. Ink empties the scrollback when the live part is as tall as the window, which also
 * happens for a moment while a window is being made smaller; with no end of the window in sight it never does
 * (https://github.com/vadimdemedes/ink/issues/935). Without Unicode every character is replaced by its twin of the same width.
 */
export function toTerminal(stdout: NodeJS.WriteStream, unicode: boolean): NodeJS.WriteStream {
	const write = (chunk: unknown, ...rest: readonly unknown[]) =>
		Reflect.apply(stdout.write, stdout, [typeof chunk === 'string' && !unicode ? toAscii(chunk) : chunk, ...rest]);
	return new Proxy(stdout, {
		get(target, property) {
			if (property === 'rows') return Number.POSITIVE_INFINITY;
			if (property === 'write') return write;
			const value: unknown = Reflect.get(target, property, target);
			return typeof value === 'function' ? value.bind(target) : value;
		},
	});
}

/**
 * What to write when the window has become narrower, before Ink erases the rows it knows of: terminals break the rows of the
 * last frame anew, so there are more of them now. They are erased, and the cursor is left where Ink expects it.
 */
export function eraseBroken(widths: readonly number[], columns: number): string {
	const rows = widths.reduce((sum, width) => sum + Math.max(1, Math.ceil(width / columns)), 0);
	if (rows === widths.length) return '';
	const erase = `${CSI}2K${`${CSI}1A${CSI}2K`.repeat(rows)}${CSI}G`;
	return `${erase}${CSI}${widths.length}E`;
}
