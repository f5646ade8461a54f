import { setTimeout as sleep } from 'node:timers/promises';
import { median } from './report.js';
import type { Lines, PlacedRow, Stop } from './row.js';
import type { Ran, World } from './world.js';

/** What was seen of a row; the documentation is made from it. */
export interface Seen {
	readonly id: string;
	/** Ids that were told, in their order. */
	readonly named: readonly string[];
	readonly redone: readonly string[];
	readonly outcome: string;
	readonly secondsToBreak: number;
	/** The run that healed, verification included. */
	readonly secondsToHeal: number;
	/** The same without verification, for the comparison with raw commands: the median of three where `secondsByHand` is there. */
	readonly secondsOfSteps: number;
	/** The run after it, which has nothing to do. */
	readonly secondsAgain: number;
	readonly data: 'kept' | 'gone' | 'lost';
	/** The same repair by whoever knows the cause and the commands; the median of three. */
	readonly secondsByHand?: number;
}

export interface Healed {
	readonly seen: Seen;
	/** Everything that is not as the row says; empty when all is well. */
	readonly wrong: readonly string[];
}

/** Figures for the documentation take the time of a second repair. */
const measures = process.env.E2E_ALL === '1';

/** Waiting for the app may find it back already. */
const waits = ['release.rollout', 'app.answer'];

/** Breaks, runs once, looks through the public URL, runs again: nothing to do. */
export async function heal(world: World, row: PlacedRow): Promise<Healed> {
	const wrong: string[] = [];
	const title = `written before ${row.id}, ${Date.now()}`;
	await world.write(title);
	const beganMs = Date.now();
	await breakIt(world, row);
	const secondsToBreak = (Date.now() - beganMs) / 1000;

	const first = await (row.run?.(world) ?? world.up(row.args));
	wrong.push(...wrongCause(first, row), ...wrongEnd(first, row.ends));
	let healing = first;
	if (row.ends) {
		if (first.report.outcome === row.ends.outcome) wrong.push(...(await wrongSteps(world, first, row)));
		healing = await afterTheUser(world, row, row.ends);
		if (row.ends.redone) wrong.push(...differing('redone in the end', row.ends.redone, healing.ran));
	} else {
		wrong.push(...(await wrongSteps(world, first, row)));
	}
	if (healing.report.outcome !== 'ready') throw new NotHealed(row, healing, wrong);

	const missing = await world.missing(healing.report).catch((error: Error) => [error.message]);
	const data = missing.length === 0 ? 'kept' : typeof row.data === 'object' ? 'gone' : 'lost';
	if (data === 'lost') wrong.push(`${missing.length} todos are not there any more: ${missing.slice(-2).join('; ')}`);
	if (data !== 'kept') await world.forget(healing.report);

	const again = await world.up(row.args);
	if (again.report.outcome !== 'ready' || again.ran.length > 0)
		wrong.push(`the run after it: ${again.report.outcome}, ran ${again.ran.join(', ') || 'nothing'}: ${again.report.says}`);
	if (again.report.causes?.length) wrong.push(`the run after it names ${again.report.causes.map(({ id }) => id).join(', ')}`);
	await tidyUp(world, row);
	// What was put back may be one more change to take over.
	if (row.after) await world.up();

	return {
		seen: {
			id: row.id,
			named: told(first),
			redone: healing.ran,
			outcome: first.report.outcome,
			secondsToBreak,
			secondsToHeal: healing.seconds,
			secondsOfSteps: healing.secondsOfSteps,
			secondsAgain: again.seconds,
			data,
			...(await besideByHand(world, row, healing)),
		},
		wrong,
	};
}

/** The next row must not begin with what this one left behind. */
export class NotHealed extends Error {
	constructor(row: PlacedRow, { report, events, ran }: Ran, wrong: readonly string[]) {
		const { outcome, exitCode, says, findings, lastLines } = report;
		const failed = events.filter(({ state }) => state === 'failed').map(({ id }) => id);
		const lines = Array.isArray(lastLines) ? lastLines.slice(-4) : [];
		const what = JSON.stringify({ outcome, exitCode, says, findings: findings.map(short), ran, failed, lines });
		super([`${row.id} was not healed: ${what}`, ...wrong].join('\n'));
	}
}

