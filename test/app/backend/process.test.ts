import { mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { expectedSchema } from '../../../templates/app/backend/src/storage/sql/migrations.ts';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { callerOf } from '../support/backend.js';
import { chatEvents } from '../support/events.js';
import { freePort } from '../support/port.js';
import { endChunk, says, startProvider, streams, textChunk } from '../support/provider.js';
import { buildServer, isReady, jwtSecret, type Server } from '../support/server.js';

let server: Server;
beforeAll(async () => {
	server = await buildServer();
}, 30_000);
afterEach(() => server.stopAll());

describe('the built backend', () => {
	it('is one small file', async () => {
		expect((await stat(server.file)).size).toBeLessThan(2_000_000);
	});

	it('starts, passes its own selftest, and leaves in order', async () => {
		const app = await server.start({ DATA_DIR: temporaryFolder() }, 'serve', '--migrate');
		const { stdout } = await server.command({}, 'selftest', app.url);
		expect(stdout.trim().split('\n')).toEqual(
			['sign up', 'log in', 'create a todo', 'list todos', 'complete the todo', 'delete the todo', 'chat', 'remove the account'].map(
				(step) => `ok   ${step}`,
			),
		);
		expect((await server.command({ PORT: new URL(app.url).port }, 'healthcheck')).code).toBe(0);
		app.kill('SIGTERM');
		expect(await app.exit).toBe(0);
		const lines = app
			.output()
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line) as Record<string, unknown>);
		expect(lines.at(-1)).toMatchObject({ msg: 'stopped', complete: true });
		expect(app.output()).not.toContain(jwtSecret);
	});

	it('migrates as a command of its own, again and again, and keeps the data over a restart', async () => {
		const folder = temporaryFolder();
		const migrate = async () => JSON.parse((await server.command({ DATA_DIR: folder }, 'migrate')).stdout) as object;
		expect(await migrate()).toMatchObject({ from: 0, to: expectedSchema });
		expect(await migrate()).toMatchObject({ from: expectedSchema, to: expectedSchema });
		const first = await server.start({ DATA_DIR: folder });
		const {
			body: { token },
		} = await callerOf(first.url)('POST', '/api/auth/signup', { body: { email: 'ann@example.com', password: 'correct horse' } });
		await callerOf(first.url)('POST', '/api/todos', { token, body: { title: 'kept' } });
		first.kill('SIGKILL');
		await first.exit;
		const second = await server.start({ DATA_DIR: folder });
		expect((await callerOf(second.url)('GET', '/api/todos', { token })).body.todos).toMatchObject([{ title: 'kept' }]);
	});

	it('finishes a request that is under way when it is told to stop, and takes no new one', async () => {
		const provider = await startProvider(says('Late, but here.', 700));
		const app = await server.start(
			{ DATA_DIR: temporaryFolder(), AI_BACKEND: 'compatible', AI_BASE_URL: provider.url, AI_MODEL: 'slow' },
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

	it('finishes an open stream when it is told to stop', async () => {
		const provider = await startProvider(streams([textChunk('To'), textChunk(' the'), textChunk(' end.'), endChunk()], { pauseMs: 300 }));
		const app = await server.start(
			{ DATA_DIR: temporaryFolder(), AI_BACKEND: 'compatible', AI_BASE_URL: provider.url, AI_MODEL: 'slow' },
			'serve',
			'--migrate',
		);
		const { token } = (
			await callerOf(app.url)('POST', '/api/auth/signup', { body: { email: 'ann@example.com', password: 'correct horse' } })
		).body;
		const call = await chatEvents(app.url, token, 'hello');
		app.kill('SIGTERM');
		expect((await call.read()).at(-1)).toMatchObject({ event: 'done', data: { reply: 'To the end.' } });
		expect(await app.exit).toBe(0);
		await provider.stop();
	});

	it('ends at once when it is told to stop twice', async () => {
		const provider = await startProvider(says('Never read.', 20_000));
		const app = await server.start(
			{ DATA_DIR: temporaryFolder(), AI_BACKEND: 'compatible', AI_BASE_URL: provider.url, AI_MODEL: 'slow' },
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
		const root = join(temporaryFolder(), 'web');
		await mkdir(join(root, 'assets'), { recursive: true });
		await writeFile(join(root, 'index.html'), '<!doctype html>the page');
		await writeFile(join(root, 'assets', 'app-1234.js'), 'export {};');
		await writeFile(join(dirname(root), 'outside.txt'), 'outside');
		const large = 'export {};'.repeat(1000);
		await writeFile(join(root, 'assets', 'large-1234.js.gz'), gzipSync(large));
		const call = callerOf((await server.start({ DATA_DIR: temporaryFolder(), WEB_ROOT: root }, 'serve', '--migrate')).url);
		const page = await call('GET', '/some/page');
		expect([page.status, page.text, page.headers.get('cache-control')]).toEqual([200, '<!doctype html>the page', 'no-cache']);
		expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
		const asset = await call('GET', '/assets/app-1234.js');
		expect([asset.headers.get('content-type'), asset.headers.get('cache-control')]).toEqual([
			'text/javascript; charset=utf-8',
			'public, max-age=31536000, immutable',
		]);
		expect((await call('GET', '/assets/gone.js')).status).toBe(404);
		// As it is installed: packed on the disk, sent packed, and unpacked for whoever cannot read that.
		for (const encoding of ['gzip', 'identity']) {
			const packed = await call('GET', '/assets/large-1234.js', { headers: { 'accept-encoding': encoding } });
			expect([packed.text, packed.headers.get('content-type')]).toEqual([large, 'text/javascript; charset=utf-8']);
			expect(packed.headers.get('content-encoding')).toBe(encoding === 'gzip' ? 'gzip' : null);
		}
		expect((await call('GET', '/..%2foutside.txt')).status).toBe(404);
		expect((await call('GET', '/api/nowhere')).body.status).toBe(404);
	});

	it('serves metrics where it is told to', async () => {
		const port = await freePort();
		await server.start({ DATA_DIR: temporaryFolder(), METRICS_PORT: String(port) }, 'serve', '--migrate');
		expect(await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()).toContain('todo_build_info');
	});

	it('ends with a sentence for each problem of its settings', async () => {
		const { code, stderr } = await server.command({ PORT: 'x', SECRETS_DIR: '/nonexistent' });
		expect(code).toBe(1);
		expect(stderr.trim().split('\n')).toEqual([expect.stringMatching(/^PORT is "x"/), expect.stringMatching(/^JWT_SECRET is missing/)]);
	});

	it('tries one part of an app, and says which part is not as it should be', async () => {
		const metricsPort = await freePort();
		const app = await server.start({ DATA_DIR: temporaryFolder(), METRICS_PORT: String(metricsPort) }, 'serve', '--migrate');
		const part = (address: string, name: string) => server.command({}, 'selftest', address, name);
		expect(await part(app.url, 'database')).toMatchObject({ code: 0, stdout: expect.stringContaining('ok   the database answers') });
		expect(await part(`http://127.0.0.1:${metricsPort}`, 'metrics')).toMatchObject({ code: 0, stdout: 'ok   figures are served\n' });
		expect(await part(app.url, 'web')).toMatchObject({ code: 1, stderr: expect.stringContaining('not the page') });
		expect(await part(app.url, 'blocked')).toMatchObject({ code: 1, stderr: expect.stringContaining('does not enforce network policies') });
		expect(await part(`http://127.0.0.1:${await freePort()}`, 'blocked')).toMatchObject({ code: 0 });
		expect(await part(app.url, 'nonsense')).toMatchObject({ code: 2, stderr: expect.stringContaining('selftest knows api, database') });
		app.kill('SIGTERM');
		await app.exit;
	}, 30_000);

	it('fails its selftest with a reason when nobody answers', async () => {
		const { code, stderr } = await server.command({}, 'selftest', `http://127.0.0.1:${await freePort()}`);
		expect(code).toBe(1);
		expect(stderr).toMatch(/^todo-backend: fetch failed.*ECONNREFUSED/);
	});

	it('explains its commands when it does not know one', async () => {
		const { code, stderr } = await server.command({}, 'dance');
		expect(code).toBe(2);
		expect(stderr).toContain('serve [--migrate]');
	});
});
