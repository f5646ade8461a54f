import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, connect, type Server, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';

const tls = (name: string) => fileURLToPath(new URL(`../fixtures/tls/${name}`, import.meta.url));

/** The authority that vouches for the secure publisher; no machine trusts it by itself. */
export const caFile = tls('ca.pem');

export type Serve = (request: IncomingMessage, response: ServerResponse) => void;

/** A server of files on this machine, as publishers have them; it takes Range, and misbehaves where a test says so. */
export class Publisher {
	readonly files = new Map<string, Buffer>();
	/** Answers instead of the files, one for each request, first come first served. */
	readonly instead: Serve[] = [];
	/** "GET /path bytes=3-" */
	readonly requests: string[] = [];
	readonly #server: Server;
	readonly #scheme: string;

	private constructor(secure: boolean) {
		const listener: RequestListener = (request, response) => this.#answer(request, response);
		this.#scheme = secure ? 'https' : 'http';
		this.#server = secure
			? createSecureServer({ cert: readFileSync(tls('server.pem')), key: readFileSync(tls('server.key')) }, listener)
			: createServer(listener);
	}

	static async open({ secure = false } = {}): Promise<Publisher> {
		const publisher = new Publisher(secure);
		await new Promise<void>((resolve) => publisher.#server.listen(0, '127.0.0.1', resolve));
		return publisher;
	}

	get url(): string {
		return `${this.#scheme}://localhost:${(this.#server.address() as AddressInfo).port}`;
	}

	/** Serves a file, and its checksum beside it as `path.sha256`; returns the checksum. */
	serve(path: string, content: Buffer, sumSuffix = '.sha256'): string {
		const sum = sha256(content);
		this.files.set(path, content);
		this.files.set(`${path}${sumSuffix}`, Buffer.from(`${sum}\n`));
		return sum;
	}

	async close(): Promise<void> {
		(this.#server as { closeAllConnections?: () => void }).closeAllConnections?.();
		await new Promise((resolve) => this.#server.close(resolve));
	}

	#answer(request: IncomingMessage, response: ServerResponse): void {
		const { url = '', method, headers } = request;
		this.requests.push([method, url, headers.range].filter(Boolean).join(' '));
		const serve = this.instead.shift();
		const content = this.files.get(url);
		const from = Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? 0);
		if (serve) serve(request, response);
		else if (!content) response.writeHead(404).end('not here');
		else if (headers.range && from >= content.length) response.writeHead(416).end();
		else response.writeHead(headers.range ? 206 : 200, { 'content-length': content.length - from }).end(content.subarray(from));
	}
}

export function sha256(content: Buffer): string {
	return createHash('sha256').update(content).digest('hex');
}

/** A proxy that tunnels CONNECT and forwards plain requests; it notes what it was asked for. */
export async function openProxy(): Promise<{ readonly url: string; readonly asked: readonly string[]; close(): Promise<void> }> {
	const asked: string[] = [];
	const sockets = new Set<Socket>();
	const server = createServer((request, response) => {
		asked.push(`${request.method} ${request.url}`);
		response.end('through the proxy');
	});
	server.on('connect', (request, socket: Socket) => {
		asked.push(`CONNECT ${request.url}`);
		const [host, port] = (request.url ?? '').split(':');
		const onward = connect(Number(port), host, () => socket.write('HTTP/1.1 200 OK\r\n\r\n'));
		onward.pipe(socket).pipe(onward);
		for (const each of [socket, onward]) {
			sockets.add(each);
			each.on('error', () => each.destroy());
		}
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		asked,
		async close() {
			for (const socket of sockets) socket.destroy();
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
