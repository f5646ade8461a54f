import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pty from '@lydell/node-pty';
import { type Cast, parseCast } from './cast.js';
import { textOf, toEvents, toFrames } from './frame.js';
import { toPace } from './pace.js';

const size = { columns: 84, rows: 30 };
/** Its name is another one every time, and of the same length. */
const ownFolder = /todo-k8s-demo-\w{6}/g;
/** On every screen of the story, and on none of what comes after it. */
const badge = '─ simulated ─';

/** A story of the demo as it is told to a reader, recorded by the program itself, without the time that it takes. */
export async function recordDemo(root: string, scenario: string): Promise<Cast> {
	const folder = mkdtempSync(join(tmpdir(), 'recording-'));
	try {
		const file = join(folder, 'demo.cast');
		const time = new URL('test/recordings/quick-time.js', `file://${root}/`).href;
		const args = ['--import', time, join(root, 'bin', 'todo-k8s-setup.js'), 'demo', scenario, '--record', file];
		// No program is called, so none has to be found.
		const env = { PATH: folder, HOME: folder, TMPDIR: '/tmp', LANG: 'C.UTF-8', TERM: 'xterm-256color' };
		const program = pty.spawn(process.execPath, args, { cwd: folder, env, cols: size.columns, rows: size.rows });
		let said = '';
		program.onData((data) => {
			said += data;
		});
		const exitCode = await new Promise<number>((resolve) => program.onExit((exit) => resolve(exit.exitCode)));
		if (exitCode !== 0) throw new Error(`demo ${scenario} ended with ${exitCode}:\n${said.slice(-3000)}`);
		const frames = await toFrames(parseCast(readFileSync(file, 'utf8').replace(ownFolder, 'todo-k8s-demo-a1b2c3')));
		const end = frames.findLastIndex((frame) => textOf(frame).includes(badge));
		const told = toPace(frames.slice(0, end + 1), { frameMs: 200, waitMs: 12_000, readMs: 12_000 });
		return { ...size, title: `todo-k8s-setup demo ${scenario}`, events: toEvents(told) };
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
