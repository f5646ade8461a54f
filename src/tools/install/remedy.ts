import type { Remedy } from '../../core/check.js';
import { shortVersion } from '../version.js';
import type { ToolName } from './catalogue.js';
import { spokenFolder } from './folder.js';
import type { InstallFacts } from './probe.js';
import type { InstallSource } from './source.js';
import { installTool, type VersionProbe } from './step.js';

/** "Install Helm 4.1 for this user", as a list to put before other remedies; empty when it cannot be done on this machine. */
export function installRemedy(tool: ToolName, facts: InstallFacts, source: InstallSource, probe: VersionProbe): readonly Remedy[] {
	const { folder, host, packages } = facts;
	const pkg = packages[tool];
	if (folder === undefined || pkg === undefined) return [];
	const costs = `${pkg.megabytes} MB · into ${spokenFolder(host, folder)}`;
	return [
		{
			kind: 'step',
			says: `Install ${pkg.title} ${shortVersion(pkg.version)} for this user`,
			costs,
			step: installTool({ pkg, folder, facts, source, probe }),
		},
	];
}

/** How a tool that is not there appears in a list. */
export function missingFact(tool: ToolName, { folder, packages }: InstallFacts): string {
	const pkg = packages[tool];
	return folder !== undefined && pkg ? `not installed · we can do that (${pkg.megabytes} MB)` : 'not installed';
}
