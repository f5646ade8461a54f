import { type Check, defineCheck, type Finding, type Remedy } from '../../core/check.js';
import { StepFailed } from '../../core/error.js';
import type { Ports } from '../../core/ports.js';
import type { Step, StepContext } from '../../core/step.js';
import { found } from '../../knowledge/found.js';
import { lastLines } from '../version.js';
import { type KubectlFacts, kubectlProbe } from './probe.js';

/** What keeps kubectl and Minikube from writing where a cluster is. */
export function configProblems(kubectl: KubectlFacts): readonly Finding[] {
	const { lockFile, readOnly } = kubectl;
	const findings = [...(lockFile ? [isLocked(lockFile)] : []), ...(readOnly ? [mayNotBeWritten(readOnly.file)] : [])];
	const remedy: Remedy = { kind: 'step', says: 'Let it be written', step: freeConfigStep(kubectl) };
	return findings.map((finding) => ({ ...finding, remedies: [remedy, ...finding.remedies] }));
}

function isLocked(lockFile: string): Finding {
	return found('kubectl.config-locked', {
		because: `${lockFile} is there.`,
		remedies: [{ kind: 'manual', says: 'If no kubectl is running, delete that file.' }],
	});
}

function mayNotBeWritten(file: string): Finding {
	return found('kubectl.config-permission', {
		says: "kubectl's configuration may not be written.",
		because: `${file} is read-only for you.`,
	});
}

function freeConfigStep(kubectl: KubectlFacts): Step {
	return {
		id: 'kubectl.free-config',
		title: "Let kubectl's configuration be written",
		done: "kubectl's configuration can be written",
		goal: configIsWritable,
		after: [],
		preview: commandsToFree(kubectl),
		seconds: 5,
		run: (context) => freeConfig(context, kubectl),
	};
}

const configIsWritable: Check = defineCheck({
	id: 'kubectl.config-writable',
	title: "kubectl's configuration can be written",
	needs: { kubectl: kubectlProbe },
	diagnose: ({ kubectl }) => configProblems(kubectl),
});

/** The commands that end these problems, as the user may read them. */
export function commandsToFree({ lockFile, readOnly }: KubectlFacts): readonly string[] {
	return [...(lockFile ? [`delete ${lockFile}`] : []), ...(readOnly ? [readOnly.cure.join(' ')] : [])];
}

/** kubectl holds its lock for milliseconds: one that is there all this time was left behind. */
const lockPatienceMs = 5000;

/** Lets kubectl's configuration be written again. */
export async function freeConfig({ ports, signal, progress }: StepContext, { lockFile, readOnly }: KubectlFacts): Promise<void> {
	if (lockFile) {
		progress({ says: "waiting whether kubectl's lock goes away by itself" });
		const deadline = ports.clock.now() + lockPatienceMs;
		while ((await ports.files.kind(lockFile)) === 'file') {
			if (ports.clock.now() >= deadline) {
				await removeLock(lockFile, ports);
				break;
			}
			await ports.clock.sleep(200, signal);
		}
	}
	if (!readOnly) return;
	const outcome = await ports.shell.run(readOnly.cure, { signal, timeoutMs: 5000 });
	if (outcome.kind === 'exited' && outcome.code === 0) return;
	signal.throwIfAborted();
	// It belongs to somebody else; what the finding advises by hand is left.
	throw new StepFailed(`${readOnly.file} could not be made writable.`, {
		findings: [mayNotBeWritten(readOnly.file)],
		lastLines: outcome.kind === 'exited' ? lastLines(outcome.stderr) : [],
	});
}

async function removeLock(lockFile: string, { files }: Ports): Promise<void> {
	try {
		await files.remove(lockFile);
	} catch (error) {
		throw new StepFailed(`${lockFile} could not be deleted.`, {
			findings: [isLocked(lockFile)],
			lastLines: [(error as Error).message],
		});
	}
}
