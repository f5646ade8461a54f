import { defineCheck, type Finding } from '../../core/check.js';
import { runWithoutCluster } from '../host/checks.js';
import { shortVersion } from '../version.js';
import { type HelmFacts, helmProbe } from './probe.js';

export const helmIsInstalled = defineCheck({
	id: 'helm.installed',
	title: 'Helm 3 or newer is installed',
	needs: { helm: helmProbe },
	diagnose: ({ helm }) => {
		if (!helm.version) {
			return [finding('helm.missing', 'Helm is not installed.', 'No program "helm" is on the PATH.', 'tool-not-on-path')];
		}
		if (helm.problem) return [finding('helm.broken', 'Helm does not start.', helm.problem)];
		if (helm.major < 3)
			return [finding('helm.too-old', 'This Helm is too old: version 3.13 or newer is needed.', `helm version: ${helm.version}`)];
		return [];
	},
	describe: ({ helm }) => ({ subject: helm.version ? `Helm ${shortVersion(helm.version)}` : 'Helm', fact: factOf(helm) }),
});

function factOf({ version, problem }: HelmFacts): string {
	if (!version) return 'not installed';
	return problem ? 'does not start' : 'installed';
}

function finding(id: string, says: string, because: string, cause?: string): Finding {
	return {
		id,
		severity: 'blocker',
		...(cause ? { cause } : {}),
		says,
		because,
		remedies: [
			{ kind: 'manual', says: 'Install Helm 4 (or 3.13 and newer).', docs: 'https://helm.sh/docs/intro/install/' },
			runWithoutCluster,
		],
	};
}
