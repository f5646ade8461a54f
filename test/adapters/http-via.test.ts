import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer as createHttp, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { fetchHttp } from '../../src/adapters/fetch-http.js';
import { Secret } from '../../src/core/secret.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const http = fetchHttp({});
const servers: Server[] = [];

afterEach(() => {
	for (const server of servers.splice(0)) {
		server.closeAllConnections();
		server.close();
	}
});

async function listen(server: Server): Promise<number> {
	servers.push(server);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	return typeof address === 'object' && address ? address.port : 0;
}

function tell(request: IncomingMessage, response: ServerResponse): void {
	let body = '';
	request.on('data', (piece) => {
		body += piece;
	});
	request.on('end', () => {
		response.writeHead(request.url === '/moved' ? 302 : 201, { 'content-type': 'application/json', location: '/elsewhere' });
		response.end(
			JSON.stringify({ host: request.headers.host, method: request.method, authorization: request.headers.authorization, body }),
		);
	});
}

describe('a request by a way that this machine has to be told', () => {
	it('goes to the address under the name, with all that others have', async () => {
		const port = await listen(createHttp(tell));
		const answer = await http.request({
			method: 'POST',
			url: `http://todo.invalid:${port}/api`,
			json: { title: 'ä' },
			bearer: new Secret('token-1'),
			via: { address: '127.0.0.1' },
		});

		expect(answer).toMatchObject({ kind: 'answered', status: 201, type: 'application/json' });
		expect(answer.kind === 'answered' && JSON.parse(answer.body)).toEqual({
			host: `todo.invalid:${port}`,
			method: 'POST',
			authorization: 'Bearer token-1',
			body: '{"title":"ä"}',
		});
	});

	it('follows no redirect, as others do not', async () => {
		const port = await listen(createHttp(tell));
		expect(await http.request({ url: `http://todo.invalid:${port}/moved`, via: { address: '127.0.0.1' } })).toMatchObject({ status: 302 });
	});

	it('ends with its patience, with the signal, and with a reason', async () => {
		const port = await listen(createHttp(() => undefined));
		const url = `http://todo.invalid:${port}/`;
		expect(await http.request({ url, timeoutMs: 50, via: { address: '127.0.0.1' } })).toEqual({ kind: 'timed-out', afterMs: 50 });
		const abort = new AbortController();
		const asked = http.request({ url, via: { address: '127.0.0.1' } }, abort.signal);
		abort.abort(new Error('enough'));
		await expect(asked).rejects.toThrow('enough');
		expect(await http.request({ url: 'http://todo.invalid:1/', via: { address: '127.0.0.1' } })).toEqual({
			kind: 'unreachable',
			because: 'connect ECONNREFUSED 127.0.0.1:1',
		});
	});

	it('trusts the authority that it is told, and no other', async (test) => {
		const made = certificate();
		if (!made) return test.skip('there is no openssl');
		const port = await listen(createHttps({ key: made.key, cert: made.cert }, tell));
		const url = `https://todo.invalid:${port}/`;

		expect(await http.request({ url, via: { address: '127.0.0.1', ca: made.cert } })).toMatchObject({ kind: 'answered', status: 201 });
		expect(await http.request({ url, via: { address: '127.0.0.1' } })).toMatchObject({ kind: 'unreachable' });
	});
});

/** A certificate of its own for todo.invalid. */
function certificate(): { readonly key: string; readonly cert: string } | undefined {
	const folder = temporaryFolder();
	const file = (name: string) => join(folder, name);
	const subject = ['-subj', '/CN=todo.invalid', '-addext', 'subjectAltName=DNS:todo.invalid'];
	try {
		execFileSync(
			'openssl',
			['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', file('key'), '-out', file('cert'), ...subject],
			{ stdio: 'ignore' },
		);
	} catch {
		return undefined;
	}
	return { key: readFileSync(file('key'), 'utf8'), cert: readFileSync(file('cert'), 'utf8') };
}
