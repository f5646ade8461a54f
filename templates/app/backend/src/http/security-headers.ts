import type { FastifyInstance } from 'fastify';

const always = {
	'x-content-type-options': 'nosniff',
	'x-frame-options': 'DENY',
	'referrer-policy': 'no-referrer',
	'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin',
} as const;

/** For pages: nothing inline, nothing from elsewhere. nginx.conf of the web says the same. */
export const pagePolicy =
	"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const dataPolicy = "default-src 'none'; frame-ancestors 'none'";

export function addSecurityHeaders(app: FastifyInstance): void {
	app.addHook('onRequest', async (_request, reply) => {
		reply.headers({ ...always, 'content-security-policy': dataPolicy, 'cache-control': 'no-store' });
	});
}
