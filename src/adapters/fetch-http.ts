import type { Http, HttpAnswer } from '../core/ports.js';
import { httpGet } from './http-get.js';
import { bodyOf, headersOf } from './http-parts.js';
import { httpVia } from './http-via.js';
import { reasonOf } from './reason-of.js';

/** HTTP by Node's own fetch, which goes through no proxy: most of what we ask is this machine or its cluster. */
export function fetchHttp(env: NodeJS.ProcessEnv): Http {
	const askVia = httpVia();
	return {
		async request(request, signal) {
			const { method = 'GET', url, via, timeoutMs = 5000, proxied = false } = request;
			const deadline = AbortSignal.timeout(timeoutMs);
			const both = signal ? AbortSignal.any([signal, deadline]) : deadline;
			try {
				if (proxied) return await throughProxy(url, env, timeoutMs, both);
				if (via) {
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

/** Asks only whether and how somebody outside answers; the body is not read. */
async function throughProxy(url: string, env: NodeJS.ProcessEnv, silenceMs: number, signal: AbortSignal): Promise<HttpAnswer> {
	const answer = await httpGet(url, { env, signal, silenceMs });
	answer.destroy();
	const { date, 'content-type': type = '' } = answer.headers;
	return { kind: 'answered', status: answer.statusCode ?? 0, type, body: '', ...(date ? { date } : {}) };
}
