import type { System } from '../../core/ports.js';

const header = /^# Rendered by todo-k8s-setup \(([0-9a-f]{16})\)\. .*\n/;

/** A file with a first line that tells whether somebody changed it since. */
export function seal(text: string, system: System): string {
	return `# Rendered by todo-k8s-setup (${sumOf(text, system)}). Change the values and render again: what is changed here by hand stays as it is.\n${text}`;
}

/** Whether a file is as we left it. Undefined for one that we did not write. */
export function isUntouched(sealed: string, system: System): boolean | undefined {
	const unix = sealed.replaceAll('\r\n', '\n');
	const [line, sum] = header.exec(unix) ?? [];
	return line === undefined ? undefined : sum === sumOf(unix.slice(line.length), system);
}

function sumOf(text: string, system: System): string {
	return system.sha256(text).slice(0, 16);
}
