import type { FastifyReply, FastifyRequest } from 'fastify';
import { problem } from '../http/problem.ts';
import type { AccountRepository } from '../storage/store.ts';
import type { Session, Tokens } from './tokens.ts';

declare module 'fastify' {
	interface FastifyRequest {
		session: Session | null;
	}
}

const cookieName = 'todo_session';

/** The token of a request: from the header for programs, from the cookie for the web. */
export function requestToken(request: FastifyRequest): string | undefined {
	const [, bearer] = /^Bearer ([\w.-]+)$/i.exec(request.headers.authorization ?? '') ?? [];
	if (request.headers.authorization !== undefined) return bearer;
	for (const pair of (request.headers.cookie ?? '').split(';')) {
		const [name, value] = pair.trim().split('=');
		if (name === cookieName && value) return value;
	}
	return undefined;
}

/** A script in the page cannot read this cookie and another site cannot make the browser send it. */
export function setSessionCookie(request: FastifyRequest, reply: FastifyReply, token: string, maxAgeSeconds: number): void {
	const parts = [`${cookieName}=${token}`, 'Path=/api', `Max-Age=${maxAgeSeconds}`, 'HttpOnly', 'SameSite=Strict'];
	// Browsers drop a Secure cookie on plain http, which is what a local cluster speaks.
	if (request.protocol === 'https') parts.push('Secure');
	reply.header('set-cookie', parts.join('; '));
}

/** A hook that lets a request pass only with a valid session. */
export function requireSession(tokens: Tokens, accounts: AccountRepository): (request: FastifyRequest) => Promise<void> {
	return async (request) => {
		const token = requestToken(request);
		const session = token === undefined ? undefined : await tokens.read(token);
		if (session === undefined || !(await accounts.isSessionValid(session.userId, session.tokenId))) {
			throw problem(401, 'Sign in first: there is no valid session in this request.');
		}
		request.session = session;
	};
}

/** The user of a request that passed {@link requireSession}. */
export function userIdOf(request: FastifyRequest): string {
	if (request.session === null) throw new Error('This route has no session hook.');
	return request.session.userId;
}
