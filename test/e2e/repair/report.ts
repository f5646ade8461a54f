import { readFileSync, writeFileSync } from 'node:fs';
import type { Seen } from './heal.js';
import type { Killed } from './kill.js';
import type { PlacedRow } from './row.js';

const seenFile = new URL('seen.json', import.meta.url);

type SeenKill = Omit<Killed, 'wrong'> & { readonly place: string };

/** What is kept of runs of the table; parts of it may come from different days. */
export interface SeenSoFar {
	readonly rows: readonly Seen[];
	readonly kills: readonly SeenKill[];
}

export function readRecord(): SeenSoFar {
	try {
		return JSON.parse(readFileSync(seenFile, 'utf8')) as SeenSoFar;
	} catch {
		return { rows: [], kills: [] };
	}
}

/** Merges, so that a part of the table can be run alone. Nothing is written unless REPAIR_RECORD=1. */
export function recordRow(one: Seen): void {
	const { rows, kills } = readRecord();
	write({ kills, rows: [...rows.filter(({ id }) => id !== one.id), one].sort((a, b) => a.id.localeCompare(b.id)) });
}

export function recordKill({ step, moment, secondsToHeal }: Killed, place: string): void {
	const { rows, kills } = readRecord();
	const others = kills.filter((each) => each.step !== step || each.moment !== moment || each.place !== place);
	write({ rows, kills: [...others, { place, step, moment, secondsToHeal }] });
}

function write(all: SeenSoFar): void {
	if (process.env.REPAIR_RECORD !== '1') return;
	const rounded = (_key: string, value: unknown) => (typeof value === 'number' ? Math.round(value * 10) / 10 : value);
	writeFileSync(seenFile, `${JSON.stringify(all, rounded, '\t')}\n`);
}

type Tables = readonly { readonly title: string; readonly rows: readonly PlacedRow[] }[];

/** docs/reliability.md, from the table and from what was seen. */
export function toPage(tables: Tables, { rows, kills }: SeenSoFar): string {
	const seen = new Map(rows.map((row) => [row.id, row]));
	const known = tables.flatMap((table) => table.rows);
	return [
		'# Reliability',
		'',
		'The same command in the same folder brings a broken system back: it names the cause first, redoes only what is broken, and the run after it',
		'finds nothing to do. Each row below is a test on a real cluster (or, without one, on real processes): it breaks the system with real commands,',
		'runs once, reads through the public URL what a visitor wrote before, and runs again.',
		'',
		'This page is written by `npm run docs` from the table in `test/e2e/repair/rows` and from what its last recorded runs have seen',
		'(`test/e2e/repair/seen.json`). A row may be run alone:',
		'',
		'```sh',
		'E2E=required REPAIR=release.scaled npm run test:e2e repair            # REPAIR_RECORD=1 records what is seen',
		'E2E=required npm run test:e2e -- --all repair                         # with everything that takes its time',
		'```',
		'',
		'## Figures',
		'',
		...figures(known, seen),
		'',
		...against(known, seen),
		...tables.flatMap(({ title, rows: table }) => ['', `## ${title}`, '', ...toTable(table, seen)]),
		'',
		'## `kill -9` at every step',
		'',
		'The steps are those of the plan, so that a new one cannot be left out. Seconds that the next run took to be ready; the one after it found',
		'nothing to do.',
		'',
		...toKills(kills),
		'',
	].join('\n');
}

function figures(known: readonly PlacedRow[], seen: ReadonlyMap<string, Seen>): readonly string[] {
	const there = known.flatMap(({ id }) => seen.get(id) ?? []);
	const ready = there.filter(({ outcome }) => outcome === 'ready');
	return [
		'| What | Figure |',
		'|---|---|',
		`| ways to break it | ${known.length} |`,
		`| of these seen | ${there.length} |`,
		`| healed by one run without anybody's help | ${ready.length} |`,
		`| stopped with the cause, and healed by the run after the user had acted | ${there.length - ready.length} |`,
		`| a run that has nothing to do, verification included (median), on a cluster | ${ofPlace(there, known, (place) => place !== 'none')} |`,
		`| the same without a cluster | ${ofPlace(there, known, (place) => place === 'none')} |`,
	];
}

