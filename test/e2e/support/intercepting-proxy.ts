import { createServer, request } from 'node:http';
import { createServer as createTlsServer, request as requestTls } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';

export interface InterceptingProxy {
	/** Where it listens, for HTTPS_PROXY. */
	readonly port: number;
	/** Addresses that were asked through it. */
	readonly seen: readonly string[];
	stop(): void;
}

/**
 * What a company's proxy does: ends every TLS connection with a certificate of its own and asks the real server itself.
 * `target` is the server that all requests are for; the certificate has to be for its name.
 */
export async function startInterceptingProxy(target: URL, certificate: string, key: string): Promise<InterceptingProxy> {
	const seen: string[] = [];
	const ask = target.protocol === 'https:' ? requestTls : request;
	const inside = createTlsServer({ cert: certificate, key }, (incoming, response) => {
		seen.push(incoming.url ?? '');
		const passed = ask(
			{
				host: target.hostname,
				port: target.port,
				method: incoming.method,
				path: incoming.url,
				headers: { ...incoming.headers, host: target.host },
			},
			(answer) => {
				response.writeHead(answer.statusCode ?? 502, answer.headers);
				answer.pipe(response);
			},
		);
		passed.on('error', () => response.destroy());
		incoming.pipe(passed);
	});
	const proxy = createServer((_request, response) => response.writeHead(502).end());
	proxy.on('connect', (_request, socket: Socket) => {
		socket.on('error', () => socket.destroy());
		socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
		inside.emit('connection', socket);
	});
	await new Promise<void>((resolve) => proxy.listen(0, '0.0.0.0', resolve));
	return {
		port: (proxy.address() as AddressInfo).port,
		seen,
		stop() {
			proxy.closeAllConnections();
			proxy.close();
		},
	};
}
