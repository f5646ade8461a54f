/** A stream that keeps what is written, as lines. */
export class Written {
	text = '';
	readonly stream: NodeJS.WriteStream;

	constructor() {
		const write = (chunk: string, ...rest: readonly unknown[]) => {
			this.text += chunk;
			const callback = rest.find((part) => typeof part === 'function');
			if (typeof callback === 'function') setImmediate(() => callback());
			return true;
		};
		this.stream = { write, isTTY: false } as unknown as NodeJS.WriteStream;
	}

	get lines(): readonly string[] {
		return this.text.trimEnd().split('\n');
	}
}
