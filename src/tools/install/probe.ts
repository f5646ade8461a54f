import type { Probe } from '../../core/check.js';
import type { SystemFacts } from '../../core/ports.js';
import { packageFor, type ToolName, type ToolPackage, toolNames } from './catalogue.js';
import { isOnPath, joinTool, recordFolder, toolFolder } from './folder.js';
import { readRecord } from './record.js';

/** What can be installed for this user, and what was. */
export interface InstallFacts {
	readonly host: SystemFacts;
	/** undefined when there is no place for programs: no home, or one that cannot be written. */
	readonly folder: string | undefined;
	readonly isOnPath: boolean;
	readonly packages: Readonly<Partial<Record<ToolName, ToolPackage>>>;
	/** Tools that we installed there. */
	readonly ours: ReadonlySet<ToolName>;
	/** Tools of that name in the folder that somebody else put there. */
	readonly foreign: ReadonlySet<ToolName>;
}

export const installProbe: Probe<InstallFacts> = {
	id: 'tools.install',
	async read({ system, files }) {
		const host = await system.read('.');
		const folder = toolFolder(host);
		const problem = folder === undefined ? 'no home' : await files.writeProblem(folder);
		const packages = Object.fromEntries(
			toolNames.flatMap((tool) => {
				const found = packageFor(tool, host);
				return found ? [[tool, found]] : [];
			}),
		) as InstallFacts['packages'];
		const ours = new Set<ToolName>();
		const foreign = new Set<ToolName>();
		for (const tool of toolNames) {
			const file = packages[tool]?.file;
			if (!folder || !file || (await files.kind(joinTool(host, folder, file))) === 'nothing') continue;
			((await readRecord({ files }, recordFolder(host), tool)) ? ours : foreign).add(tool);
		}
		return {
			host,
			folder: problem === undefined ? folder : undefined,
			isOnPath: folder !== undefined && isOnPath(host, folder),
			packages,
			ours,
			foreign,
		};
	},
};
