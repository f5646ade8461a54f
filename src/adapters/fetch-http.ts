import type { Http, HttpAnswer } from '../core/ports.js';
import { httpGet } from './http-get.js';
import { reasonOf } from './reason-of.js';

/** HTTP by Node's own fetch, which goes through no proxy: most of what we ask is this machine or its cluster. */
export function fetchHttp(env: NodeJS.ProcessEnv): Http {
	return {
		async request({ method = 'GET', url, headers = {}, json, bearer, timeoutMs = 5000, proxied = false }, signal) {
			const deadline = AbortSignal.timeout(timeoutMs);
			const both = signal ? AbortSignal.any([signal, deadline]) : deadline;
			try {
				if (proxied) return await throughProxy(url, env, timeoutMs, both);
				const answer = await fetch(url, {
					method,
					redirect: 'manual',
					headers: {
						accept: 'application/json',
						...(json === undefined ? {} : { 'content-type': 'application/json' }),
						...(bearer ? { authorization: `Bearer ${bearer.reveal()}` } : {}),
						...headers,
					},
					...(json === undefined ? {} : { body: JSON.stringify(json) }),
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
