/** `conflict`: what a new row belongs to is not there any more. */
export type StorageReason = 'unreachable' | 'busy' | 'full' | 'read-only' | 'gone' | 'damaged' | 'refused' | 'conflict';

/**
 * Why the database did not do what it was asked, in a sentence for people and a word for programs. Nothing was changed by
 * the request that met it, as far as the database told.
 */
export class StorageError extends Error {
	readonly reason: StorageReason;

	constructor(reason: StorageReason, sentence: string, cause?: unknown) {
		super(sentence, { cause });
		this.name = 'StorageError';
		this.reason = reason;
	}
}
