import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';

/** Collects the schemas of all routes that are registered after this into one OpenAPI document. */
export async function collectApiDescription(app: FastifyInstance, version: string): Promise<void> {
	await app.register(swagger, {
		openapi: {
			openapi: '3.1.0',
			info: {
				title: 'Todo Chatbot',
				version,
				description: 'Todos, and an assistant that works on them. Errors come as `application/problem+json` (RFC 9457).',
			},
			tags: [
				{ name: 'account', description: 'Signing up, in and out.' },
				{ name: 'todos', description: 'The list of the user who asks; ids of others are unknown.' },
				{ name: 'chat', description: 'The assistant.' },
				{ name: 'assistants', description: 'The list for an assistant of your own.' },
				{ name: 'operation', description: 'For whoever runs this.' },
			],
			components: {
				securitySchemes: {
					bearer: { type: 'http', scheme: 'bearer', description: 'The token that signing up or logging in gives.' },
					cookie: { type: 'apiKey', in: 'cookie', name: 'todo_session', description: 'What browsers send by themselves.' },
				},
			},
		},
	});
}
