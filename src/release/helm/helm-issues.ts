import type { Finding, Remedy } from '../../core/check.js';

interface HelmIssue {
	readonly id: string;
	readonly cause: string;
	readonly pattern: RegExp;
	readonly says: string;
	readonly remedies: readonly Remedy[];
}

/** Ways in which helm upgrade is known to fail, most specific first. */
export const helmIssues: readonly HelmIssue[] = [
	{
		id: 'helm.values-refused',
		cause: 'helm-values-schema-invalid',
		pattern: /values don't meet the specifications of the schema/i,
		says: 'The values file holds something that the chart does not take.',
		remedies: [{ kind: 'manual', says: 'Correct the key that is named above in the values file, then run this again.' }],
	},
	{
		id: 'helm.port-taken',
		cause: 'port-in-use',
		pattern: /provided port is already allocated/i,
		says: 'Another Service of the cluster has this NodePort already.',
		remedies: [{ kind: 'manual', says: 'Choose another one.', commands: ['todo-k8s-setup --node-port 30081'] }],
	},
	{
		id: 'helm.foreign-object',
		cause: 'helm-ownership-conflict',
		pattern: /invalid ownership metadata|cannot be imported into the current release/i,
		says: 'An object of this name is there already and was not made by Helm.',
		remedies: [
			{
				kind: 'manual',
				says: 'Choose another namespace or release name, or delete the object that is named above.',
				commands: ['todo-k8s-setup --namespace todo2'],
			},
		],
	},
	{
		id: 'helm.pending',
		cause: 'helm-release-pending-operation',
		pattern: /another operation \(install\/upgrade\/rollback\) is in progress/i,
		says: 'Another Helm run works on this release, or was cut off.',
		remedies: [{ kind: 'manual', says: 'Wait until it has ended, then run this again: a cut-off one is cleared by itself.' }],
	},
	{
		id: 'helm.template-broken',
		cause: 'helm-template-yaml-error',
		pattern: /YAML parse error|error converting YAML|parse error at|execution error at|template:.*(?:error|nil pointer)/i,
		says: 'The chart does not render with these values.',
		remedies: [{ kind: 'manual', says: 'The line above names the template; correct the chart or the value it complains of.' }],
	},
	{
		id: 'helm.quota',
		cause: 'pod-unschedulable-resources',
		pattern: /exceeded quota/i,
		says: 'The quota of the namespace is too small for the app.',
		remedies: [{ kind: 'manual', says: 'Raise the quota, or choose another namespace.' }],
	},
];

export function helmFindings(output: string, valuesFile: string): readonly Finding[] {
	for (const { id, cause, pattern, says, remedies } of helmIssues) {
		if (!pattern.test(output)) continue;
		const lines = output.split('\n').map((line) => line.trim());
		const at = lines.findIndex((line) => pattern.test(line));
		const because = lines
			.slice(Math.max(0, at), at + 4)
			.filter(Boolean)
			.join(' ');
		return [
			{
				id,
				cause,
				severity: 'blocker',
				says: id === 'helm.values-refused' ? says.replace('The values file', valuesFile) : says,
				because: because.slice(0, 400),
				remedies,
			},
		];
	}
	return [];
}
