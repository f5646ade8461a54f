import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { fetchHttp } from '../../src/adapters/fetch-http.js';
import { Secret } from '../../src/core/secret.js';

const servers: Server[] = [];

afterEach(() => {
	for (const server of servers.splice(0)) {
		server.closeAllConnections();
		server.close();
	}
});

interface Seen {
	readonly url: string | undefined;
	readonly authorization: string | undefined;
}

/** A server that notes what it was asked; for a proxy the url is a whole address. */
async function serve(status: number, body: string, headers: Readonly<Record<string, string>> = {}) {
	const seen: Seen[] = [];
	const server = createServer(({ url, headers: { authorization } }, response) => {
		seen.push({ url, authorization });
		response.writeHead(status, { 'content-type': 'application/json', ...headers });
		response.end(body);
	});
	servers.push(server);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	return { seen, origin: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}` };
}

const bearer = new Secret('sk-token-1');
const outside = 'http://provider.invalid/v1/models';

describe('a request to the internet', () => {
	it('goes through the proxy with its token, and brings the reason of a refusal', async () => {
		const proxy = await serve(400, '{"error":"API_KEY_INVALID"}');
		const answer = await fetchHttp({ HTTP_PROXY: proxy.origin }).request({ url: outside, bearer, proxied: true });

		expect(proxy.seen).toEqual([{ url: outside, authorization: 'Bearer sk-token-1' }]);
		expect(answer).toMatchObject({ kind: 'answered', status: 400, type: 'application/json', body: '{"error":"API_KEY_INVALID"}' });
	});

	it('takes its token to nobody but who was asked', async () => {
		const other = await serve(200, '{}');
		const proxy = await serve(302, '', { location: `${other.origin}/elsewhere` });
		const answer = await fetchHttp({ HTTP_PROXY: proxy.origin }).request({ url: outside, bearer, proxied: true });

		expect(answer).toMatchObject({ kind: 'answered', status: 302 });
		expect(other.seen).toEqual([]);
	});

	it('reads no body of a good answer, and no more of a refusal than says why', async () => {
		const good = await serve(200, 'x'.repeat(1000));
		const bad = await serve(503, 'x'.repeat(5_000_000));
		const ask = ({ origin }: { readonly origin: string }) => fetchHttp({ HTTP_PROXY: origin }).request({ url: outside, proxied: true });

		expect(await ask(good)).toMatchObject({ status: 200, body: '' });
		const refused = await ask(bad);
		expect(refused.kind === 'answered' ? refused.body.length : 0).toBeLessThan(300_000);
	});

	it('goes straight to a server on this machine', async () => {
		const own = await serve(200, '{"data":[]}');
		const answer = await fetchHttp({ HTTP_PROXY: 'http://127.0.0.1:9' }).request({ url: `${own.origin}/v1/models`, bearer, proxied: true });

		expect(answer).toMatchObject({ kind: 'answered', status: 200 });
		expect(own.seen).toEqual([{ url: '/v1/models', authorization: 'Bearer sk-token-1' }]);
	});

	it('says who could not be reached', async () => {
		const answer = await fetchHttp({ HTTP_PROXY: 'http://127.0.0.1:9' }).request({ url: outside, bearer, proxied: true });
		expect(answer).toMatchObject({ kind: 'unreachable', because: expect.stringContaining('127.0.0.1:9') });
	});
});
