import type { Probe } from '../core/check.js';
import type { CurrentPlace } from '../core/diagnosis.js';
import { parseJson } from '../tools/version.js';

interface Kubeconfig {
	readonly 'current-context'?: string;
	readonly contexts?: readonly { readonly name: string; readonly context?: { readonly namespace?: string } }[] | null;
}

/** Where kubectl is: the selected context, or the one that is named, and its namespace. */
export function currentPlaceProbe(named: string | undefined): Probe<CurrentPlace> {
	return {
		id: `current-place:${named ?? ''}`,
		async read({ shell }, signal) {
			const outcome = await shell.run(['kubectl', 'config', 'view', '-o', 'json'], { signal, timeoutMs: 8000 });
			return toPlace(outcome.kind === 'exited' ? outcome.stdout : '', named);
		},
	};
}

export function toPlace(printed: string, named: string | undefined): CurrentPlace {
	const { contexts, 'current-context': selected } = (parseJson(printed) ?? {}) as Kubeconfig;
	const all = contexts ?? [];
	const context = named ?? (selected || undefined);
	const namespace = all.find(({ name }) => name === context)?.context?.namespace || 'default';
	return { context, namespace, contexts: all.map(({ name }) => name) };
}
