import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { renderPage, styles } from './docs-page.ts';

const stylesHash = createHash('sha256').update(styles).digest('base64');
const pagePolicy = `default-src 'none'; style-src 'sha256-${stylesHash}'; base-uri 'none'; frame-ancestors 'none'`;

/** The description of the API: a page for browsers, OpenAPI 3.1 for programs. */
export async function docsRoutes(app: FastifyInstance): Promise<void> {
	app.get('/docs', { schema: { hide: true } }, async (request, reply) => {
		reply.header('vary', 'Accept');
		if (!request.headers.accept?.includes('text/html')) return app.swagger();
		return reply.type('text/html; charset=utf-8').header('content-security-policy', pagePolicy).send(renderPage(app.swagger()));
	});
}
