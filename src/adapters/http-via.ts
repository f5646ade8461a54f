import { Agent as HttpAgent, request as requestByHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestByHttps } from 'node:https';
import { isIPv6 } from 'node:net';
import type { HttpAnswer, HttpRequest } from '../core/ports.js';
import { bodyOf, headersOf } from './http-parts.js';
import { reasonOf } from './reason-of.js';

type Via = NonNullable<HttpRequest['via']>;

/** Asks at an address, or trusting an authority, of the caller's own. Never rejects. */
export type AskVia = (request: HttpRequest & { readonly via: Via }, signal: AbortSignal) => Promise<HttpAnswer>;

/** Requests to a name whose address or authority this machine does not know, and that Node's fetch cannot be told. */
export function httpVia(): AskVia {
	// Connections are used again, as a browser does; otherwise the figures would be those of handshakes.
	const agents = new Map<string, HttpAgent | HttpsAgent>();
	const agentFor = (secure: boolean, via: Via) => {
		const key = JSON.stringify([secure, via]);
		const agent =
			agents.get(key) ?? new (secure ? HttpsAgent : HttpAgent)({ keepAlive: true, ...(secure && via.ca ? { ca: via.ca } : {}) });
		agents.set(key, agent);
		return agent;
	};
	return (request, signal) =>
		new Promise((resolve) => {
			const url = new URL(request.url);
			const secure = url.protocol === 'https:';
			const { address } = request.via;
			const body = bodyOf(request);
			const sent = (secure ? requestByHttps : requestByHttp)(
				url,
				{
					method: request.method ?? 'GET',
					headers: { ...headersOf(request), ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }) },
					agent: agentFor(secure, request.via),
					signal,
					...(address
						? {
								lookup: (_host, options, done) => {
									const family = isIPv6(address) ? 6 : 4;
									if (options.all) done(null, [{ address, family }]);
									else done(null, address, family);
								},
							}
						: {}),
				},
				(answer) => {
					let text = '';
					answer.setEncoding('utf8');
					answer.on('data', (piece: string) => {
						text += piece;
					});
					answer.on('error', (error) => resolve({ kind: 'unreachable', because: reasonOf(error) }));
					answer.on('end', () => {
						const { 'content-type': type = '', date } = answer.headers;
						resolve({ kind: 'answered', status: answer.statusCode ?? 0, type, body: text, ...(date ? { date } : {}) });
					});
				},
			);
			sent.on('error', (error) => resolve({ kind: 'unreachable', because: reasonOf(error) }));
			sent.end(body);
		});
}
