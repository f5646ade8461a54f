import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Backend, startBackend } from '../support/backend.js';

let backend: Backend;
beforeAll(async () => {
	backend = await startBackend();
});
afterAll(() => backend.stop());

describe('the description of the API', () => {
	it('is OpenAPI 3.1 and names every route, each with its answers', async () => {
		const { status, headers, body } = await backend.call('GET', '/docs');
		expect([status, headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8']);
		expect(body.openapi).toBe('3.1.0');
		const operations = Object.entries<any>(body.paths).flatMap(([path, methods]) =>
			Object.keys(methods).map((method) => `${method} ${path}`),
		);
		expect(operations.sort()).toEqual([
			'delete /api/account',
			'delete /api/chat',
			'delete /api/todos/{id}',
			'get /api/account',
			'get /api/chat',
			'get /api/todos',
			'get /api/todos/{id}',
			'get /health',
			'get /ready',
			'patch /api/todos/{id}',
			'post /api/auth/login',
			'post /api/auth/logout',
			'post /api/auth/signup',
			'post /api/chat',
			'post /api/todos',
			'post /mcp',
		]);
		for (const methods of Object.values<any>(body.paths))
			for (const operation of Object.values<any>(methods)) {
				expect(operation.summary).toBeTruthy();
				expect(Object.keys(operation.responses).length).toBeGreaterThan(0);
			}
	});

	it('comes from the schemas that check input', async () => {
		const { body } = await backend.call('GET', '/docs');
		expect(body.paths['/api/todos'].post.requestBody.content['application/json'].schema.properties.title).toMatchObject({ maxLength: 200 });
		expect(body.paths['/api/todos'].post.responses['400'].content).toHaveProperty('application/problem+json');
	});

	it('is a page for a browser, which needs no script and allows none', async () => {
		const { headers, text } = await backend.call('GET', '/docs', { headers: { accept: 'text/html,application/xhtml+xml' } });
		expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
		expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
		expect(text).not.toMatch(/<script|\son\w+=|\sstyle=/);
		expect(text).toContain('/api/todos/{id}');
		expect(text).not.toContain('undefined');
	});
});
