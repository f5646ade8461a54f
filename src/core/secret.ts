/**
 * A value that must not be seen. It prints as [secret] in strings, JSON and
 * inspection, so that only a deliberate `reveal()` shows it.
 */
export class Secret {
	readonly #value: string;

	constructor(value: string) {
		this.#value = value;
	}

	/** The value itself; only for stdin of a command, a request header or a 0600 file. */
	reveal(): string {
		return this.#value;
	}

	toString(): string {
		return '[secret]';
	}

	toJSON(): string {
		return '[secret]';
	}

	// Node's inspect() looks this symbol up; naming it keeps core free of Node imports.
	[Symbol.for('nodejs.util.inspect.custom')](): string {
		return '[secret]';
	}
}

/** Takes known secrets out of any text before it is shown or kept. */
export class Redactor {
	readonly #known = new Set<string>();

	/** From now on this value is replaced in every text. Very short values would garble the text and are left. */
	learn(secret: Secret): void {
		const value = secret.reveal();
		this.#add(value);
		// Of the address of a database, its driver may quote only this part.
		const password = passwordIn(value);
		if (password !== undefined) this.#add(password);
	}

	#add(value: string): void {
		if (value.length < 6) return;
		this.#known.add(value);
		// Kubernetes prints secrets in base64, URLs carry them percent-encoded.
		this.#known.add(toBase64(value));
		this.#known.add(encodeURIComponent(value));
	}

	clean(text: string): string {
		let cleaned = text;
		// The longest first: where one value begins another, the rest of the other must not stay behind.
		for (const value of [...this.#known].sort((a, b) => b.length - a.length)) cleaned = cleaned.replaceAll(value, '[secret]');
		return cleaned
			.replace(/\b(sk-[A-Za-z0-9_-]{16,}|AIza[A-Za-z0-9_-]{30,}|gsk_[A-Za-z0-9]{20,})/g, '[secret]')
			.replace(/(\/\/[^\s/:@]+:)[^\s/@]+@/g, '$1[secret]@');
	}
}

function passwordIn(value: string): string | undefined {
	const url = URL.canParse(value) ? new URL(value) : undefined;
	try {
		return url?.password ? decodeURIComponent(url.password) : undefined;
	} catch {
		// A percent sign that was meant as one.
		return url?.password;
	}
}

function toBase64(value: string): string {
	return btoa(String.fromCharCode(...new TextEncoder().encode(value)));
}
