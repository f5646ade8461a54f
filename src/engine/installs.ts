import type { Finding } from '../core/check.js';
import type { Setup } from '../core/setup.js';
import type { Step } from '../core/step.js';

export interface Split {
	/** Each once, in the order in which they were found missing. */
	readonly installs: readonly Step[];
	/** Blockers that no install takes away. */
	readonly open: readonly Finding[];
}

/** With the permission to install, what is missing becomes part of the plan. A file of somebody else's is never replaced that way. */
export function splitInstalls(blockers: readonly Finding[], mayInstall: boolean): Split {
	const installs = new Map<string, Step>();
	const open: Finding[] = [];
	for (const finding of blockers) {
		const step = mayInstall ? installOf(finding) : undefined;
		if (step) installs.set(step.id, step);
		else open.push(finding);
	}
	return { installs: [...installs.values()], open };
}

function installOf({ remedies }: Finding): Step | undefined {
	const [remedy] = remedies.filter((each) => each.kind === 'step' && each.step.installs !== undefined && !each.step.destroys);
	return remedy?.kind === 'step' ? remedy.step : undefined;
}

export function withInstalls(setup: Setup, installs: readonly Step[]): Setup {
	const effects = installs.flatMap((step) => (step.installs === undefined ? [] : [step.installs]));
	return { ...setup, steps: [...installs, ...setup.steps], elsewhere: [...effects, ...setup.elsewhere] };
}
