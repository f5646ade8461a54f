import type { HttpRequest } from '../core/ports.js';

/** The headers that a request is sent with; the token becomes text only here. */
export function headersOf({ headers = {}, json, bearer }: HttpRequest): Record<string, string> {
	return {
		accept: 'application/json',
		...(json === undefined ? {} : { 'content-type': 'application/json' }),
		...(bearer ? { authorization: `Bearer ${bearer.reveal()}` } : {}),
		...headers,
	};
}

export function bodyOf({ json }: HttpRequest): string | undefined {
	return json === undefined ? undefined : JSON.stringify(json);
}
