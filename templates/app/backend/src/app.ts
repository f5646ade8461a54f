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
import { collectApiDescription } from './docs/api-description.ts';
import { docsRoutes } from './docs/docs-routes.ts';
import { endIdleConnections } from './http/connections.ts';
import { addCors } from './http/cors.ts';
import { probeRoutes } from './http/probe-routes.ts';
import { sendError, sendNotFound } from './http/problem.ts';
import { RateLimit } from './http/rate-limit.ts';
import { addRequestLog } from './http/request-log.ts';
import { addSecurityHeaders } from './http/security-headers.ts';
import { makeStaticWeb } from './http/static-web.ts';
import { addValidation } from './http/validation.ts';
import { collectMethods } from './http/wrong-methods.ts';
import { Lifecycle } from './lifecycle.ts';
import { mcpRoutes } from './mcp/mcp-routes.ts';
import { countRequests } from './metrics/http-metrics.ts';
import { countedTodos } from './metrics/measured.ts';
import { Metrics } from './metrics/metrics.ts';
import type { Store } from './storage/store.ts';
import { todoRoutes } from './todos/todo-routes.ts';

const bodyLimitBytes = 64 * 1024;
const loginsPerAddress = 20;

export interface AppOptions {
	readonly settings: Settings;
	readonly store: Store;
	readonly logger: Logger;
	readonly metrics?: Metrics;
	readonly lifecycle?: Lifecycle;
}

/** The whole server, not yet listening. */
export async function makeApp(options: AppOptions): Promise<FastifyInstance> {
	const { settings, store, logger, lifecycle = new Lifecycle() } = options;
	const { version } = settings.log;
	const { metrics = new Metrics(version) } = options;
	const { accounts, conversations } = store;
	const todos = countedTodos(store.todos, metrics);
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
		requestTimeout: 30_000,
	});
	// A form on another site can send text/plain without asking; there is no use for it here.
	app.removeContentTypeParser('text/plain');
	app.decorateRequest('session', null);
	app.setErrorHandler(sendError);
	app.setNotFoundHandler(settings.webRoot === undefined ? sendNotFound : makeStaticWeb(settings.webRoot));
	const methods = collectMethods(app);
	endIdleConnections(app);
	addValidation(app);
	addSecurityHeaders(app);
	addRequestLog(app);
	countRequests(app, metrics);
	addCors(app, settings.corsOrigins);
	app.addHook('onSend', async (_request, reply) => {
		// A connection that is kept open for a next request would hold up the end of this process.
		if (lifecycle.stopping) reply.header('connection', 'close');
	});

	const tokens = new Tokens(settings.jwt.secret, settings.jwt.ttlSeconds);
	const assistant = makeAssistant(settings.ai, logger, metrics);
	const requests = new RateLimit(settings.rateLimitRpm);

	await collectApiDescription(app, version);
	await app.register(docsRoutes);
	await app.register(probeRoutes, { store, assistant, lifecycle, metrics, version });
	await app.register(accountRoutes, {
		accounts,
		passwords: new Passwords(),
		tokens,
		clientAttempts: new RateLimit(Math.max(10, Math.floor(settings.rateLimitRpm / 10))),
		addressAttempts: new RateLimit(loginsPerAddress),
	});
	await app.register(async (signedIn) => {
		signedIn.addHook('onRequest', requireSession(tokens, accounts));
		signedIn.addHook('onRequest', async (request) => requests.take(userIdOf(request)));
		await signedIn.register(todoRoutes, { todos });
		await signedIn.register(chatRoutes, { todos, conversations, assistant, metrics });
		await signedIn.register(mcpRoutes, { todos, version });
	});
	methods.answerWrongMethods();
	return app;
}
