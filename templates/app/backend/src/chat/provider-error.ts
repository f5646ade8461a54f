export type ProviderReason =
	| 'unreachable'
	| 'slow'
	| 'rate-limited'
	| 'bad-key'
	| 'no-model'
	| 'refused'
	| 'failing'
	| 'unreadable'
	| 'cut-off'
	| 'circuit-open';

/** Why the model did not answer, in a sentence for the user and a word for programs. */
export class ProviderError extends Error {
	readonly reason: ProviderReason;
	readonly retryAfterSeconds: number | undefined;

	constructor(reason: ProviderReason, sentence: string, retryAfterSeconds?: number) {
		super(sentence);
		this.name = 'ProviderError';
		this.reason = reason;
		this.retryAfterSeconds = retryAfterSeconds;
	}

	/** A second try at once does not help against a limit or a wrong key. */
	get worthRetrying(): boolean {
		return this.reason === 'unreachable' || this.reason === 'failing' || this.reason === 'cut-off';
	}

	/** Whether it is the provider that has a problem, and not the request or the account. */
	get isOutage(): boolean {
		return this.worthRetrying || this.reason === 'slow' || this.reason === 'unreadable';
	}

	static fromStatus(status: number, model: string, retryAfter: string | null): ProviderError {
		const seconds = /^\d{1,5}$/.test(retryAfter ?? '') ? Number(retryAfter) : undefined;
		switch (true) {
			case status === 401 || status === 403:
				return new ProviderError('bad-key', 'The AI provider does not accept the API key.');
			case status === 404:
				return new ProviderError('no-model', `The AI provider does not have the model "${model}".`);
			case status === 429:
				return new ProviderError(
					'rate-limited',
					'The AI provider accepts no more requests at the moment, or the account has no credit left.',
					seconds,
				);
			case status >= 500:
				return new ProviderError('failing', `The AI provider has a problem of its own (status ${status}).`, seconds);
			default:
				return new ProviderError('refused', `The AI provider refused the request (status ${status}).`);
		}
	}
}
