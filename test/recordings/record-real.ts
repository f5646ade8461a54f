import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Cast, formatCast } from './cast.js';
import { Film } from './film.js';
import { textOf, toEvents, toFrames } from './frame.js';
import { toPace } from './pace.js';

const scene = { columns: 84, rows: 30 };
const longMs = 900_000;

/** Who types: with a name another user of this machine. */
export interface User {
	readonly name?: string | undefined;
	readonly home: string;
}

/** The installed program on the real tools of this machine, as somebody who has never used it: every question is answered with Enter. */
export function recordFirstRun(user: User): Promise<Cast> {
	return film(user, 'npx todo-k8s-setup', async (run) => {
		await run.type('npx todo-k8s-setup\r');
		for (const asks of [
			'Where should it run?',
			'What is it for?',
			'Which AI answers',
			'Where should the data live?',
			'How will the browser',
		]) {
			await run.until(asks);
			await run.pause(1500);
			await run.type('\r');
		}
		await run.until('Plan');
		await run.pause(4000);
		await run.type('\r');
		await run.until('Your Todo Chatbot is running.', longMs);
		await run.pause(3000);
	});
}

/** The same command after somebody has stopped the cluster. */
export function recordRepair(user: User, stop: string): Promise<Cast> {
	return film(user, 'npx todo-k8s-setup, the next morning', async (run) => {
		await run.type(`${stop}\r`);
		await run.until('stopped.', longMs);
		await run.pause(1500);
		await run.type('npx todo-k8s-setup\r');
		await run.until('Plan', 60_000);
		await run.pause(4000);
		await run.type('\r');
		await run.until('Your Todo Chatbot is running.', longMs);
		await run.pause(3000);
	});
}

async function film({ name, home }: User, title: string, act: (film: Film) => Promise<void>): Promise<Cast> {
	const folder = join(home, 'todo');
	mkdirSync(folder, { recursive: true });
	const given = Object.entries(process.env).filter(([key]) => /^(PATH|TODO_K8S_|npm_config_prefix)/.test(key));
	const env = {
		...Object.fromEntries(given.map(([key, value]) => [key, value ?? ''])),
		HOME: home,
		LANG: 'C.UTF-8',
		TERM: 'xterm-256color',
		PS1: '\\[\\e[2m\\]~/todo $\\[\\e[0m\\] ',
	};
	const shell = ['bash', '--norc', '--noprofile'] as const;
	const command = name === undefined ? shell : (['runuser', '-u', name, '--', ...shell] as const);
	const run = new Film({ ...scene, command, folder, env, title });
	await run.until('$');
	await run.pause(500);
	await act(run);
	const { cast } = run;
	if (process.env.RECORD_RAW !== undefined) writeFileSync(process.env.RECORD_RAW, formatCast(cast));
	await run.type('\r');
	await run.until('$');
	await run.type('exit\r');
	await run.ended;
	const frames = (await toFrames(cast)).filter((frame) => textOf(frame).trim() !== '');
	return { ...cast, events: toEvents(toPace(frames, { frameMs: 450, waitMs: 600, readMs: 4000 })) };
}
