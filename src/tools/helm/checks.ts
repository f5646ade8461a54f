import { type Check, defineCheck, type Finding } from '../../core/check.js';
import { found } from '../../knowledge/found.js';
import { orWithoutCluster } from '../host/checks.js';
import { installProbe } from '../install/probe.js';
import { installRemedy, missingFact } from '../install/remedy.js';
import type { InstallSource } from '../install/source.js';
import { shortVersion } from '../version.js';
import { type HelmFacts, helmProbe } from './probe.js';

export function helmIsInstalled(source: InstallSource): Check {
	return defineCheck({
		id: 'helm.installed',
		title: 'Helm 3 or newer is installed',
		needs: { helm: helmProbe, install: installProbe },
		diagnose: ({ helm, install }) => {
			const first = installRemedy('helm', install, source, helmProbe);
			return judge(helm).map((finding) => ({ ...finding, remedies: [...first, ...finding.remedies] }));
		},
		describe: ({ helm, install }) => ({
			subject: helm.version ? `Helm ${shortVersion(helm.version)}` : 'Helm',
			fact: helm.version ? factOf(helm) : missingFact('helm', install),
		}),
	});
}

function judge(helm: HelmFacts): readonly Finding[] {
	if (!helm.version) return [orWithoutCluster(found('helm.missing', { because: 'No program "helm" is on the PATH.' }))];
	if (helm.problem) return [orWithoutCluster(found('helm.broken', { because: helm.problem }))];
	if (helm.major < 3) return [orWithoutCluster(found('helm.too-old', { because: `helm version: ${helm.version}` }))];
	return [];
}

function factOf({ problem }: HelmFacts): string {
	return problem ? 'does not start' : 'installed';
}
