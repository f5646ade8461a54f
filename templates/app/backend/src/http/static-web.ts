import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
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

/** A file as it is and as it travels; undefined where packing it is not worth while. */
interface WebFile {
	readonly plain: Buffer;
	readonly packed: Buffer | undefined;
}

const worthPackingBytes = 1024;

/**
 * Serves the built web from memory, for addresses that no route answers. Only what is in the folder at start exists, so
 * no path can lead out of it.
 */
export function makeStaticWeb(root: string): (request: FastifyRequest, reply: FastifyReply) => FastifyReply {
	const files = new Map<string, WebFile>(
		readdirSync(root, { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => join(entry.parentPath, entry.name))
			.map((path) => [`/${relative(root, path).split(sep).join('/').replace(/\.gz$/, '')}`, readWebFile(path)] as const),
	);
	if (!files.has('/index.html')) throw new Error(`WEB_ROOT is ${root}, which has no index.html. Build the web first.`);

	return (request, reply) => {
		const path = request.url.split('?')[0] ?? '/';
		if (!['GET', 'HEAD'].includes(request.method) || path.startsWith('/api')) return sendNotFound(request, reply);
		// A page address belongs to the web, which knows what to show; a missing file is missing.
		const name = files.has(path) ? path : extname(path) === '' ? '/index.html' : undefined;
		const content = name === undefined ? undefined : files.get(name);
		if (name === undefined || content === undefined) return sendNotFound(request, reply);
		const isPacked = content.packed !== undefined && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
		if (isPacked) reply.header('content-encoding', 'gzip');
		return reply
			.status(200)
			.header('vary', 'accept-encoding')
			.type(types[extname(name)] ?? 'application/octet-stream')
			.header('cache-control', name.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
			.header('content-security-policy', pagePolicy)
			.send(isPacked ? content.packed : content.plain);
	};
}

/** A file that ends in .gz was packed to take less room where it is installed. */
function readWebFile(path: string): WebFile {
	const content = readFileSync(path);
	if (path.endsWith('.gz')) return { plain: gunzipSync(content), packed: content };
	return { plain: content, packed: content.length < worthPackingBytes ? undefined : gzipSync(content) };
}
