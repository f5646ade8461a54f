import { type KubernetesTarget, namesOf, type Settings } from '../../core/app.js';
import type { Wanted } from './yaml-merge.js';

/** The answers as Helm values, by dotted path of the chart. */
export function toValues({ app, answers }: Settings, environment: string, exposure: KubernetesTarget['exposure'] | undefined): Wanted {
	return {
		'backend.environment': environment,
		'backend.ai.backend': app.ai.backend,
		'backend.ai.baseUrl': app.ai.baseUrl,
		'backend.ai.model': app.ai.model,
		'backend.database.driver': app.database.driver,
		'backend.secrets.existingSecret': namesOf(answers).secret,
		...(exposure ? { 'frontend.service.type': exposure.serviceType } : {}),
		...(exposure?.nodePort ? { 'frontend.service.nodePort': exposure.nodePort } : {}),
	};
}
