import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Cast, formatCast, parseCast } from './cast.js';
import { type Frame, textOf, toFrames } from './frame.js';
import { recordDemo } from './record-demo.js';
import { folder, keptText, pictureOf, recordings, root, stories } from './recordings.js';
import { themes } from './svg.js';

const again = 'The recordings are not what the program shows now: npm run record';
const names = Object.keys(recordings);
const nothing: Frame = { atMs: 0, rows: [] };

/** What somebody has to have seen at the end of each. */
const shows: Readonly<Record<string, readonly string[]>> = {
	'first-run': ['Where should it run?', '✓ Backend image built', '✓ data survives a restart'],
	repair: ['profile "todo": stopped', '✓ Web image built                                                          holds'],
	'fresh-laptop': ['· Helm                   not installed', '✓ Pods ready', '✓ data survives a restart'],
	'wsl2-integration-off': ['✗ Docker Desktop does not share this WSL distribution', '✓ data survives a restart'],
	'broken-yesterday': ['✗ The cluster "minikube" is not running.', 'going back to the last good revision', '✓ data survives a restart'],
};

describe('docs/recordings', () => {
	it('has a recording and two pictures of each, and nothing else', () => {
		const files = names.flatMap((name) => [`${name}.cast`, ...themes.map((theme) => `${name}-${theme.name}.svg`)]);
		expect(readdirSync(folder).sort()).toEqual([...files, 'README.md'].sort());
	});

	it.each(names)('has the pictures of %s that its recording makes (npm run record)', async (name) => {
		for (const theme of themes) {
			const kept = keptText(`${name}-${theme.name}.svg`);
			expect(kept === (await pictureOf(name, theme)), again).toBe(true);
			expect(kept.length, 'a picture that loads at once').toBeLessThan(150_000);
			expect(kept).not.toMatch(/<script|<foreignObject|url\(|@import|@font-face/);
		}
	});

	it.each(names)('tells the story of %s to its good end', async (name) => {
		const screens = (await toFrames(parseCast(keptText(`${name}.cast`)))).map(textOf);
		for (const seen of shows[name] ?? [name])
			expect(
				screens.some((screen) => screen.includes(seen)),
				seen,
			).toBe(true);
		expect(screens.at(-1)).toContain('Your Todo Chatbot is running.');
	});

	it.each(names)('says nothing in %s of the machine that it was made on', (name) => {
		const text = keptText(`${name}.cast`);
		const paths = [...text.matchAll(/\/(?:home|root|tmp|work|Users)\/[\w.-]*/g)].map(([path]) => path);
		const neutral = ['/home/ada', '/home/user', '/tmp/todo-k8s-demo-a1b2c3'];
		expect(paths.filter((path) => !neutral.includes(path))).toEqual([]);
		expect(text.match(/sk-[a-z0-9]{8}|password[=:] ?\S+|eyJ[\w-]+\./gi)).toBeNull();
	});
});

// The folder of the setup is named on the screen, and only on Linux can it be the same everywhere.
describe.skipIf(process.platform !== 'linux')('the stories of docs/recordings, told again', () => {
	let told: ReadonlyMap<string, Cast>;
	beforeAll(async () => {
		told = new Map(await Promise.all(stories.map(async (name) => [name, await recordDemo(root, name)] as const)));
	}, 180_000);

	it.each(stories)('%s looks as it is kept (npm run record)', async (name) => {
		const now = told.get(name);
		const shown = now ? await toFrames(parseCast(formatCast(now))) : [];
		const kept = await toFrames(parseCast(keptText(`${name}.cast`)));
		// The first screen that differs says more than all of them.
		const at = shown.findIndex((frame, index) => lookOf(frame) !== lookOf(kept[index]));
		if (at >= 0) expect(textOf(shown[at] ?? nothing), again).toBe(textOf(kept[at] ?? nothing));
		expect(shown.map(lookOf), again).toEqual(kept.map(lookOf));
	});
});

/** How a screen looks, without what is another one whenever a file of the app or the chart is. */
function lookOf(frame: Frame | undefined): string {
	return JSON.stringify(frame?.rows.map((row) => row.map(({ text, look }) => [text, look])) ?? [])
		.replace(/\b[0-9a-f]{12}\b/g, '(checksum)')
		.replace(/\b\d+ files\b/g, '(files)');
}
