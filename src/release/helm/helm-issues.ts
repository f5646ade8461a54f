import type { Finding } from '../../core/check.js';
import { blame } from '../../knowledge/blame.js';
import { found } from '../../knowledge/found.js';

/** What a failed `helm upgrade` says that means something special for our own release; everything else is judged as any output is. */
export function helmFindings(output: string, valuesFile: string): readonly Finding[] {
	if (/provided port is already allocated/i.test(output))
		return [found('helm.port-taken', { because: lineWith(/provided port/i, output) })];
	return blame({ output, command: 'helm upgrade --install' }).map((finding) =>
		finding.id === 'helm.values-refused'
			? {
					...finding,
					says: `${valuesFile} holds something that the chart does not take.`,
					because: lineWith(/specifications of the schema/i, output, 4),
				}
			: finding,
	);
}

/** The line and some after it, as one. */
function lineWith(pattern: RegExp, output: string, count = 1): string {
	const lines = output.split('\n').map((line) => line.trim());
	const at = Math.max(
		0,
		lines.findIndex((line) => pattern.test(line)),
	);
	return lines
		.slice(at, at + count)
		.filter(Boolean)
		.join(' ')
		.slice(0, 400);
}
