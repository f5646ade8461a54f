import type { Http } from '../core/ports.js';

/** HTTP by Node's own fetch. It never goes through a proxy: what we ask is this machine, its cluster, or a provider that may be tried and skipped. */
export function fetchHttp(): Http {
	return {
		async request({ method = 'GET', url, headers = {}, json, bearer, timeoutMs = 5000 }, signal) {
			const deadline = AbortSignal.timeout(timeoutMs);
			try {
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
					signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
				});
				return { kind: 'answered', status: answer.status, type: answer.headers.get('content-type') ?? '', body: await answer.text() };
			} catch (error) {
				if (deadline.aborted) return { kind: 'timed-out', afterMs: timeoutMs };
				signal?.throwIfAborted();
				return { kind: 'unreachable', because: reasonOf(error) };
			}
		},
	};
}

/** fetch hides the reason ("connect ECONNREFUSED 127.0.0.1:80") one or two causes deep. */
function reasonOf(error: unknown): string {
	let deepest: unknown = error;
	while (deepest instanceof Error && deepest.cause) deepest = deepest.cause;
	if (deepest instanceof AggregateError && deepest.errors[0]) deepest = deepest.errors[0];
	return deepest instanceof Error ? deepest.message : String(deepest);
}
