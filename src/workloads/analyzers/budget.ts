import { fits } from '../facts/object.js';
import { type Analyzer, ref, trouble } from '../trouble.js';

/** Disruption budgets that protect nothing, or let nothing go. */
export const budgets: Analyzer = (facts) =>
	facts.budgets.flatMap(({ name, selector, allowed, healthy, wanted, expected }) => {
		const at = ref('PodDisruptionBudget', name);
		const pods = facts.pods.filter((pod) => !pod.terminating && fits(pod.labels, selector));
		if (pods.length === 0 && expected === 0) {
			const says = `The disruption budget "${name}" protects no pod.`;
			return [
				trouble(at, 'disruption.no-pods', { severity: 'note', says, because: 'its selector fits no pod' }, { short: 'protects no pod' }),
			];
		}
		if (allowed > 0) return [];
		const sick = pods.filter(({ ready }) => !ready).map((pod) => ref('Pod', pod.name));
		return [
			trouble(
				at,
				'disruption.blocked',
				{
					// With healthy pods it is only a drain that has to wait.
					severity: sick.length > 0 ? 'warning' : 'note',
					says: `The disruption budget "${name}" lets no pod go.`,
					because: `${healthy} of ${expected} are healthy, and ${wanted} have to be`,
				},
				{ short: 'lets no pod go', causes: sick },
			),
		];
	});
