import { defineCheck, type Probe } from '../core/check.js';
import { kubectlProbe } from './kubectl/probe.js';

/** Programs that help when they are there; nothing needs them. */
const optional = ['trivy', 'cosign', 'kind', 'kubectl-ai', 'kagent'] as const;

export interface OtherFacts {
	readonly there: readonly string[];
	/** Clusters of kind. */
	readonly kindClusters: readonly string[];
}

const othersProbe: Probe<OtherFacts> = {
	id: 'others',
	withinMs: 6000,
	async read({ shell }, signal) {
		const [clusters, ...versions] = await Promise.all([
			shell.run(['kind', 'get', 'clusters'], { signal, timeoutMs: 5000 }),
			...optional.map((program) =>
				shell.run([program, program === 'kind' || program === 'trivy' ? '--version' : 'version'], { signal, timeoutMs: 5000 }),
			),
		]);
		return {
			there: optional.filter((_, at) => versions[at]?.kind === 'exited'),
			kindClusters: clusters?.kind === 'exited' && clusters.code === 0 ? clusters.stdout.split('\n').filter(Boolean) : [],
		};
	},
};

/** What else is here: never wrong, only told. */
export const othersAreListed = defineCheck({
	id: 'tools.optional',
	title: 'Optional tools',
	needs: { others: othersProbe, kubectl: kubectlProbe },
	diagnose: () => [],
	describe: ({ others, kubectl }) => {
		const contexts = Object.keys(kubectl.contexts);
		const parts = [
			others.there.length > 0 ? others.there.join(', ') : 'none of trivy, cosign, kind, kubectl-ai, kagent',
			...(others.kindClusters.length > 0 ? [`kind clusters: ${others.kindClusters.join(', ')}`] : []),
			...(contexts.length > 0 ? [`contexts: ${contexts.slice(0, 6).join(', ')}`] : []),
		];
		return { subject: 'Also here', fact: parts.join(' · ') };
	},
});
