import type { FastifyInstance } from 'fastify';

/**
 * Lets pages of the listed origins call the API with a token. The cookie is of no use to them: it is SameSite=Strict,
 * so no credentials are allowed here either.
 */
export function addCors(app: FastifyInstance, origins: readonly string[]): void {
	if (origins.length === 0) return;
	app.addHook('onRequest', async (request, reply) => {
		reply.header('vary', 'Origin');
		const { origin } = request.headers;
		if (origin === undefined || !origins.includes(origin)) return;
		reply.header('access-control-allow-origin', origin).header('cross-origin-resource-policy', 'cross-origin');
		if (request.method !== 'OPTIONS') return;
		return reply
			.status(204)
			.header('access-control-allow-methods', 'GET, POST, PATCH, DELETE')
			.header('access-control-allow-headers', 'authorization, content-type, x-request-id')
			.header('access-control-max-age', '600')
			.send();
	});
}
