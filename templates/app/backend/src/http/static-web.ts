import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendNotFound } from './problem.ts';
import { pagePolicy } from './security-headers.ts';

const types: Readonly<Record<string, string>> = {
	'.html': 'text/html; charset=utf-8',
	'.js': 'text/javascript; charset=utf-8',
	'.css': 'text/css; charset=utf-8',
	'.svg': 'image/svg+xml',
	'.json': 'application/json',
	'.woff2': 'font/woff2',
	'.txt': 'text/plain; charset=utf-8',
};

/**
 * Serves the built web from memory, for addresses that no route answers. Only what is in the folder at start exists, so
 * no path can lead out of it.
 */
export function makeStaticWeb(root: string): (request: FastifyRequest, reply: FastifyReply) => FastifyReply {
	const files = new Map<string, Buffer>(
		readdirSync(root, { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => join(entry.parentPath, entry.name))
			.map((path) => [`/${relative(root, path).split(sep).join('/')}`, readFileSync(path)] as const),
	);
	if (!files.has('/index.html')) throw new Error(`WEB_ROOT is ${root}, which has no index.html. Build the web first.`);

	return (request, reply) => {
		const path = request.url.split('?')[0] ?? '/';
		if (!['GET', 'HEAD'].includes(request.method) || path.startsWith('/api')) return sendNotFound(request, reply);
		// A page address belongs to the web, which knows what to show; a missing file is missing.
		const name = files.has(path) ? path : extname(path) === '' ? '/index.html' : undefined;
		const content = name === undefined ? undefined : files.get(name);
		if (name === undefined || content === undefined) return sendNotFound(request, reply);
		return reply
			.status(200)
			.type(types[extname(name)] ?? 'application/octet-stream')
			.header('cache-control', name.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
			.header('content-security-policy', pagePolicy)
			.send(content);
	};
}
