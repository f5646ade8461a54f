import { type Check, defineCheck, type Finding } from '../../core/check.js';
import { StepFailed } from '../../core/error.js';
import type { Step, StepContext } from '../../core/step.js';
import { found } from '../../knowledge/found.js';
import { lastLines } from '../version.js';
import { type KubectlFacts, kubectlProbe } from './probe.js';

/** The context that plain kubectl uses is there and alive. What we do names its context always, so this is about the user's own work. */
export function currentContextIsUsable(wanted: string): Check {
	return defineCheck({
		id: 'kubectl.context',
		title: 'kubectl has a context that works',
		quiet: true,
		needs: { kubectl: kubectlProbe },
		diagnose: ({ kubectl }) => judge(kubectl, wanted),
		describe: ({ kubectl: { current } }) => ({ subject: 'kubectl context', fact: current ?? 'none selected' }),
	});
}

function judge({ current, contexts, isCurrentDead }: KubectlFacts, wanted: string): readonly Finding[] {
	// Our own context comes back with the cluster.
	if (current === undefined || current === wanted) return [];
	const gone = !(current in contexts);
	// A dead one is only worth a word when there is another to go to.
	if (!gone && !(isCurrentDead && wanted in contexts)) return [];
	return [
		found('kubectl.stale-context', {
			severity: 'warning',
			says: gone
				? `kubectl is set to the context "${current}", which does not exist.`
				: `kubectl is set to the context "${current}", whose cluster is not there any more.`,
			...(gone ? {} : { because: `Nothing listens at ${contexts[current]}.` }),
			remedies: [
				...(wanted in contexts ? [{ kind: 'step', says: `Use the context "${wanted}"`, step: selectStep(wanted) } as const] : []),
				{ kind: 'manual', says: 'Choose one that exists.', commands: ['kubectl config get-contexts', 'kubectl config use-context NAME'] },
			],
		}),
	];
}

/** Only for a context that is gone or dead: nobody is taken away from where they work. */
function selectStep(wanted: string): Step {
	return {
		id: 'kubectl.use-context',
		title: `Use the context "${wanted}"`,
		done: `Context "${wanted}" in use`,
		goal: contextIs(wanted),
		after: [],
		preview: [`kubectl config use-context ${wanted}`],
		seconds: 1,
		run: (context) => selectContext(context, wanted),
	};
}

function contextIs(wanted: string): Check {
	return defineCheck({
		id: 'kubectl.context-selected',
		title: `kubectl uses the context "${wanted}"`,
		needs: { kubectl: kubectlProbe },
		diagnose: ({ kubectl: { current } }) =>
			current === wanted ? [] : [found('kubectl.other-context', { says: `kubectl uses the context "${current ?? ''}".` })],
	});
}

export async function selectContext({ ports, signal }: StepContext, name: string): Promise<void> {
	const outcome = await ports.shell.run(['kubectl', 'config', 'use-context', name], { signal, timeoutMs: 8000 });
	if (outcome.kind === 'exited' && outcome.code === 0) return;
	signal.throwIfAborted();
	throw new StepFailed(`kubectl could not be set to the context "${name}".`, {
		lastLines: outcome.kind === 'exited' ? lastLines(outcome.stderr) : [],
	});
}
