import type { Probe } from '../core/check.js';
import type { Diagnosis, Scope } from '../core/diagnosis.js';

/** What is wrong in a namespace, and where it comes from. What it takes to tell is loaded when it is asked. */
export function diagnosisProbe(scope: Scope): Probe<Diagnosis> {
	return {
		id: `diagnosis:${scope.context}/${scope.namespace}/${scope.pod ?? ''}`,
		withinMs: 60_000,
		async read(ports, signal) {
			const { diagnose } = await import('./diagnose.js');
			return diagnose(scope, ports, signal);
		},
	};
}
