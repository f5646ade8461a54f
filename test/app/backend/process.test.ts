import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { expectedSchema } from '../../../templates/app/backend/src/storage/sql/migrations.ts';
import { callerOf, temporaryFolder } from '../support/backend.js';
import { says, startProvider } from '../support/provider.js';

const run = promisify(execFile);
const backendFolder = fileURLToPath(new URL('../../../templates/app/backend/', import.meta.url));
const secret = 'a secret that is only used in tests, 48 bytes...';

let server: string;
beforeAll(async () => {
	const folder = join(await temporaryFolder(), 'dist');
	await run(process.execPath, ['build.mjs', folder], { cwd: backendFolder });
	server = join(folder, 'server.mjs');
}, 30_000);

const children: ChildProcess[] = [];
afterEach(() => {
	for (const child of children.splice(0)) child.kill('SIGKILL');
});

interface Running {
	readonly url: string;
	readonly output: () => string;
	readonly exit: Promise<number | null>;
	kill(signal: NodeJS.Signals): void;
}

async function start(environment: Record<string, string>, ...parameters: string[]): Promise<Running> {
	const port = await freePort();
	const child = spawn(process.execPath, [server, ...parameters], {
		env: { PATH: process.env.PATH ?? '', HOST: '127.0.0.1', PORT: String(port), JWT_SECRET: secret, ...environment },
	});
	children.push(child);
	let output = '';
	child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
	child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
	const exit = new Promise<number | null>((resolve) => child.on('exit', resolve));
	const url = `http://127.0.0.1:${port}`;
	while (!(await isReady(url))) {
		if (child.exitCode !== null) throw new Error(`The server ended: ${output}`);
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
	return { url, exit, output: () => output, kill: (signal) => void child.kill(signal) };
}

async function isReady(url: string): Promise<boolean> {
	try {
		return (await fetch(`${url}/ready`)).ok;
	} catch {
		return false;
	}
}

function freePort(): Promise<number> {
	return new Promise((resolve) => {
		const probe = createServer().listen(0, '127.0.0.1', () => {
			const { port } = probe.address() as AddressInfo;
			probe.close(() => resolve(port));
		});
	});
}

async function fails(environment: Record<string, string>, ...parameters: string[]): Promise<{ code: number; stderr: string }> {
	try {
		await run(process.execPath, [server, ...parameters], { env: { PATH: process.env.PATH ?? '', ...environment } });
		throw new Error('The command succeeded.');
	} catch (error) {
		return error as { code: number; stderr: string };
	}
}

describe('the built backend', () => {
	it('is one small file', async () => {
		expect((await stat(server)).size).toBeLessThan(2_000_000);
	});

	it('starts, passes its own selftest, and leaves in order', async () => {
		const app = await start({ DATA_DIR: await temporaryFolder() }, 'serve', '--migrate');
		const { stdout } = await run(process.execPath, [server, 'selftest', app.url]);
		expect(stdout.trim().split('\n')).toEqual(
			['sign up', 'log in', 'create a todo', 'list todos', 'complete the todo', 'delete the todo', 'chat', 'remove the account'].map(
				(step) => `ok   ${step}`,
			),
		);
		await run(process.execPath, [server, 'healthcheck'], { env: { PORT: new URL(app.url).port } });
		app.kill('SIGTERM');
		expect(await app.exit).toBe(0);
		const lines = app
			.output()
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line) as Record<string, unknown>);
		expect(lines.at(-1)).toMatchObject({ msg: 'stopped', complete: true });
		expect(app.output()).not.toContain(secret);
	});

	it('migrates as a command of its own, again and again, and keeps the data over a restart', async () => {
		const folder = await temporaryFolder();
		const environment = { PATH: process.env.PATH ?? '', DATA_DIR: folder };
		const migrate = async () => JSON.parse((await run(process.execPath, [server, 'migrate'], { env: environment })).stdout) as object;
		expect(await migrate()).toMatchObject({ from: 0, to: expectedSchema });
		expect(await migrate()).toMatchObject({ from: expectedSchema, to: expectedSchema });
		const first = await start({ DATA_DIR: folder });
		const {
			body: { token },
		} = await callerOf(first.url)('POST', '/api/auth/signup', { body: { email: 'ann@example.com', password: 'correct horse' } });
		await callerOf(first.url)('POST', '/api/todos', { token, body: { title: 'kept' } });
		first.kill('SIGKILL');
		await first.exit;
		const second = await start({ DATA_DIR: folder });
		expect((await callerOf(second.url)('GET', '/api/todos', { token })).body.todos).toMatchObject([{ title: 'kept' }]);
	});

	it('finishes a request that is under way when it is told to stop, and takes no new one', async () => {
		const provider = await startProvider(says('Late, but here.', 700));
		const app = await start(
			{ DATA_DIR: await temporaryFolder(), AI_BACKEND: 'compatible', AI_BASE_URL: provider.url, AI_MODEL: 'slow' },
			'serve',
			'--migrate',
		);
		const call = callerOf(app.url);
		const {
			body: { token },
		} = await call('POST', '/api/auth/signup', { body: { email: 'ann@example.com', password: 'correct horse' } });
		const answer = call('POST', '/api/chat', { token, body: { message: 'hello' } });
		while (provider.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
		app.kill('SIGTERM');
		while (await isReady(app.url)) await new Promise((resolve) => setTimeout(resolve, 10));
		expect((await answer).body.reply).toBe('Late, but here.');
		expect(await app.exit).toBe(0);
		await provider.stop();
	});

	it('ends at once when it is told to stop twice', async () => {
		const provider = await startProvider(says('Never read.', 20_000));
		const app = await start(
			{ DATA_DIR: await temporaryFolder(), AI_BACKEND: 'compatible', AI_BASE_URL: provider.url, AI_MODEL: 'slow' },
			'serve',
			'--migrate',
		);
		const call = callerOf(app.url);
		const {
			body: { token },
		} = await call('POST', '/api/auth/signup', { body: { email: 'ann@example.com', password: 'correct horse' } });
		call('POST', '/api/chat', { token, body: { message: 'hello' } }).catch(() => {});
		while (provider.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
		app.kill('SIGTERM');
		while (!app.output().includes('shutting down')) await new Promise((resolve) => setTimeout(resolve, 10));
		app.kill('SIGTERM');
		expect(await app.exit).toBe(1);
		await provider.stop();
	});

	it('serves the web as well when it is told where the web is', async () => {
		// One folder deeper, so that the file beside it lies in a folder of this test, too.
		const root = join(await temporaryFolder(), 'web');
		await mkdir(join(root, 'assets'), { recursive: true });
		await writeFile(join(root, 'index.html'), '<!doctype html>the page');
		await writeFile(join(root, 'assets', 'app-1234.js'), 'export {};');
		await writeFile(join(dirname(root), 'outside.txt'), 'outside');
		const call = callerOf((await start({ DATA_DIR: await temporaryFolder(), WEB_ROOT: root }, 'serve', '--migrate')).url);
		const page = await call('GET', '/some/page');
		expect([page.status, page.text, page.headers.get('cache-control')]).toEqual([200, '<!doctype html>the page', 'no-cache']);
		expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
		const asset = await call('GET', '/assets/app-1234.js');
		expect([asset.headers.get('content-type'), asset.headers.get('cache-control')]).toEqual([
			'text/javascript; charset=utf-8',
			'public, max-age=31536000, immutable',
		]);
		expect((await call('GET', '/assets/gone.js')).status).toBe(404);
		expect((await call('GET', '/..%2foutside.txt')).status).toBe(404);
		expect((await call('GET', '/api/nowhere')).body.status).toBe(404);
	});

	it('ends with a sentence for each problem of its settings', async () => {
		const { code, stderr } = await fails({ PORT: 'x', SECRETS_DIR: '/nonexistent' });
		expect(code).toBe(1);
		expect(stderr.trim().split('\n')).toEqual([expect.stringMatching(/^PORT is "x"/), expect.stringMatching(/^JWT_SECRET is missing/)]);
	});

	it('fails its selftest with a reason when nobody answers', async () => {
		const { code, stderr } = await fails({}, 'selftest', `http://127.0.0.1:${await freePort()}`);
		expect(code).toBe(1);
		expect(stderr).toMatch(/^todo-backend: fetch failed.*ECONNREFUSED/);
	});

	it('explains its commands when it does not know one', async () => {
		const { code, stderr } = await fails({}, 'dance');
		expect(code).toBe(2);
		expect(stderr).toContain('serve [--migrate]');
	});
});
