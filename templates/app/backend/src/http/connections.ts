import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/**
 * Lets the server end as soon as the last answer is given. Browsers open connections ahead of need and keep those that
 * they have used; Node counts the former as busy and would wait a minute for them.
 */
export function endIdleConnections(app: FastifyInstance): void {
	const open = new Set<Socket>();
	const busy = new Set<Socket>();
	let closing = false;
	app.server.on('connection', (socket) => {
		open.add(socket);
		socket.once('close', () => open.delete(socket));
	});
	app.server.on('request', ({ socket }, response) => {
		busy.add(socket);
		response.once('close', () => {
			busy.delete(socket);
			if (closing) socket.destroySoon();
		});
	});
	app.addHook('preClose', async () => {
		closing = true;
		for (const socket of open) if (!busy.has(socket)) socket.destroy();
	});
}
