import type { Http, HttpAnswer, HttpRequest } from '../core/ports.js';
import { bodyOf, headersOf } from './http-parts.js';
import type { AskVia } from './http-via.js';
import { reasonOf } from './reason-of.js';

/**
 * HTTP by Node's own fetch, which goes through no proxy: most of what we ask is this machine or its cluster. Node's older ways,
 * for what fetch cannot be told, are loaded when they are needed; a start does not wait for them.
 */
export function fetchHttp(env: NodeJS.ProcessEnv): Http {
	let askVia: AskVia | undefined;
	return {
		async request(request, signal) {
			const { method = 'GET', url, via, timeoutMs = 5000, proxied = false } = request;
			const deadline = AbortSignal.timeout(timeoutMs);
			const both = signal ? AbortSignal.any([signal, deadline]) : deadline;
			try {
				if (proxied && !loopback.test(new URL(url).hostname)) return await throughProxy(request, env, timeoutMs, both);
				if (via) {
					const { httpVia } = await import('./http-via.js');
					askVia ??= httpVia();
					const answer = await askVia({ ...request, via }, both);
					// An aborted request ends like one that was refused.
					both.throwIfAborted();
					return answer;
				}
				const body = bodyOf(request);
				const answer = await fetch(url, {
					method,
					redirect: 'manual',
					headers: headersOf(request),
					...(body === undefined ? {} : { body }),
					signal: both,
				});
				const date = answer.headers.get('date');
				return {
					kind: 'answered',
					status: answer.status,
					type: answer.headers.get('content-type') ?? '',
					body: await answer.text(),
					...(date ? { date } : {}),
				};
			} catch (error) {
				if (deadline.aborted) return { kind: 'timed-out', afterMs: timeoutMs };
				signal?.throwIfAborted();
				return { kind: 'unreachable', because: reasonOf(error) };
			}
		},
	};
}

/** A server on this machine, an AI provider among them, is behind no proxy, whether or not NO_PROXY says so. */
const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** Enough for what a server says about a refusal. */
const mostOfBody = 64 * 1024;

/** Asks somebody outside. The body is read only where it tells why there is no answer; a token goes to nobody but who was asked. */
async function throughProxy(request: HttpRequest, env: NodeJS.ProcessEnv, silenceMs: number, signal: AbortSignal): Promise<HttpAnswer> {
	const { url, bearer } = request;
	const { httpGet } = await import('./http-get.js');
	const answer = await httpGet(url, { env, signal, silenceMs, headers: headersOf(request), follows: bearer === undefined });
	const { statusCode: status = 0 } = answer;
	let body = '';
	if (status >= 400) {
		for await (const piece of answer.setEncoding('utf8')) {
			body += piece;
			if (body.length > mostOfBody) break;
		}
	}
	answer.destroy();
	const { date, 'content-type': type = '' } = answer.headers;
	return { kind: 'answered', status, type, body, ...(date ? { date } : {}) };
}
