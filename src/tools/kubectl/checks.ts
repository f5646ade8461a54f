import { defineCheck } from '../../core/check.js';
import { runWithoutCluster } from '../host/checks.js';
import { shortVersion } from '../version.js';
import { kubectlProbe } from './probe.js';

export const kubectlIsInstalled = defineCheck({
	id: 'kubectl.installed',
	title: 'kubectl is installed',
	needs: { kubectl: kubectlProbe },
	diagnose: ({ kubectl }) => {
		if (!kubectl.version) {
			return [
				{
					id: 'kubectl.missing',
					severity: 'blocker',
					cause: 'tool-not-on-path',
					says: 'kubectl is not installed.',
					because: 'No program "kubectl" is on the PATH.',
					remedies: [
						{ kind: 'manual', says: 'Install kubectl 1.28 or newer.', docs: 'https://kubernetes.io/docs/tasks/tools/' },
						runWithoutCluster,
					],
				},
			];
		}
		if (!kubectl.configProblem) return [];
		return [
			{
				id: 'kubectl.config-unreadable',
				severity: 'blocker',
				cause: /permission denied/i.test(kubectl.configProblem) ? 'kubeconfig-permission' : 'kubeconfig-env-bad-path',
				says: 'kubectl cannot read its configuration.',
				because: kubectl.configProblem,
				remedies: [
					{
						kind: 'manual',
						says: 'Look at the file that KUBECONFIG (or ~/.kube/config) names: it must be yours and valid YAML.',
						commands: ['echo $KUBECONFIG', 'ls -l ~/.kube/config', 'kubectl config view'],
					},
					runWithoutCluster,
				],
			},
		];
	},
	describe: ({ kubectl }) => ({
		subject: kubectl.version ? `kubectl ${shortVersion(kubectl.version)}` : 'kubectl',
		fact: !kubectl.version ? 'not installed' : kubectl.current ? `context ${kubectl.current}` : 'no context selected',
	}),
});
