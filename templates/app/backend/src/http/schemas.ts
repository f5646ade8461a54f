/** No text of ours contains the character NUL: Postgres cannot keep it, and nobody can type it. */
export const noNul = '^[^\\u0000]*$';
/** At least one character that can be seen, and no NUL. */
export const visibleText = '^[^\\u0000]*[^\\s\\u0000][^\\u0000]*$';

/** An error in the shape of RFC 9457, the same for every route. */
export const problemSchema = {
	type: 'object',
	required: ['type', 'title', 'status', 'detail', 'requestId'],
	properties: {
		type: { type: 'string', description: 'Always about:blank; the status says what kind of problem it is.' },
		title: { type: 'string' },
		status: { type: 'integer' },
		detail: { type: 'string', description: 'A sentence for people.' },
		requestId: { type: 'string', description: 'The log has more under this id.' },
		reason: { type: 'string', description: 'A word for programs, where the chat or the database does not work.' },
		errors: {
			type: 'array',
			description: 'What is wrong in the input, and where.',
			items: { type: 'object', required: ['at', 'message'], properties: { at: { type: 'string' }, message: { type: 'string' } } },
		},
	},
} as const;

const problemAnswer = (description: string) => ({ description, content: { 'application/problem+json': { schema: problemSchema } } });

/** Answers that a route can give besides its good one. */
export const problems = {
	400: problemAnswer('The input is not as it should be.'),
	401: problemAnswer('There is no valid session in the request.'),
	404: problemAnswer('There is no such thing, or it belongs to somebody else.'),
	409: problemAnswer('It exists already.'),
	413: problemAnswer('The body is larger than 64 KiB.'),
	415: problemAnswer('The body is not application/json.'),
	429: problemAnswer('Too many requests; Retry-After says when to come back.'),
	503: problemAnswer('The database or the AI provider does not work at the moment; nothing was changed.'),
} as const;

/** One server-sent event; its data is JSON. */
export const eventSchema = {
	type: 'object',
	required: ['event', 'data'],
	properties: { event: { type: 'string' }, data: { type: 'string' } },
} as const;

/** An answer without a body. */
export const noContent = { 204: { type: 'null', description: 'Done.' } } as const;

/** For routes that take a session from the cookie or a header. */
export const signedIn = [{ bearer: [] }, { cookie: [] }] as const;

type Status = keyof typeof problems;

export function problemsOf<const S extends readonly Status[]>(...statuses: S): Pick<typeof problems, S[number]> {
	return Object.fromEntries(statuses.map((status) => [status, problems[status]])) as Pick<typeof problems, S[number]>;
}