export async function breakIt(world: World, { by }: PlacedRow): Promise<void> {
	if (typeof by === 'function') await by(world);
	else if (by.length > 0) await world.sh(by);
}

export async function tidyUp(world: World, { after }: PlacedRow): Promise<void> {
	if (typeof after === 'function') await after(world);
	else if (after) await world.sh(after);
}

/** The user does what only the user can do, and runs the same command again. */
async function afterTheUser(world: World, row: PlacedRow, { byUser, args = [] }: Stop): Promise<Ran> {
	if (typeof byUser === 'function') await byUser(world);
	else await world.sh(byUser);
	return world.up([...(row.args ?? []), ...args]);
}

function told({ report }: Ran): readonly string[] {
	return (report.outcome === 'ready' ? (report.causes ?? []) : report.findings).map(({ id }) => id);
}

function wrongCause(ran: Ran, { named }: PlacedRow): readonly string[] {
	if (!named) return [];
	const ids = told(ran);
	const lacking = named.filter((id) => !ids.includes(id));
	if (lacking.length === 0 && (named.length === 0 ? ids.length === 0 : ids[0] === named[0])) return [];
	const { causes, findings } = ran.report;
	return [`named ${JSON.stringify([...(causes ?? []), ...findings].map(short))}, and should be ${named.join(', ') || 'nothing'}`];
}

function wrongEnd({ report }: Ran, ends: Stop | undefined): readonly string[] {
	const { outcome, exitCode, says } = report;
	const wanted = ends ?? { outcome: 'ready', exitCode: 0 };
	return [
		...(outcome === wanted.outcome && exitCode === wanted.exitCode
			? []
			: [`ended as ${outcome} (${exitCode}) instead of ${wanted.outcome} (${wanted.exitCode}): ${says}`]),
		...(ends?.says && !ends.says.test(says) ? [`says "${says}", and not ${ends.says}`] : []),
	];
}

async function wrongSteps(world: World, ran: Ran, row: PlacedRow): Promise<readonly string[]> {
	const other = await row.and?.(world, ran);
	return [...(row.redone ? differing('redone', row.redone, ran.ran) : []), ...(other ? [other] : [])];
}

function differing(what: string, wanted: readonly string[], got: readonly string[]): readonly string[] {
	const plain = (ids: readonly string[]) => [...new Set(ids)].filter((id) => !waits.includes(id)).sort();
	return JSON.stringify(plain(wanted)) === JSON.stringify(plain(got))
		? []
		: [`${what} ${plain(got).join(', ') || 'nothing'}, and should be ${plain(wanted).join(', ') || 'nothing'}`];
}

const rounds = 3;

/**
 * Broken again and again in the same way, and healed by raw commands and by us in turn. How long a pod takes differs by
 * seconds from one time to the next, so the medians count.
 */
async function besideByHand(
	world: World,
	row: PlacedRow,
	{ secondsOfSteps }: Ran,
): Promise<Partial<Pick<Seen, 'secondsByHand' | 'secondsOfSteps'>>> {
	if (!row.byHand || !measures) return {};
	const [hand, ours] = [[await byHand(world, row, row.byHand)], [secondsOfSteps]];
	while (hand.length < rounds) {
		await breakIt(world, row);
		ours.push((await world.up(row.args)).secondsOfSteps);
		hand.push(await byHand(world, row, row.byHand));
	}
	return { secondsByHand: median(hand), secondsOfSteps: median(ours) };
}

/** Until the app answers; a run sees to whatever the commands have left undone. */
async function byHand(world: World, row: PlacedRow, lines: Lines): Promise<number> {
	await breakIt(world, row);
	const beganMs = Date.now();
	await world.sh(lines);
	await world.untilAnswered();
	const seconds = (Date.now() - beganMs) / 1000;
	const { report } = await world.up(row.args);
	// Whoever repairs by hand may have made new secrets, and so ended all sessions; and pods may go once more that were believed.
	for (const end = Date.now() + 60_000; ; await sleep(1000)) {
		const gone = await world.forget(report).then(
			() => undefined,
			(error: Error) => error,
		);
		if (!gone) return seconds;
		if (Date.now() > end) throw gone;
	}
}

function short({ id, says }: { readonly id: string; readonly says?: unknown }): string {
	return `${id} (${typeof says === 'string' ? says : JSON.stringify(says)})`;
}
