import { setTimeout as sleep } from 'node:timers/promises';
import { necessary } from './steps.js';
import type { Ran, Started, World } from './world.js';

export const moments = ['beginning', 'middle', 'end'] as const;
export type Moment = (typeof moments)[number];

/** What was seen of one `kill -9`. */
export interface Killed {
	readonly step: string;
	readonly moment: Moment;
	readonly secondsToHeal: number;
	readonly wrong: readonly string[];
}

/** The steps that a run goes through, as the plan has them. */
export function stepsOf({ events }: Ran): readonly string[] {
	const plan = events.find(({ event }) => event === 'plan');
	return ((plan?.items ?? []) as readonly { readonly id: string }[]).map(({ id }) => id);
}

/** How long each step that ran has taken. */
export function secondsOf({ events }: Ran): Readonly<Record<string, number>> {
	const done = events.filter(({ event, state }) => event === 'step' && state === 'done');
	return Object.fromEntries(done.map(({ id, seconds }) => [id, Number(seconds)]));
}

/** Steps for which nobody has said how they are made necessary. */
export function unknownSteps(ids: readonly string[]): readonly string[] {
	return ids.filter((id) => !(id in necessary));
}

/** Kills a run at one moment of one step; the next one heals, and the one after has nothing to do. */
export async function killAt(world: World, step: string, moment: Moment, usualSeconds: number): Promise<Killed> {
	const wrong: string[] = [];
	const title = `written before ${step} was killed at its ${moment}, ${Date.now()}`;
	await world.write(title);
	await necessary[step]?.(world);
	const started = world.start(world.upArgs());
	// What only waits for the app may find it back already; then there is nothing to kill.
	if (!(await killed(started, step, moment, usualSeconds)) && step !== 'app.answer') wrong.push('it was not met');
	const healed = await world.up();
	if (healed.report.outcome !== 'ready') {
		const { outcome, says, findings, lastLines } = healed.report;
		throw new Error(`${step} killed at its ${moment}: ${JSON.stringify({ outcome, says, findings, lastLines })}`);
	}
	const missing = await world.missing(healed.report);
	if (missing.length > 0) wrong.push(`${missing.length} todos are not there any more`);
	const again = await world.up();
	if (again.report.outcome !== 'ready' || again.ran.length > 0)
		wrong.push(`the run after the healing one: ${again.report.outcome}, ran ${again.ran.join(', ')}`);
	return { step, moment, secondsToHeal: healed.seconds, wrong };
}

/** Whether the moment came; the run has ended in any case. */
async function killed({ child, ended, onEvent }: Started, step: string, moment: Moment, usualSeconds: number): Promise<boolean> {
	let came = false;
	const kill = () => {
		came ||= child.exitCode === null && child.signalCode === null;
		child.kill('SIGKILL');
	};
	onEvent(({ event, id, state }) => {
		if (event !== 'step' || id !== step) return;
		if (state === 'running') {
			if (moment === 'beginning') kill();
			if (moment === 'middle') void sleep((usualSeconds * 1000) / 2).then(kill);
		}
		if (state === 'progress' && moment === 'middle') kill();
		// A step that was quicker than usual had its middle already.
		if (state === 'done' && moment !== 'beginning') kill();
	});
	await ended;
	return came;
}
