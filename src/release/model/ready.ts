import type { ReleaseNames } from '../../core/app.js';
import { type Check, defineCheck, type Probe } from '../../core/check.js';
import { found } from '../../knowledge/found.js';
import { parseJson } from '../../tools/version.js';
import { kubectl, type Place } from '../kube.js';

/** What the backend says of its model: ready, pulling, down, unknown; undefined when it does not answer. */
export function modelProbe(place: Place, { backend }: ReleaseNames): Probe<string | undefined> {
	return {
		id: `model:${place.context}/${place.namespace}/${backend}`,
		async read({ shell }, signal) {
			// The web server does not let anybody ask from outside, and the API server leads straight to the backend.
			const path = `/api/v1/namespaces/${place.namespace}/services/${backend}:http/proxy/ready`;
			const outcome = await shell.run(kubectl(place, 'get', '--raw', path), { signal, timeoutMs: 8000 });
			if (outcome.kind !== 'exited' || outcome.code !== 0) return undefined;
			return (parseJson(outcome.stdout) as { ai?: string } | undefined)?.ai;
		},
	};
}

export function modelIsReady(place: Place, names: ReleaseNames, model: string): Check {
	return defineCheck({
		id: 'app.model-ready',
		title: `The model ${model} is there`,
		needs: { state: modelProbe(place, names) },
		diagnose: ({ state }) =>
			state === 'ready'
				? []
				: [
						found('app.model-missing', {
							says: `The model ${model} is not there yet.`,
							because: `The backend says: ${state ?? 'nothing'}.`,
						}),
					],
		describe: ({ state }) => ({ subject: 'Model', fact: state === 'ready' ? model : `${model}: ${state ?? 'not known'}` }),
	});
}
