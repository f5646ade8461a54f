import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { missingForCluster } from '../support/cluster-tools.js';
import { lacking } from '../support/machine.js';
import { User } from '../support/user.js';
import { type Healed, heal, tidyUp } from './heal.js';
import { killAt, type Moment, moments, secondsOf, stepsOf, unknownSteps } from './kill.js';
import { recordKill, recordRow } from './report.js';
import { type Ground, grounds, type PlacedRow } from './row.js';
import { rows } from './rows/index.js';
import { World } from './world.js';

const all = process.env.E2E_ALL === '1';
/** Beginnings of ids, with commas between them. */
const wanted = (process.env.REPAIR ?? '').split(',').filter(Boolean);
const rowMs = 15 * 60_000;

const missing = missingForCluster(new User());
if (missing && process.env.E2E === 'required') throw new Error(`E2E=required, but ${missing}`);
if (missing) console.log(`skipped: repairs on Minikube, because ${missing}`);
/** What the rows are typed with, everywhere. */
const tool = lacking(['jq']);
if (tool && process.env.E2E === 'required') throw new Error(`E2E=required, but there is no ${tool}`);
if (tool) console.log(`skipped: all repairs, because there is no ${tool}`);

/** Why a row is not for this machine or this run. */
function notNow({ id, takes, needs }: PlacedRow, user = new User()): string | undefined {
	if (wanted.length > 0 && !wanted.some((start) => id.startsWith(start))) return 'not asked for';
	if (takes === 'long' && !all && wanted.length === 0) return 'with --all only';
	if (needs === 'root' && !user.isOther) return 'needs root and E2E_USER';
	if (needs === 'engine' && !process.env.E2E_ENGINE) return 'needs E2E_ENGINE';
	return undefined;
}

const chosen = rows.filter((row) => notNow(row) === undefined);
/** The cluster of one ground does for these as well; only the way to the app differs. */
const sameCluster: readonly Ground[] = ['nodeport', 'port-forward', 'ingress'];

/** What did not go as its row says, of all groups: a test that fails ends the file. */
const failed: string[] = [];

for (const group of [['none'], sameCluster, ['kindnet']] as const) {
	const here = grounds.filter((ground) => (group as readonly Ground[]).includes(ground));
	const table = here.flatMap((ground) => chosen.filter((row) => row.ground === ground));
	const killing = takesKilling(here);
	describe.skipIf(tool !== undefined || (table.length === 0 && !killing) || (missing !== undefined && here[0] !== 'none'))(
		`repairs on ${here.join(', ')}`,
		() => {
			let world: World;

			beforeAll(async () => {
				world = new World(table[0]?.ground ?? here[0]!, inject('program'));
				await world.fresh();
			}, rowMs);
			afterAll(async () => {
				await world?.end();
				if (world) rmSync(world.root, { recursive: true, force: true });
			});

			// A row that fails is skipped with its reason; the last test of the file fails for all of them.
			for (const row of table) {
				it(`${row.id}: ${row.broken}`, { timeout: rowMs }, async ({ skip }) => {
					const wrong = await tryRow(world, row);
					failed.push(...wrong.map((each) => `${row.id}: ${each}`));
					if (wrong.length > 0) skip(wrong.join('\n'));
				});
			}

			it.runIf(killing)(
				'goes on after kill -9 at the beginning, in the middle and at the end of every step',
				{ timeout: 4 * rowMs },
				async () => {
					const first = await world.fresh();
					const steps = stepsOf(first);
					const usual = secondsOf(first);
					failed.push(...unknownSteps(steps).map((step) => `${step}: steps.ts has no way to make it necessary`));
					const asked = steps.filter((step) => asksForKilling(here, step));
					for (const step of asked) for (const moment of moments) failed.push(...(await tryKill(world, step, moment, usual[step] ?? 1)));
				},
			);
		},
	);
}

describe.skipIf(tool !== undefined)('repairs', () => {
	it('healed them all', () => {
		expect(failed.join('\n')).toBe('');
	});
});

/** Without a cluster they take seconds; on one, half an hour. */
function takesKilling(here: readonly Ground[]): boolean {
	if (wanted.length > 0) return wanted.some((start) => start.startsWith(`kill.${placeOf(here)}`) || start === 'kill.');
	return here.includes('none') || (here.includes('nodeport') && all);
}

function asksForKilling(here: readonly Ground[], step: string): boolean {
	return wanted.length === 0 || wanted.some((start) => `kill.${placeOf(here)}.${step}`.startsWith(start));
}

function placeOf(here: readonly Ground[]): string {
	return here.includes('none') ? 'none' : here.includes('nodeport') ? 'minikube' : 'other';
}

async function tryKill(world: World, step: string, moment: Moment, usualSeconds: number): Promise<readonly string[]> {
	const name = `kill -9 at the ${moment} of ${step}`;
	try {
		const killed = await killAt(world, step, moment, usualSeconds);
		const { wrong, secondsToHeal } = killed;
		if (wrong.length === 0) recordKill(killed, world.ground === 'none' ? 'none' : 'minikube');
		console.log(`${wrong.length === 0 ? 'as it should be' : 'WRONG'}  ${name}  (${secondsToHeal.toFixed(1)} s healed) ${wrong.join('; ')}`);
		return wrong.map((each) => `${name}: ${each}`);
	} catch (error) {
		console.log(`WRONG  ${name}\n    ${(error as Error).message}`);
		await world.fresh();
		return [`${name}: ${(error as Error).message}`];
	}
}

async function tryRow(world: World, row: PlacedRow): Promise<readonly string[]> {
	let healed: Healed | undefined;
	const wrong: string[] = [];
	try {
		await world.goTo(row.ground);
		healed = await heal(world, row);
		wrong.push(...healed.wrong);
	} catch (error) {
		wrong.push((error as Error).message);
		await restore(world, row);
	}
	const figures = healed
		? `${healed.seen.secondsToBreak.toFixed(0)} s broken, ${healed.seen.secondsToHeal.toFixed(1)} s healed, ${healed.seen.secondsAgain.toFixed(1)} s again`
		: 'not healed';
	console.log(
		`${wrong.length === 0 ? 'as it should be' : 'WRONG'}  ${row.id}  (${figures})${wrong.map((each) => `\n    ${each}`).join('')}`,
	);
	// What went wrong is no figure of ours.
	if (healed && wrong.length === 0) recordRow(healed.seen);
	return wrong;
}

/** A row that failed must not spoil the next one. */
async function restore(world: World, row: PlacedRow): Promise<void> {
	try {
		await tidyUp(world, row);
		const { report } = await world.up();
		if (report.outcome === 'ready' && (await world.missing(report)).length === 0) return;
	} catch {
		// Then everything is made anew.
	}
	await world.fresh();
}
