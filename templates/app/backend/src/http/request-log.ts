import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';

const probes = new Set(['/health', '/ready']);

/** One line for each answer. The route is its template, so that lines can be counted and no id gets into them. */
export function addRequestLog(app: FastifyInstance): void {
	app.addHook('onRequest', async (request, reply) => {
		reply.header('x-request-id', request.id);
	});
	app.addHook('onResponse', async (request, reply) => {
		const route = request.routeOptions.url ?? 'unknown';
		const level = probes.has(route) && reply.statusCode < 400 ? 'debug' : 'info';
		request.log[level](
			{
				method: request.method,
				route,
				status: reply.statusCode,
				durationMs: Math.round(reply.elapsedTime * 10) / 10,
				...userHash(request),
				...traceId(request),
			},
			'request',
		);
	});
}

/** Tells users apart in the log without saying who they are. */
function userHash({ session }: FastifyRequest): { userId?: string } {
	return session === null ? {} : { userId: createHash('sha256').update(session.userId).digest('hex').slice(0, 12) };
}

function traceId({ headers }: FastifyRequest): { traceId?: string } {
	const [, id] = /^[\da-f]{2}-([\da-f]{32})-[\da-f]{16}-[\da-f]{2}$/.exec(String(headers.traceparent ?? '')) ?? [];
	return id === undefined ? {} : { traceId: id };
}
