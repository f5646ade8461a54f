import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callerOf } from '../support/backend.js';
import { buildWeb } from '../support/web.js';
import { nginxMissing, startWebServer, type WebServer } from './support/nginx.js';

describe.skipIf(nginxMissing !== undefined)("the web's own server", () => {
	let web: WebServer;
	let api: Server;
	let root: string;

	beforeAll(async () => {
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
		root = await buildWeb();
		web = await startWebServer(root, `http://127.0.0.1:${(api.address() as AddressInfo).port}`);
	}, 60_000);
	afterAll(() => {
		web?.stop();
		api?.close();
	});

	it('does not start with an address that is none', async () => {
		const wrong = await startWebServer('', 'backend:8000; return 200');
		expect(await wrong.exit).toBe(1);
		expect(wrong.output()).toContain('must look like http://backend:8000.');
	});

	it('answers for its own health, whatever the API does', async () => {
		for (const path of ['/healthz', '/health.html', '/api/health', '/healthz?from=probe']) {
			const answer = await fetch(web.url + path);
			expect([answer.status, await answer.text(), answer.headers.get('x-content-type-options')]).toEqual([200, 'ok\n', 'nosniff']);
		}
	});

	it('tells browsers to stay with encryption only when they came by it', async () => {
		const by = async (scheme: string) =>
			(await fetch(web.url, { headers: { 'x-forwarded-proto': scheme } })).headers.get('strict-transport-security');
		expect([await by('https'), await by('http')]).toEqual(['max-age=31536000', null]);
	});

	it('sends what came without encryption on, where there is an encrypted address', async () => {
		const encrypted = await startWebServer(root, 'http://127.0.0.1:9', true);
		const ask = async (headers: Record<string, string>) => {
			const { status, headers: answered } = await fetch(`${encrypted.url}/healthz?a=b`, { headers, redirect: 'manual' });
			return [status, answered.get('location')];
		};
		expect(await ask({ 'x-forwarded-proto': 'http' })).toEqual([308, 'https://127.0.0.1/healthz?a=b']);
		expect(await ask({ 'x-forwarded-proto': 'https' })).toEqual([200, null]);
		// The kubelet asks without any such header.
		expect(await ask({})).toEqual([200, null]);
		encrypted.stop();
	});

	it('protects the page and keeps its files for ever', async () => {
		const page = await fetch(`${web.url}/any/page`);
		expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-cache']);
		expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self'/);
		expect(page.headers.get('x-content-type-options')).toBe('nosniff');
		expect(page.headers.get('server')).toBe('nginx');
		const [, script] = /src="(\/assets\/[^"]+)"/.exec(await page.text()) ?? [];
		const asset = await fetch(web.url + script, { headers: { 'accept-encoding': 'gzip' } });
		expect([asset.headers.get('cache-control'), asset.headers.get('content-encoding')]).toEqual([
			'public, max-age=31536000, immutable',
			'gzip',
		]);
		expect(asset.headers.get('content-security-policy')).toBeTruthy();
		expect((await fetch(`${web.url}/assets/none.js`)).status).toBe(404);
	});

	it.each(['/api/todos?q=secret', '/docs', '/mcp'])('passes %s on to the API, with who asks', async (path) => {
		const { body, headers } = await callerOf(web.url)('POST', path, { body: {}, headers: { 'x-request-id': 'request-12345' } });
		expect(body).toMatchObject({
			url: path,
			method: 'POST',
			headers: { 'x-request-id': 'request-12345', 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'http' },
		});
		// What the API says of itself is not said twice.
		expect([headers.get('x-frame-options'), headers.get('content-security-policy')]).toEqual(['DENY', null]);
	});

	it('makes an id for a request that brings none, or an odd one', async () => {
		for (const headers of [{}, { 'x-request-id': 'no "quotes", please' }]) {
			const { body } = await callerOf(web.url)('GET', '/api/todos?q=secret', { headers });
			expect(body.headers['x-request-id']).toMatch(/^[0-9a-f]{32}$/);
		}
	});

	it('passes events on as they come', async () => {
		const began = performance.now();
		const response = await fetch(`${web.url}/api/events`, { headers: { 'accept-encoding': 'gzip' } });
		const times: number[] = [];
		for await (const _chunk of response.body as unknown as AsyncIterable<Uint8Array>) times.push(performance.now() - began);
		expect(response.headers.get('content-encoding')).toBeNull();
		expect(times.length).toBe(2);
		expect(times[1]! - times[0]!).toBeGreaterThan(400);
	});

	it('answers with a problem when a body is too large or the API is away', async () => {
		const large = await callerOf(web.url)('POST', '/api/todos', { body: { title: 'x'.repeat(100_000) } });
		expect([large.status, large.headers.get('content-type'), large.body.status]).toEqual([413, 'application/problem+json', 413]);
		api.closeAllConnections();
		api.close();
		const away = await callerOf(web.url)('GET', '/api/todos?q=secret', { headers: { 'x-request-id': 'request-away' } });
		expect([away.status, away.headers.get('content-type'), away.body.detail, away.body.requestId]).toEqual([
			503,
			'application/problem+json',
			'The API cannot be reached at the moment.',
			'request-away',
		]);
	});

	it('writes one line for each request, in the shape of the API, without what people search for', async () => {
		await expect.poll(web.output, { timeout: 10_000 }).toContain('"reqId":"request-away"');
		const lines = web.requests();
		expect(lines.find(({ path }) => path === '/api/todos')).toMatchObject({
			level: 'info',
			service: 'todo-frontend',
			version: '1.2.3',
			reqId: 'request-12345',
			method: 'POST',
			status: 200,
			msg: 'request',
		});
		// That the API is away, without the words of nginx about it: they would name the whole address.
		expect(lines.find(({ reqId }) => reqId === 'request-away')).toMatchObject({ path: '/api/todos', status: 503 });
		expect(lines.find(({ reqId }) => reqId === 'request-away')?.upstream).toContain('502');
		expect(lines.find(({ path }) => path === '/api/events')?.durationMs).toBeGreaterThan(500);
		expect(lines.map(({ time }) => Number.isNaN(Date.parse(time)))).not.toContain(true);
		expect(lines.filter(({ path }) => /health/.test(path))).toEqual([]);
		expect(web.output()).not.toContain('secret');
	});
});
