import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { problem } from '../http/problem.ts';
import type { RateLimit } from '../http/rate-limit.ts';
import type { AccountRepository } from '../storage/store.ts';
import { type Account, toPublicAccount } from './account.ts';
import { accountSchema, loginSchema, logoutSchema, removeAccountSchema, signupSchema } from './account-schemas.ts';
import type { Passwords } from './passwords.ts';
import { requestToken, requireSession, setSessionCookie, userIdOf } from './session.ts';
import type { Tokens } from './tokens.ts';

export interface AccountRouteOptions {
	readonly accounts: AccountRepository;
	readonly passwords: Passwords;
	readonly tokens: Tokens;
	/** Attempts of one client. */
	readonly clientAttempts: RateLimit;
	/** Attempts on one address, from wherever. */
	readonly addressAttempts: RateLimit;
}

/** Signing up, in and out, and leaving for good. */
export async function accountRoutes(app: FastifyInstance, options: AccountRouteOptions): Promise<void> {
	const { accounts, passwords, tokens, clientAttempts, addressAttempts } = options;

	const signedIn = requireSession(tokens, accounts);
	const welcome = async (request: FastifyRequest, reply: FastifyReply, account: Account) => {
		const token = await tokens.issue(account.id);
		setSessionCookie(request, reply, token, tokens.ttlSeconds);
		return { user: toPublicAccount(account), token };
	};

	app.post<{ Body: { email: string; password: string; name?: string } }>(
		'/api/auth/signup',
		{ schema: signupSchema },
		async (request, reply) => {
			clientAttempts.take(request.ip);
			const email = request.body.email.toLowerCase();
			// Hashed before the address is looked at, so that a taken one takes as long as a free one.
			const passwordHash = await passwords.hash(request.body.password);
			const name = request.body.name?.trim() || email.slice(0, email.indexOf('@'));
			const account = await accounts.create({ id: randomUUID(), email, name, passwordHash });
			if (account === undefined) throw problem(409, 'This account cannot be made. If you already have one, log in.');
			return reply.status(201).send(await welcome(request, reply, account));
		},
	);

	app.post<{ Body: { email: string; password: string } }>('/api/auth/login', { schema: loginSchema }, async (request, reply) => {
		const email = request.body.email.toLowerCase();
		clientAttempts.take(request.ip);
		addressAttempts.take(email);
		const account = await accounts.findByEmail(email);
		const matches = await passwords.matches(request.body.password, account?.passwordHash);
		if (account === undefined || !matches) throw problem(401, 'Email or password is wrong.');
		return welcome(request, reply, account);
	});

	app.post('/api/auth/logout', { schema: logoutSchema }, async (request, reply) => {
		const token = requestToken(request);
		const session = token === undefined ? undefined : await tokens.read(token);
		if (session !== undefined) await accounts.revokeToken(session.tokenId, session.expiresAtSeconds);
		setSessionCookie(request, reply, '', 0);
		return reply.status(204).send();
	});

	app.get('/api/account', { onRequest: signedIn, schema: accountSchema }, async (request) => {
		const account = await accounts.find(userIdOf(request));
		if (account === undefined) throw problem(401, 'This account was deleted.');
		return toPublicAccount(account);
	});

	app.delete('/api/account', { onRequest: signedIn, schema: removeAccountSchema }, async (request, reply) => {
		await accounts.remove(userIdOf(request));
		setSessionCookie(request, reply, '', 0);
		return reply.status(204).send();
	});
}
