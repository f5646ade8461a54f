import { lookup } from 'node:dns/promises';
import { createConnection } from 'node:net';
import type { Tcp, TcpAnswer } from '../core/tcp.js';
import { reasonOf } from './reason-of.js';

const unresolved = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA']);

/** A question of some bytes, by Node's own sockets. */
export const nodeTcp: Tcp = {
	async addressesOf(host) {
		const found = await lookup(host, { all: true }).catch(() => []);
		return found.map(({ address }) => address);
	},
	ask({ host, port, send, timeoutMs }, signal) {
		return new Promise<TcpAnswer>((resolve, reject) => {
			const socket = createConnection({ host, port });
			// Of the whole exchange: a host that swallows packets never gets as far as a silent socket.
			const patience = setTimeout(() => end({ kind: 'timed-out', afterMs: timeoutMs }), timeoutMs);
			const leave = () => {
				tidy();
				reject(signal?.reason as Error);
			};
			const tidy = () => {
				clearTimeout(patience);
				signal?.removeEventListener('abort', leave);
				socket.destroy();
			};
			const end = (answer: TcpAnswer) => {
				tidy();
				resolve(answer);
			};
			if (signal?.aborted) return leave();
			signal?.addEventListener('abort', leave, { once: true });
			socket.once('connect', () => socket.write(send));
			socket.once('data', (bytes) => end({ kind: 'answered', bytes: new Uint8Array(bytes) }));
			socket.once('end', () => end({ kind: 'answered', bytes: new Uint8Array() }));
			socket.once('error', (error: NodeJS.ErrnoException) =>
				end({ kind: unresolved.has(error.code ?? '') ? 'unresolved' : 'unreachable', because: reasonOf(error) }),
			);
		});
	},
};
