import type { FastifyInstance } from 'fastify';
import type { Metrics } from './metrics.ts';

/** Counts and times every answer. A file of the web is one route of all of them, an unknown address another. */
export function countRequests(app: FastifyInstance, { requests, requestSeconds }: Metrics): void {
	app.addHook('onResponse', async (request, reply) => {
		const labels = {
			method: request.method,
			route: request.routeOptions.url ?? (reply.statusCode === 200 ? 'web' : 'unknown'),
			status: String(reply.statusCode),
		};
		requests.inc(labels);
		requestSeconds.observe(labels, reply.elapsedTime / 1000);
	});
}
