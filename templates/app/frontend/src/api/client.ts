/** An answer that says no, in the words of the API. */
export class ApiError extends Error {
	readonly status: number;

	constructor(status: number, message: string) {
		super(message);
		this.name = 'ApiError';
		this.status = status;
	}
}

/** No answer at all, or only the beginning of one. */
export class UnreachableError extends Error {
	constructor(sentence = 'The server cannot be reached. Nothing was changed.') {
		super(sentence);
		this.name = 'UnreachableError';
	}
}

export interface RequestOptions {
	readonly body?: object;
	readonly signal?: AbortSignal;
	/** Lets the request outlive the page. */
	readonly keepalive?: boolean;
	/** The kind of answer that is wanted; JSON when left out. */
	readonly accept?: string;
}

/** Calls the API on the address this page came from; the cookie says who we are. */
export async function request<T>(method: string, path: string, options: RequestOptions = {}): Promise<T> {
	const response = await send(method, path, options);
	const text = await response.text();
	if (!response.ok) throw toApiError(response.status, text);
	return parse(text) as T;
}

/** The answer as it comes, whatever it says. */
export async function send(method: string, path: string, options: RequestOptions): Promise<Response> {
	const { body, signal, keepalive, accept = 'application/json' } = options;
	try {
		return await fetch(`/api${path}`, {
			method,
			headers: { accept, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
			...(signal === undefined ? {} : { signal }),
			...(keepalive === undefined ? {} : { keepalive }),
		});
	} catch (error) {
		if (signal?.aborted) throw error;
		throw new UnreachableError();
	}
}

export function toApiError(status: number, text: string): ApiError {
	const { detail } = (parse(text) ?? {}) as { detail?: string };
	return new ApiError(status, detail ?? `The server answered with status ${status}.`);
}

/** What to tell a person about anything that was thrown. */
export function explain(error: unknown): string {
	if (error instanceof ApiError || error instanceof UnreachableError) return error.message;
	// As when a login page of a hotel answers in place of the API.
	console.warn(error);
	return 'The server gave an answer that this page does not understand.';
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
