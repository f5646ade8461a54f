import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { execaShell } from '../../src/adapters/execa-shell.js';
import { Secret } from '../../src/core/secret.js';
import type { Command } from '../../src/core/shell.js';

const shell = execaShell(process.env);
const node = (script: string): Command => [process.execPath, '-e', script];
/** Tells how much it got. */
const count = node('let n = 0; process.stdin.on("data", (part) => { n += part.length }).on("end", () => console.log(n))');
let folder: string;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'todo k8s ä-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a program that runs', () => {
	it('ends with its exit code and both its outputs', async () => {
		expect(await shell.run(node('console.log("out"); console.error("err"); process.exitCode = 3'))).toEqual({
			kind: 'exited',
			code: 3,
			stdout: 'out',
			stderr: 'err',
		});
	});

	it('gets its arguments as they are, without a shell', async () => {
		expect(await shell.run([process.execPath, '-p', 'process.argv.slice(1).join("|")', 'a b', '$HOME', '"; rm -rf /', 'ü'])).toMatchObject({
			stdout: 'a b|$HOME|"; rm -rf /|ü',
		});
	});

	it('tells each line as it comes, the last one without a line end, too', async () => {
		const lines: string[] = [];
		const outcome = await shell.run(node('process.stdout.write("one\\ntwo\\nthr"); setTimeout(() => process.stdout.write("ee"), 50)'), {
			onLine: (line) => lines.push(line),
		});

		expect(lines).toEqual(['one', 'two', 'three']);
		expect(outcome).toMatchObject({ code: 0, stdout: 'one\ntwo\nthree' });
	});

	it('tells lines of stderr, too', async () => {
		const lines: string[] = [];
		await shell.run(node('console.error("complaint")'), { onLine: (line) => lines.push(line) });
		expect(lines).toEqual(['complaint']);
	});

	it('gets its input on stdin, a secret as well', async () => {
		const echo = node('process.stdin.pipe(process.stdout)');
		expect(await shell.run(echo, { input: 'plain' })).toMatchObject({ stdout: 'plain' });
		expect(await shell.run(echo, { input: new Secret('s3cret') })).toMatchObject({ stdout: 's3cret' });
	});

	it('finds nothing on stdin when there is no input, so that it cannot ask', async () => {
		expect(
			await shell.run(node('process.stdin.on("data", () => {}).on("end", () => console.log("nobody", process.stdin.isTTY))')),
		).toMatchObject({ stdout: 'nobody undefined' });
	});

	it('gets our environment and what is added to it, in its folder', async () => {
		const outcome = await shell.run(node('console.log(process.env.ADDED, Boolean(process.env.PATH), process.cwd())'), {
			env: { ADDED: 'yes' },
			cwd: folder,
		});
		expect(outcome).toMatchObject({ stdout: expect.stringMatching(/^yes true .*todo k8s ä-/) });
	});
});

