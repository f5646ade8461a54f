import { randomUUID } from 'node:crypto';
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { Logger } from 'pino';
import { accountRoutes } from './accounts/account-routes.ts';
import { Passwords } from './accounts/passwords.ts';
import { requireSession, userIdOf } from './accounts/session.ts';
import { Tokens } from './accounts/tokens.ts';
import { makeAssistant } from './chat/assistant.ts';
import { chatRoutes } from './chat/chat-routes.ts';
import type { Settings } from './config/settings.ts';
import { addCors } from './http/cors.ts';
import { probeRoutes } from './http/probe-routes.ts';
import { sendError, sendNotFound } from './http/problem.ts';
import { RateLimit } from './http/rate-limit.ts';
import { addRequestLog } from './http/request-log.ts';
import { addSecurityHeaders } from './http/security-headers.ts';
import { makeStaticWeb } from './http/static-web.ts';
import { addValidation } from './http/validation.ts';
import { Lifecycle } from './lifecycle.ts';
import type { Store } from './storage/store.ts';
import { todoRoutes } from './todos/todo-routes.ts';

const bodyLimitBytes = 64 * 1024;
const loginsPerAddress = 20;

export interface AppOptions {
	readonly settings: Settings;
	readonly store: Store;
	readonly logger: Logger;
	readonly lifecycle?: Lifecycle;
}

/** The whole server, not yet listening. */
export async function makeApp({ settings, store, logger, lifecycle = new Lifecycle() }: AppOptions): Promise<FastifyInstance> {
	const app = fastify({
		loggerInstance: logger as FastifyBaseLogger,
		// addRequestLog writes one line where this would write two.
		logController: new LogController({ disableRequestLogging: true }),
		bodyLimit: bodyLimitBytes,
		// Only neighbours may say whose request they pass on; this is where the web container and an Ingress live.
		trustProxy: ['loopback', 'linklocal', 'uniquelocal'],
		genReqId: ({ headers }) => {
			const given = headers['x-request-id'];
			return typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
		},
		frameworkErrors: sendError,
		forceCloseConnections: 'idle',
		requestTimeout: 30_000,
	});
	// A form on another site can send text/plain without asking; there is no use for it here.
	app.removeContentTypeParser('text/plain');
	app.decorateRequest('session', null);
	app.setErrorHandler(sendError);
	app.setNotFoundHandler(settings.webRoot === undefined ? sendNotFound : makeStaticWeb(settings.webRoot));
	addValidation(app);
	addSecurityHeaders(app);
	addRequestLog(app);
	addCors(app, settings.corsOrigins);
	app.addHook('onSend', async (_request, reply) => {
		// A connection that is kept open for a next request would hold up the end of this process.
		if (lifecycle.stopping) reply.header('connection', 'close');
	});

	const tokens = new Tokens(settings.jwt.secret, settings.jwt.ttlSeconds);
	const assistant = makeAssistant(settings.ai, logger);
	const requests = new RateLimit(settings.rateLimitRpm);

	await app.register(probeRoutes, { store, assistant, lifecycle, version: settings.log.version });
	await app.register(accountRoutes, {
		accounts: store.accounts,
		passwords: new Passwords(),
		tokens,
		clientAttempts: new RateLimit(Math.max(10, Math.floor(settings.rateLimitRpm / 10))),
		addressAttempts: new RateLimit(loginsPerAddress),
	});
	await app.register(async (signedIn) => {
		signedIn.addHook('onRequest', requireSession(tokens, store.accounts));
		signedIn.addHook('onRequest', async (request) => requests.take(userIdOf(request)));
		await signedIn.register(todoRoutes, { todos: store.todos });
		await signedIn.register(chatRoutes, { store, assistant });
	});
	return app;
}
