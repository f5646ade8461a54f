import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { watchProcesses } from './support/processes.js';
import { type Ended, node, toEvents, toReport, User } from './support/user.js';

const user = new User();
const key = 'sk-planted0123456789abcdefghij';

/** Works from a folder with a space in its name, on a PATH with nothing but Node. */
describe('on a machine that has Node only', () => {
	const root = user.folder('node only-');
	const path = join(root, 'bin');
	const dir = join(root, 'todo-k8s');
	const program = inject('program');
	const start = (args: readonly string[], env: Record<string, string> = {}) =>
		user.start([node, program, ...args], { cwd: root, path: user.isOther ? `${path}:/usr/bin:/bin` : path, env });
	const run = (args: readonly string[], env?: Record<string, string>): Promise<Ended> => start(args, env).ended;

	beforeAll(() => {
		mkdirSync(path);
		symlinkSync(node, join(path, 'node'));
	});
	afterAll(async () => {
		await run(['down', '--yes', '--delete-data']);
		rmSync(root, { recursive: true, force: true });
	});

	it('chooses cluster none, starts the app and verifies it', async () => {
		const ended = await run(['up', '--yes', '--json', '--cluster', 'none']);
		const report = toReport(ended);
		expect(report.outcome, ended.stdout).toBe('ready');
		expect(ended.code).toBe(0);
		expect(report.verified.map(({ id, holds }) => [id, holds])).toEqual(
			['app.page', 'app.account', 'app.tasks', 'app.chat', 'app.speed', 'app.survives'].map((id) => [id, true]),
		);
		const page = await fetch(report.url ?? '');
		expect(page.status).toBe(200);
		expect(await page.text()).toContain('<title>');
	});

	it('finds everything holding the second time, and changes nothing', async () => {
		const before = contentOf(dir);
		const ended = await run(['up', '--yes', '--json']);
		const report = toReport(ended);
		expect(report.outcome).toBe('ready');
		expect(report.done).toEqual([]);
		expect(report.held).toHaveLength(3);
		expect(toEvents(ended).filter(({ event, state }) => event === 'step' && state === 'running')).toEqual([]);
		expect(contentOf(dir)).toEqual(before);
	});

	it('keeps accounts and tasks when the app is stopped and started again', async () => {
		const { url } = toReport(await run(['verify', '--json']));
		const account = { email: 'kept@example.com', password: 'correct horse battery' };
		const signedUp = await post(`${url}/api/auth/signup`, account);
		expect(signedUp.status).toBe(201);
		const stopped = toReport(await run(['down', '--yes', '--json']));
		expect(stopped.outcome).toBe('removed');
		expect(stopped.says).toContain('Kept:');
		await expect(fetch(url ?? '')).rejects.toThrow();
		const again = toReport(await run(['up', '--yes', '--json']));
		expect((await post(`${again.url}/api/auth/login`, account)).status).toBe(200);
	});

	it('starts the app again when it was killed, on another port when the first is taken', async () => {
		const pidFile = JSON.parse(readFileSync(join(dir, '.todo-k8s', 'app.pid.json'), 'utf8')) as { pid: number; notes: { port: number } };
		process.kill(pidFile.pid, 'SIGKILL');
		await sleep(200);
		const { createServer } = await import('node:http');
		const squatter = createServer().listen(pidFile.notes.port, '127.0.0.1');
		try {
			const report = toReport(await run(['up', '--yes', '--json']));
			expect(report.outcome).toBe('ready');
			expect(report.done).toEqual(['App started on this machine']);
			expect(report.url).not.toContain(`:${pidFile.notes.port}`);
		} finally {
			squatter.close();
		}
	});

	it('ends an app that a killed run started and could not write down', async () => {
		expect(toReport(await run(['up', '--yes', '--json'])).outcome).toBe('ready');
		const pidFile = join(dir, '.todo-k8s', 'app.pid.json');
		const { pid } = JSON.parse(readFileSync(pidFile, 'utf8')) as { pid: number };
		rmSync(pidFile);
		expect(toReport(await run(['up', '--yes', '--json'])).outcome).toBe('ready');
		expect(() => process.kill(pid, 0)).toThrow('ESRCH');
		await run(['down', '--yes', '--delete-data']);
	});

	it('ends with 130 and a sane report when it is interrupted', async () => {
		const child = start(['up', '--yes', '--json']);
		await untilPrinted(child, '"event":"step"');
		child.kill('SIGINT');
		const ended = await child.ended;
		expect(ended.code).toBe(130);
		expect(toReport(ended).outcome).toBe('cancelled');
	});

	it('shows a secret nowhere: not in output, files, logs or process list', async () => {
		// A server that accepts the key and answers the chat is not needed: the key must not leak even when the provider is silent.
		const seen: string[] = [];
		const watching = new AbortController();
		const watch = watchProcesses(key, seen, watching.signal);
		const ended = await run(['up', '--yes', '--json', '--ai', 'openai'], { OPENAI_API_KEY: key });
		watching.abort();
		await watch;
		expect(seen).toEqual([]);
		expect(ended.stdout + ended.stderr).not.toContain(key);
		const holders = Object.entries(contentOf(root)).filter(([, { text }]) => text.includes(key));
		expect(holders.map(([name]) => name)).toEqual([join('todo-k8s', '.todo-k8s', 'secrets', 'OPENAI_API_KEY')]);
		expect(holders.map(([, { mode }]) => mode)).toEqual([0o600]);
		// Without a network the chat cannot work, and that is said.
		expect(toReport(ended).outcome).toBe('not-verified');
		expect(toReport(ended).findings.map(({ id }) => id)).toEqual(['app.chat-fails']);
	});

	it('takes everything away, data only when told to', async () => {
		const report = toReport(await run(['down', '--yes', '--json', '--delete-data']));
		expect(report.outcome).toBe('removed');
		expect(existsSync(join(dir, 'data'))).toBe(false);
		expect(existsSync(join(dir, '.todo-k8s', 'secrets'))).toBe(false);
		expect(existsSync(join(dir, 'setup.yaml'))).toBe(true);
		const nothing = toReport(await run(['down', '--yes', '--json', '--delete-data']));
		expect(nothing.says).toContain('There was nothing to remove.');
	});
});

function post(url: string, body: unknown): Promise<Response> {
	return fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}

/** Text and mode of every file below a folder, the app's own data and logs aside. */
function contentOf(root: string): Record<string, { text: string; mode: number }> {
	const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
		(name) => !/(^|\/)(data|bin)(\/|$)|app\.log$|\.config/.test(name),
	);
	return Object.fromEntries(
		names
			.map((name) => [name, statSync(join(root, name))] as const)
			.filter(([, stats]) => stats.isFile())
			.map(([name, stats]) => [name, { text: readFileSync(join(root, name), 'utf8'), mode: stats.mode & 0o777 }]),
	);
}

async function untilPrinted(child: { stdout: NodeJS.ReadableStream | null }, text: string): Promise<void> {
	await new Promise<void>((resolve) => {
		let seen = '';
		child.stdout?.on('data', (chunk) => {
			seen += chunk;
			if (seen.includes(text)) resolve();
		});
	});
}
