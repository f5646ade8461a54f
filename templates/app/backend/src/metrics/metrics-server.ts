import { createServer, type Server } from 'node:http';
import type { Metrics } from './metrics.ts';

/** Serves `/metrics` on a port of its own, which no Ingress leads to. */
export function serveMetrics(metrics: Metrics, host: string, port: number): Promise<Server> {
	const server = createServer((request, response) => {
		if (request.method !== 'GET' || request.url?.split('?')[0] !== '/metrics') {
			response.writeHead(404).end();
			return;
		}
		metrics.registry.metrics().then(
			(text) => response.writeHead(200, { 'content-type': metrics.registry.contentType }).end(text),
			() => response.writeHead(500).end(),
		);
	});
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, host, () => resolve(server));
	});
}
