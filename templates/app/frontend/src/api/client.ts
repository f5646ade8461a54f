/** An answer that says no, in the words of the API. */
export class ApiError extends Error {
	readonly status: number;

	constructor(status: number, message: string) {
		super(message);
		this.name = 'ApiError';
		this.status = status;
	}
}

/** No answer at all. */
export class UnreachableError extends Error {
	constructor() {
		super('The server cannot be reached. Nothing was changed.');
		this.name = 'UnreachableError';
	}
}

export interface RequestOptions {
	readonly body?: object;
	readonly signal?: AbortSignal;
	/** Lets the request outlive the page. */
	readonly keepalive?: boolean;
}

/** Calls the API on the address this page came from; the cookie says who we are. */
export async function request<T>(method: string, path: string, { body, signal, keepalive }: RequestOptions = {}): Promise<T> {
	let response: Response;
	try {
		response = await fetch(`/api${path}`, {
			method,
			...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
			...(signal === undefined ? {} : { signal }),
			...(keepalive === undefined ? {} : { keepalive }),
		});
	} catch (error) {
		if (signal?.aborted) throw error;
		throw new UnreachableError();
	}
	const text = await response.text();
	const answer = parse(text);
	if (!response.ok)
		throw new ApiError(
			response.status,
			(answer as { detail?: string } | undefined)?.detail ?? `The server answered with status ${response.status}.`,
		);
	return answer as T;
}

/** What to tell a person about anything that was thrown. */
export function explain(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
