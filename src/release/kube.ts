import type { Command } from '../core/shell.js';
import type { Place } from '../tools/kubectl/place.js';

export { kubectl, type Place } from '../tools/kubectl/place.js';
export { describeEnd, must } from '../tools/must.js';

export function helm({ context, namespace }: Place, ...args: string[]): Command {
	return ['helm', ...args, '--kube-context', context, '--namespace', namespace];
}
