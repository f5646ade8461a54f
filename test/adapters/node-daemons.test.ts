import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fetchHttp } from '../../src/adapters/fetch-http.js';
import { nodeDaemons } from '../../src/adapters/node-daemons.js';
import { Secret } from '../../src/core/secret.js';
import type { Command } from '../../src/core/shell.js';

const daemons = nodeDaemons(process.env);
const sleeper = (script = ''): Command => [process.execPath, '-e', `${script}; setInterval(() => {}, 1000)`];
let folder: string;
let stateDir: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'todo-k8s-'));
	stateDir = join(folder, 'state');
});
afterEach(async () => {
	await daemons.stop(stateDir, 'app', 0);
	await rm(folder, { recursive: true, force: true });
});

const lives = (pid: number) => {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
};

describe('a program in the background', () => {
	it('is found by the next run, with its notes', async () => {
		const started = await daemons.start({ name: 'app', command: sleeper(), stateDir, notes: { port: 3000, fingerprint: 'x' } });

		expect(await nodeDaemons(process.env).find(stateDir, 'app')).toEqual({
			pid: started.pid,
			alive: true,
			notes: { port: 3000, fingerprint: 'x' },
			logFile: join(stateDir, 'app.log'),
		});
		expect(await daemons.find(stateDir, 'other')).toBeUndefined();
	});

	it('writes its output into its log, which is for this user only', async () => {
		const { logFile } = await daemons.start({
			name: 'app',
			command: sleeper('console.log("up", process.env.ADDED); console.error("complaint")'),
			stateDir,
			env: { ADDED: 'yes' },
		});

		await vi.waitFor(async () => expect(await readFile(logFile, 'utf8')).toBe('up yes\ncomplaint\n'), 5000);
		if (process.platform !== 'win32') expect((await stat(logFile)).mode & 0o777).toBe(0o600);
	});

	it('is ended, and forgotten', async () => {
		const { pid } = await daemons.start({ name: 'app', command: sleeper(), stateDir });
		await daemons.stop(stateDir, 'app');

		expect(await daemons.find(stateDir, 'app')).toBeUndefined();
		await vi.waitFor(() => expect(lives(pid)).toBe(false), 5000);
	});

	it.skipIf(process.platform === 'win32')('is ended hard when it does not listen', async () => {
		const { pid, logFile } = await daemons.start({
			name: 'app',
			command: sleeper('process.on("SIGTERM", () => {}); console.log("deaf")'),
			stateDir,
		});
		await vi.waitFor(async () => expect(await readFile(logFile, 'utf8')).toContain('deaf'), 5000);
		await daemons.stop(stateDir, 'app', 200);

		await vi.waitFor(() => expect(lives(pid)).toBe(false), 5000);
	});

	it('is known to have ended', async () => {
		const { pid } = await daemons.start({ name: 'app', command: [process.execPath, '-e', ''], stateDir });
		await vi.waitFor(async () => expect(await daemons.find(stateDir, 'app')).toMatchObject({ pid, alive: false }), 5000);
	});

	it('cannot be started when there is no such program', async () => {
		// A PATH of its own: a folder in it that cannot be read would be another error.
		const nowhere = nodeDaemons({ ...process.env, PATH: folder });
		await expect(nowhere.start({ name: 'app', command: ['no-such-program-anywhere'], stateDir })).rejects.toThrow('ENOENT');
		expect(await daemons.find(stateDir, 'app')).toBeUndefined();
	});

	it.runIf(process.platform === 'linux')('is not another program that got its number', async () => {
		await daemons.start({ name: 'app', command: sleeper(), stateDir });
		await daemons.stop(stateDir, 'app');
		const other: ChildProcess = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
		try {
			await writeFile(join(stateDir, 'app.pid.json'), JSON.stringify({ pid: other.pid, birth: '1', notes: {} }));

			expect(await daemons.find(stateDir, 'app')).toMatchObject({ pid: other.pid, alive: false });
			await daemons.stop(stateDir, 'app', 0);
			expect(lives(other.pid ?? 0)).toBe(true);
		} finally {
			other.kill('SIGKILL');
		}
	});

	it.each(['', '{"pid": 12', '{"pid": -1, "notes": {}}', '{"pid": "all"}'])('is none when its file holds %j', async (text) => {
		await daemons.start({ name: 'app', command: sleeper(), stateDir });
		await daemons.stop(stateDir, 'app', 0);
		await writeFile(join(stateDir, 'app.pid.json'), text);

		expect(await daemons.find(stateDir, 'app')).toBeUndefined();
		await daemons.stop(stateDir, 'app');
	});

	it.runIf(process.platform === 'linux')('is ended although a killed run never wrote it down, and nobody else is', async () => {
		const command = sleeper();
		const orphan = await daemons.start({ name: 'app', command, stateDir });
		await rm(join(stateDir, 'app.pid.json'));
		const elsewhere = spawn(command[0], command.slice(1), { cwd: folder, stdio: 'ignore' });
		try {
			await daemons.endOrphans(stateDir, command);

			await vi.waitFor(() => expect(lives(orphan.pid)).toBe(false), 5000);
			expect(lives(elsewhere.pid ?? 0)).toBe(true);
		} finally {
			elsewhere.kill('SIGKILL');
		}
	});
});

describe('asking over HTTP', () => {
	it('sends what it is given, and gives back what is answered', async () => {
		const server = createServer((request, response) => {
			let body = '';
			request.on('data', (part) => (body += part));
			request.on('end', () => {
				response.writeHead(request.url === '/moved' ? 302 : 201, { 'content-type': 'text/plain', location: '/elsewhere' });
				response.end(`${request.method} ${request.headers.authorization} ${request.headers['content-type']} ${body}`);
			});
		});
		const port = await new Promise<number>((resolve) =>
			server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)),
		);
		const http = fetchHttp({});
		try {
			expect(await http.request({ method: 'POST', url: `http://127.0.0.1:${port}/`, json: { a: 1 }, bearer: new Secret('token') })).toEqual(
				{
					kind: 'answered',
					status: 201,
					type: 'text/plain',
					body: 'POST Bearer token application/json {"a":1}',
					date: expect.any(String),
				},
			);
			expect(await http.request({ url: `http://127.0.0.1:${port}/moved` })).toMatchObject({ status: 302 });
		} finally {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		}
	});

	it('says why nobody answers', async () => {
		const server = createServer();
		const port = await new Promise<number>((resolve) =>
			server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)),
		);
		await new Promise((resolve) => server.close(resolve));
		expect(await fetchHttp({}).request({ url: `http://127.0.0.1:${port}/` })).toEqual({
			kind: 'unreachable',
			because: `connect ECONNREFUSED 127.0.0.1:${port}`,
		});
	});

	it('tells silence from refusal, and stops when told to', async () => {
		const server = createServer(() => undefined);
		const port = await new Promise<number>((resolve) =>
			server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)),
		);
		try {
			expect(await fetchHttp({}).request({ url: `http://127.0.0.1:${port}/`, timeoutMs: 100 })).toEqual({
				kind: 'timed-out',
				afterMs: 100,
			});

			const abort = new AbortController();
			const asking = fetchHttp({}).request({ url: `http://127.0.0.1:${port}/` }, abort.signal);
			abort.abort(new Error('enough'));
			await expect(asking).rejects.toThrow('enough');
		} finally {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		}
	});
});
