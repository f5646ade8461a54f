import type { Command } from '../../core/shell.js';

/** Where something is. Every kubectl and helm call carries both, so that no other cluster is ever touched. */
export interface Place {
	readonly context: string;
	readonly namespace: string;
}

/** kubectl that gives up on a silent API server after five seconds. */
export function kubectl({ context, namespace }: Place, ...args: string[]): Command {
	return ['kubectl', '--context', context, '--namespace', namespace, '--request-timeout=5s', ...args];
}
