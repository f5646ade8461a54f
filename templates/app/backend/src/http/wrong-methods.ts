import { METHODS } from 'node:http';
import type { FastifyInstance, HTTPMethods } from 'fastify';
import { Problem } from './problem.ts';

/** An address that exists answers 405 to a method that it does not know, and says which it knows. */
export function collectMethods(app: FastifyInstance): { answerWrongMethods(): void } {
	const known = new Map<string, Set<string>>();
	// New in Node, and not known to Fastify by itself.
	if (METHODS.includes('QUERY') && !app.supportedMethods.includes('QUERY')) app.addHttpMethod('QUERY');
	app.addHook('onRoute', ({ url, method }) => {
		const methods = known.get(url) ?? new Set();
		for (const name of [method].flat()) methods.add(name);
		known.set(url, methods);
	});
	return {
		answerWrongMethods() {
			for (const [url, methods] of [...known]) {
				const allow = [...methods].join(', ');
				app.route({
					method: app.supportedMethods.filter((name) => !methods.has(name)) as HTTPMethods[],
					url,
					schema: { hide: true } as object,
					// Before anything of the request is read: a body without a type is not what is wrong here.
					onRequest: async (_request, reply) => {
						reply.header('allow', allow);
						throw new Problem(405, `This address knows ${allow} only.`);
					},
					handler: () => {},
				});
			}
		},
	};
}
