import type { Finding } from '../../core/check.js';
import type { Ports } from '../../core/ports.js';
import type { Command } from '../../core/shell.js';
import type { StepContext } from '../../core/step.js';
import { found } from '../../knowledge/found.js';
import { must } from '../must.js';
import type { KubectlFacts } from './probe.js';

/** What would make every command fail that tells kubectl where a cluster is. */
export function configProblems({ lockFile, readOnlyFile }: KubectlFacts): readonly Finding[] {
	return [
		...(lockFile ? [found('kubectl.config-locked', { because: `${lockFile} is there.` })] : []),
		...(readOnlyFile
			? [
					found('kubectl.config-permission', {
						says: "kubectl's configuration is read-only.",
						because: `${readOnlyFile} may not be written.`,
					}),
				]
			: []),
	];
}

/** The commands that end these problems, as the user may read them. */
export async function commandsToFree(kubectl: KubectlFacts, ports: Ports): Promise<readonly string[]> {
	const { lockFile, readOnlyFile } = kubectl;
	return [...(lockFile ? [`delete ${lockFile}`] : []), ...(readOnlyFile ? [(await makeWritable(readOnlyFile, ports)).join(' ')] : [])];
}

/** kubectl holds its lock for milliseconds: one that is there all this time was left behind. */
const lockPatienceMs = 5000;

/** Lets kubectl's configuration be written again. */
export async function freeConfig({ ports, signal, progress }: StepContext, { lockFile, readOnlyFile }: KubectlFacts): Promise<void> {
	if (lockFile) {
		progress({ says: "waiting whether kubectl's lock goes away by itself" });
		const deadline = ports.clock.now() + lockPatienceMs;
		while ((await ports.files.kind(lockFile)) !== 'nothing') {
			if (ports.clock.now() >= deadline) await ports.files.remove(lockFile);
			else await ports.clock.sleep(200, signal);
		}
	}
	if (readOnlyFile) {
		const command = await makeWritable(readOnlyFile, ports);
		await must(ports, command, { signal, timeoutMs: 5000 }, `${readOnlyFile} could not be made writable`);
	}
}

async function makeWritable(file: string, { system }: Ports): Promise<Command> {
	const { platform } = await system.read('/');
	return platform === 'win32' ? ['attrib', '-R', file] : ['chmod', 'u+w', file];
}