function ofPlace(there: readonly Seen[], known: readonly PlacedRow[], isIt: (ground: string) => boolean): string {
	const ids = new Set(known.filter(({ ground }) => isIt(ground)).map(({ id }) => id));
	const times = there.filter(({ id }) => ids.has(id)).map(({ secondsAgain }) => secondsAgain);
	return times.length === 0 ? 'not seen yet' : inSeconds(median(times));
}

function against(known: readonly PlacedRow[], seen: ReadonlyMap<string, Seen>): readonly string[] {
	const compared = known.filter(({ byHand }) => byHand);
	return [
		'Against somebody who knows the cause already and types the commands that heal it, on the same cluster and in the same run. Ours finds the cause',
		'first; both end when the app answers. The verification that follows ours is not part of it. Medians of three.',
		'',
		'| Broken | By hand | Ours | Ratio | With verification |',
		'|---|---|---|---|---|',
		...compared.map(({ id, broken }) => {
			const row = seen.get(id);
			if (row?.secondsByHand === undefined) return `| ${broken} | not seen yet | | | |`;
			const { secondsByHand, secondsOfSteps, secondsToHeal } = row;
			const ratio = (secondsOfSteps / secondsByHand).toFixed(1);
			return `| ${broken} | ${inSeconds(secondsByHand)} | ${inSeconds(secondsOfSteps)} | ${ratio} | ${inSeconds(secondsToHeal)} |`;
		}),
	];
}

function toTable(table: readonly PlacedRow[], seen: ReadonlyMap<string, Seen>): readonly string[] {
	return [
		'| Broken | Named | Redone | Healed in | Again | Data |',
		'|---|---|---|---|---|---|',
		...table.map((row) => {
			const found = seen.get(row.id);
			if (!found) return `| ${row.broken} | not seen yet | | | | |`;
			const redone = found.redone.map(code).join(', ') || 'nothing';
			const named = found.named.map(code).join(', ') || (row.ends?.says ? 'in words' : 'nothing is wrong');
			return `| ${row.broken} | ${named}${howItStops(row)} | ${redone} | ${inSeconds(found.secondsToHeal)} | ${inSeconds(found.secondsAgain)} | ${inWords(row, found)} |`;
		}),
	];
}

function howItStops({ ends }: PlacedRow): string {
	return ends ? `; exit code ${ends.exitCode} until the user has acted` : '';
}

function inWords({ data }: PlacedRow, found: Seen): string {
	return found.data === 'gone' && typeof data === 'object' ? `gone: ${data.gone}` : found.data;
}

function toKills(kills: readonly SeenKill[]): readonly string[] {
	if (kills.length === 0) return ['Not seen yet.'];
	const places = [...new Set(kills.map(({ place }) => place))];
	const moments = ['beginning', 'middle', 'end'];
	return [
		'| Step | At its beginning | In its middle | At its end |',
		'|---|---|---|---|',
		...places.flatMap((place) => {
			const here = kills.filter((each) => each.place === place);
			const steps = [...new Set(here.map(({ step }) => step))];
			return steps.map((step) => {
				const times = moments.map((moment) => here.find((each) => each.step === step && each.moment === moment)?.secondsToHeal);
				const where = places.length > 1 && place === 'none' ? ' (without a cluster)' : '';
				return `| ${code(step)}${where} | ${times.map((time) => (time === undefined ? '' : inSeconds(time))).join(' | ')} |`;
			});
		}),
	];
}

function code(text: string): string {
	return `\`${text}\``;
}

function inSeconds(value: number): string {
	return `${value.toFixed(value < 10 ? 1 : 0)} s`;
}

export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
