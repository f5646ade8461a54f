import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { callerOf, temporaryFolder } from '../support/backend.js';
import { freePort } from '../support/port.js';
import { buildWeb } from '../support/web.js';

const nginx = ['/usr/sbin/nginx', '/usr/bin/nginx', '/usr/local/bin/nginx'].find((path) => existsSync(path));
const missing = nginx === undefined ? 'there is no nginx on this machine (Debian: apt-get install nginx-light)' : undefined;
if (missing !== undefined) console.log(`Skipped: the tests of the web's own server, since ${missing}.`);

const source = fileURLToPath(new URL('../../../templates/app/frontend/nginx/', import.meta.url));

describe.skipIf(missing !== undefined)("the web's own server", () => {
	let folder: string;
	let url: string;
	let api: Server;
	let child: ReturnType<typeof spawn>;
	const output = () => readFileSync(join(folder, 'log'), 'utf8');

	beforeAll(async () => {
		folder = await temporaryFolder();
		const web = await buildWeb();
		// Stands in for the API: says what it was asked, and sends two events with a pause between them.
		api = createServer((request, response) => {
			if (request.url === '/api/events') {
				response.writeHead(200, { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' });
				response.write('event: text\ndata: one\n\n');
				setTimeout(() => response.end('event: text\ndata: two\n\n'), 600);
				return;
			}
			response
				.writeHead(200, { 'content-type': 'application/json', 'x-frame-options': 'DENY' })
				.end(JSON.stringify({ url: request.url, method: request.method, headers: request.headers }));
		});
		await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
		const port = await freePort();
		url = `http://127.0.0.1:${port}`;
		mkdirSync(join(folder, 'tmp'));
		// Started by root, nginx works as another user.
		chmodSync(dirname(web), 0o755);
		// As start.sh does it, and with folders of this test in place of those of the image.
		const types = '/etc/nginx/mime.types';
		const config = readFileSync(join(source, 'nginx.conf'), 'utf8')
			.replaceAll('@BACKEND_URL@', `http://127.0.0.1:${(api.address() as AddressInfo).port}`)
			.replaceAll('@VERSION@', '1.2.3')
			.replace('listen 8080', `listen 127.0.0.1:${port}`)
			.replaceAll('/app/web', web)
			.replaceAll('/app/', source)
			.replaceAll('/tmp/nginx', join(folder, 'tmp', 'nginx'))
			.replace('/etc/nginx/mime.types', existsSync(types) ? types : '/dev/null');
		writeFileSync(join(folder, 'nginx.conf'), config);
		// A file, since nginx opens its output by name, which a pipe of Node does not allow.
		const log = openSync(join(folder, 'log'), 'a');
		child = spawn(nginx ?? '', ['-e', '/dev/stderr', '-c', join(folder, 'nginx.conf'), '-g', 'daemon off;'], {
			stdio: ['ignore', log, log],
		});
		await vi.waitFor(async () => expect(await fetch(`${url}/healthz`).then(({ status }) => status, output)).toBe(200), { timeout: 10_000 });
	}, 60_000);
	afterAll(() => {
		child?.kill('SIGQUIT');
		api?.close();
	});

	it('answers for its own health, whatever the API does', async () => {
		for (const path of ['/healthz', '/health.html', '/api/health']) expect(await (await fetch(url + path)).text()).toBe('ok\n');
	});

	it('protects the page and keeps its files for ever', async () => {
		const page = await fetch(`${url}/any/page`);
		expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-cache']);
		expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self'/);
		expect(page.headers.get('x-content-type-options')).toBe('nosniff');
		expect(page.headers.get('server')).toBe('nginx');
		const [, script] = /src="(\/assets\/[^"]+)"/.exec(await page.text()) ?? [];
		const asset = await fetch(url + script, { headers: { 'accept-encoding': 'gzip' } });
		expect([asset.headers.get('cache-control'), asset.headers.get('content-encoding')]).toEqual([
			'public, max-age=31536000, immutable',
			'gzip',
		]);
		expect(asset.headers.get('content-security-policy')).toBeTruthy();
		expect((await fetch(`${url}/assets/none.js`)).status).toBe(404);
	});

	it.each(['/api/todos?q=secret', '/docs', '/mcp'])('passes %s on to the API, with who asks', async (path) => {
		const { body, headers } = await callerOf(url)('POST', path, { body: {}, headers: { 'x-request-id': 'request-12345' } });
		expect(body).toMatchObject({
			url: path,
			method: 'POST',
			headers: { 'x-request-id': 'request-12345', 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'http' },
		});
		// What the API says of itself is not said twice.
		expect([headers.get('x-frame-options'), headers.get('content-security-policy')]).toEqual(['DENY', null]);
	});

	it('passes events on as they come', async () => {
		const began = performance.now();
		const response = await fetch(`${url}/api/events`, { headers: { 'accept-encoding': 'gzip' } });
		const times: number[] = [];
		for await (const _chunk of response.body as unknown as AsyncIterable<Uint8Array>) times.push(performance.now() - began);
		expect(response.headers.get('content-encoding')).toBeNull();
		expect(times.length).toBe(2);
		expect(times[1]! - times[0]!).toBeGreaterThan(400);
	});

	it('answers with a problem when a body is too large or the API is away', async () => {
		const large = await callerOf(url)('POST', '/api/todos', { body: { title: 'x'.repeat(100_000) } });
		expect([large.status, large.headers.get('content-type'), large.body.status]).toEqual([413, 'application/problem+json', 413]);
		api.closeAllConnections();
		api.close();
		const away = await callerOf(url)('GET', '/api/todos');
		expect([away.status, away.headers.get('content-type'), away.body.detail]).toEqual([
			503,
			'application/problem+json',
			'The API cannot be reached at the moment.',
		]);
	});

	it('writes one line for each request, in the shape of the API, without what people search for', async () => {
		await expect.poll(output).toContain('"path":"/any/page"');
		const lines = output()
			.split('\n')
			.filter((line) => line.startsWith('{'))
			.map((line) => JSON.parse(line));
		expect(lines.find(({ path }) => path === '/api/todos')).toMatchObject({
			level: 'info',
			service: 'todo-frontend',
			version: '1.2.3',
			reqId: 'request-12345',
			method: 'POST',
			status: 200,
			msg: 'request',
		});
		expect(lines.find(({ path }) => path === '/api/events').durationMs).toBeGreaterThan(500);
		expect(lines.filter(({ path }) => /health/.test(path))).toEqual([]);
		expect(output()).not.toContain('secret');
	});
});
