import type { Http } from '../core/ports.js';
import type { Question } from '../core/question.js';
import { Secret } from '../core/secret.js';

/** How one provider is asked whether a key is good. */
export interface KeyTrial {
	/** Its name for people: "OpenAI". */
	readonly provider: string;
	/** Address of the OpenAI-compatible interface, without a slash at the end. */
	readonly baseUrl: string;
	/** What a good key looks like, said when one is refused. */
	readonly shape: string;
}

/** Asks for the provider's model list once. A refusal is a problem; silence is only noted, since the key may be good. */
export async function tryKey(trial: KeyTrial, key: string, http: Http, signal: AbortSignal): Promise<{ problem?: string; note?: string }> {
	const { provider, baseUrl, shape } = trial;
	const answer = await http.request({ url: `${baseUrl}/models`, bearer: new Secret(key), timeoutMs: 6000, proxied: true }, signal);
	if (answer.kind !== 'answered')
		return {
			note: `${provider} could not be asked from here (${answer.kind === 'timed-out' ? 'no answer' : answer.because}), so the key was not tried.`,
		};
	if (answer.status === 401 || answer.status === 403) return { problem: `${provider} refused this key (${answer.status}). ${shape}` };
	// Google answers 400 with API_KEY_INVALID instead of 401.
	if (answer.status === 400 && /api.?key/i.test(answer.body)) return { problem: `${provider} refused this key (400). ${shape}` };
	if (answer.status === 429) return { note: `${provider} accepted the key, but its quota is used up (429).` };
	if (answer.status >= 400) return { note: `${provider} answered ${answer.status} when the key was tried.` };
	return {};
}

/** The masked question for a provider's key. */
export function keyQuestion(id: string, variable: string, trial: KeyTrial): Question {
	return {
		id,
		env: [`TODO_K8S_${variable}`, variable],
		asks: `${trial.provider} key`,
		help: 'Kept where the app reads it, and nowhere else. Not written to any file unless you ask.',
		secret: true,
		problem: (raw) => (/^\S{8,}$/.test(raw) ? undefined : `This is no key. ${trial.shape}`),
		try: (raw, { http }, signal) => tryKey(trial, raw, http, signal),
	};
}
