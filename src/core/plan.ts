import type { Finding } from './check.js';
import type { Phrase } from './phrase.js';
import type { Step } from './step.js';

/** One line of the plan: a step, and whether its goal holds already. */
export interface PlanItem {
	readonly step: Step;
	readonly holds: boolean;
	/** Why it does not hold, when the world was asked. */
	readonly findings: readonly Finding[];
}

/** A file the run would write. `before` is undefined for a new one. */
export interface FileChange {
	/** Relative to the folder. */
	readonly path: string;
	readonly before: string | undefined;
	readonly after: string;
	/** The user changed it, too: it is not written without a yes. */
	readonly conflict?: boolean;
}

/** What a run would do; shown before anything changes. */
export interface Plan {
	readonly items: readonly PlanItem[];
	readonly files: readonly FileChange[];
	readonly dir: string;
	/** What is wrong with what an earlier run had set up: what each chain of broken things begins with. */
	readonly causes?: readonly Finding[];
	/** What becomes of `files` where they are no files of the folder: "Changes 2 objects in the cluster". */
	readonly effect?: string;
	/** What the run does outside the folder, for the last line of the plan. */
	readonly elsewhere: readonly Phrase[];
}

export function toDo(plan: Plan): readonly PlanItem[] {
	return plan.items.filter(({ holds }) => !holds);
}

/** What keeps the items from holding that come after no other one which does not hold. All else may only follow from that. */
export function causesOf(items: readonly PlanItem[]): readonly Finding[] {
	const broken = new Set(items.filter(({ holds }) => !holds).map(({ step }) => step.id));
	const before = new Map(items.map(({ step }) => [step.id, step.after]));
	const follows = (id: string): boolean => (before.get(id) ?? []).some((each) => broken.has(each) || follows(each));
	return items
		.filter(({ step, holds }) => !holds && !follows(step.id))
		.flatMap(({ findings }) => findings.filter(({ severity }) => severity === 'blocker'));
}

/** Seconds the whole plan takes with its overlaps: the longest chain of dependent steps. */
export function expectedSeconds(plan: Plan): number {
	const ends = new Map<string, number>();
	for (const { step, holds } of plan.items) {
		const starts = Math.max(0, ...step.after.map((id) => ends.get(id) ?? 0));
		ends.set(step.id, starts + (holds ? 0 : (step.seconds ?? 5)));
	}
	return Math.max(0, ...ends.values());
}
