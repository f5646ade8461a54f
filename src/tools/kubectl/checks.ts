import { type Check, defineCheck } from '../../core/check.js';
import { found } from '../../knowledge/found.js';
import { orWithoutCluster } from '../host/checks.js';
import { installProbe } from '../install/probe.js';
import { installRemedy, missingFact } from '../install/remedy.js';
import type { InstallSource } from '../install/source.js';
import { shortVersion } from '../version.js';
import { configProblems } from './config-file.js';
import { kubectlProbe } from './probe.js';

export function kubectlIsInstalled(source: InstallSource): Check {
	return defineCheck({
		id: 'kubectl.installed',
		title: 'kubectl is installed',
		needs: { kubectl: kubectlProbe, install: installProbe },
		diagnose: ({ kubectl, install }) => {
			if (!kubectl.version) {
				const finding = orWithoutCluster(found('kubectl.missing', { because: 'No program "kubectl" is on the PATH.' }));
				return [{ ...finding, remedies: [...installRemedy('kubectl', install, source, kubectlProbe), ...finding.remedies] }];
			}
			// Reading goes on meanwhile; what has to write says it again, as a cause.
			if (!kubectl.configProblem) return configProblems(kubectl).map((finding) => ({ ...finding, severity: 'warning' }));
			const denied = /permission denied/i.test(kubectl.configProblem);
			const finding = orWithoutCluster(found('kubectl.config-unreadable', { because: kubectl.configProblem }));
			return [denied ? { ...finding, cause: 'kubeconfig-permission' } : finding];
		},
		describe: ({ kubectl, install }) => ({
			subject: kubectl.version ? `kubectl ${shortVersion(kubectl.version)}` : 'kubectl',
			fact: !kubectl.version ? missingFact('kubectl', install) : kubectl.current ? `context ${kubectl.current}` : 'no context selected',
		}),
	});
}