describe('a program that does not end by itself', () => {
	it('is missing when there is none', async () => {
		expect(await shell.run(['no-such-program-anywhere', 'x'])).toEqual({ kind: 'missing', program: 'no-such-program-anywhere' });
	});

	it.skipIf(process.platform === 'win32')('is not missing when it may not be executed', async () => {
		const path = join(folder, 'plain-file');
		await writeFile(path, '#!/bin/sh\n');
		await chmod(path, 0o644);
		expect(await shell.run([path])).toMatchObject({ kind: 'exited', code: 126 });
	});

	it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
		'is missing when only a folder that may not be entered could hold it',
		async () => {
			const closed = join(folder, 'closed');
			await mkdir(closed);
			await chmod(closed, 0o000);
			const careful = execaShell({ PATH: [closed, folder].join(delimiter) });
			expect(await careful.run(['no-such-program-anywhere'])).toEqual({ kind: 'missing', program: 'no-such-program-anywhere' });
			expect(await careful.pipe(['no-such-first'], count)).toEqual({ kind: 'missing', program: 'no-such-first' });
			expect(await careful.pipe(count, ['no-such-second'])).toEqual({ kind: 'missing', program: 'no-such-second' });
		},
	);

	describe.skipIf(process.platform === 'win32')('needs no process of its own', () => {
		const noProcess = (env: NodeJS.ProcessEnv) => execaShell(env, () => Promise.reject(new Error('a process was made')));

		it('to be missing', async () => {
			const careful = noProcess({ PATH: `/nowhere${delimiter}/usr/bin` });
			expect(await careful.run(['no-such-program-anywhere'])).toEqual({ kind: 'missing', program: 'no-such-program-anywhere' });
			expect(await careful.pipe(count, ['no-such-second'])).toEqual({ kind: 'missing', program: 'no-such-second' });
		});

		it.each([
			['it is in a later folder', { PATH: `/nowhere${delimiter}/usr/bin` }, 'env'],
			['the current folder is searched', { PATH: `/nowhere${delimiter}` }, 'no-such-program-anywhere'],
			['a folder is named from the current one', { PATH: `bin${delimiter}/nowhere` }, 'no-such-program-anywhere'],
			['it is given by its path', { PATH: '/nowhere' }, './no-such-program'],
			['there is no PATH', {}, 'no-such-program-anywhere'],
		])('unless %s', async (_when, env, program) => {
			await expect(noProcess(env).run([program])).rejects.toThrow('a process was made');
		});
	});

	it('is ended after its time', async () => {
		expect(await shell.run(node('setInterval(() => {}, 1000)'), { timeoutMs: 200 })).toEqual({ kind: 'timed-out', afterMs: 200 });
	});

	it('is ended when it is cancelled, with its children', async () => {
		const abort = new AbortController();
		const outcome = shell.run(node('console.log("up"); setInterval(() => {}, 1000)'), {
			signal: abort.signal,
			onLine: () => abort.abort(new Error('enough')),
		});
		expect(await outcome).toEqual({ kind: 'cancelled' });
	});

	it('is not even begun when it was cancelled before', async () => {
		expect(await shell.run(['no-such-program-anywhere'], { signal: AbortSignal.abort() })).toEqual({ kind: 'cancelled' });
	});

	it.skipIf(process.platform === 'win32')('is a failure when a signal from elsewhere ended it', async () => {
		expect(await shell.run(node('process.kill(process.pid, "SIGKILL")'))).toMatchObject({
			kind: 'exited',
			code: 128,
			stderr: expect.stringContaining('SIGKILL'),
		});
	});
});

describe('a pipe', () => {
	it('hands bytes on, unchanged and in any number', async () => {
		expect(await shell.pipe(node('process.stdout.write(Buffer.alloc(3_000_000, 255))'), count)).toMatchObject({
			kind: 'exited',
			code: 0,
			stdout: '3000000',
		});
	});

	it('gives the second program its own environment', async () => {
		const print = 'process.env.WHO ?? "nobody"';
		const outcome = await shell.pipe(
			node(`process.stdout.write(${print})`),
			node(`process.stdin.on("data", (part) => console.log(String(part), ${print}))`),
			{ toEnv: { WHO: 'second' } },
		);
		expect(outcome).toMatchObject({ stdout: 'nobody second' });
	});

	it('fails with the first program when that fails', async () => {
		expect(await shell.pipe(node('console.error("first"); process.exit(4)'), count)).toMatchObject({
			kind: 'exited',
			code: 4,
			stderr: 'first',
		});
	});

	it('fails with the second program when that fails', async () => {
		expect(
			await shell.pipe(
				node('process.stdout.write("x")'),
				node('process.stdin.resume(); process.stdin.on("end", () => { console.error("second"); process.exit(5) })'),
			),
		).toMatchObject({ code: 5, stderr: 'second' });
	});

	it('does not hang when the second program goes away in the middle', async () => {
		const outcome = await shell.pipe(node('process.stdout.write(Buffer.alloc(5_000_000))'), node('process.exit(6)'), { timeoutMs: 10_000 });
		expect(outcome.kind).toBe('exited');
		expect(outcome).not.toMatchObject({ code: 0 });
	});

	it('fails with the second program when the first one only lost its reader', async () => {
		const outcome = await shell.pipe(
			node('setInterval(() => process.stdout.write("x".repeat(100_000)), 5)'),
			node('console.error("full"); process.exit(7)'),
		);
		expect(outcome).toMatchObject({ kind: 'exited', code: 7, stderr: 'full' });
	});

	it('tells which program is missing', async () => {
		expect(await shell.pipe(['no-such-first'], count)).toEqual({ kind: 'missing', program: 'no-such-first' });
		expect(await shell.pipe(node('process.stdout.write("x")'), ['no-such-second'])).toEqual({ kind: 'missing', program: 'no-such-second' });
	});

	it('is cancelled as a whole', async () => {
		const abort = new AbortController();
		setTimeout(() => abort.abort(), 150);
		expect(await shell.pipe(node('setInterval(() => {}, 1000)'), count, { signal: abort.signal })).toEqual({ kind: 'cancelled' });
	});
});
