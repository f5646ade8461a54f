/** A command that was given something it cannot work with; the message is a sentence for whoever typed it. */
export class UsageError extends Error {
	constructor(sentence: string) {
		super(sentence);
		this.name = 'UsageError';
	}
}
