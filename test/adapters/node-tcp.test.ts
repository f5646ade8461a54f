import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { nodeTcp } from '../../src/adapters/node-tcp.js';

const servers: Server[] = [];
const sockets: Socket[] = [];

afterEach(async () => {
	for (const socket of sockets.splice(0)) socket.destroy();
	await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

async function listen(answer: (socket: Socket, bytes: Buffer) => void): Promise<number> {
	const server = createServer((socket) => {
		sockets.push(socket);
		socket.on('data', (bytes) => answer(socket, bytes));
		socket.on('error', () => undefined);
	});
	servers.push(server);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	return typeof address === 'object' && address ? address.port : 0;
}

const ask = (port: number, timeoutMs = 3000, signal?: AbortSignal) =>
	nodeTcp.ask({ host: '127.0.0.1', port, send: new Uint8Array([1, 2]), timeoutMs }, signal);

describe('a question over TCP', () => {
	it('sends its bytes, and brings the first ones back', async () => {
		const port = await listen((socket, bytes) => socket.write(Buffer.from([...bytes].map((byte) => byte * 10))));
		expect(await ask(port)).toEqual({ kind: 'answered', bytes: new Uint8Array([10, 20]) });
	});

	it('is answered by nothing when the other side hangs up', async () => {
		const port = await listen((socket) => socket.end());
		expect(await ask(port)).toEqual({ kind: 'answered', bytes: new Uint8Array() });
	});

	it('is refused where nobody listens', async () => {
		const port = await listen(() => undefined);
		await new Promise((resolve) => servers.pop()?.close(resolve));
		expect(await ask(port)).toEqual({ kind: 'unreachable', because: `connect ECONNREFUSED 127.0.0.1:${port}` });
	});

	it('is not known where the name is not', async () => {
		const answer = await nodeTcp.ask({ host: 'no-such-host.invalid', port: 5432, send: new Uint8Array(), timeoutMs: 5000 });
		expect(answer).toMatchObject({ kind: 'unresolved', because: expect.stringContaining('no-such-host.invalid') });
	});

	it('ends with its patience, and with the signal', async () => {
		const port = await listen(() => undefined);
		expect(await ask(port, 50)).toEqual({ kind: 'timed-out', afterMs: 50 });
		const abort = new AbortController();
		const asked = ask(port, 5000, abort.signal);
		abort.abort(new Error('enough'));
		await expect(asked).rejects.toThrow('enough');
		await expect(ask(port, 5000, abort.signal)).rejects.toThrow('enough');
	});
});

describe('the name of a host', () => {
	it('leads to its addresses, or nowhere', async () => {
		expect(await nodeTcp.addressesOf('127.0.0.1')).toEqual(['127.0.0.1']);
		expect(await nodeTcp.addressesOf('no-such-host.invalid')).toEqual([]);
	});
});
