import { STATUS_CODES } from 'node:http';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { StorageError } from '../storage/storage-error.ts';

/** An answer in the shape of RFC 9457 that is meant for the caller. */
export class Problem extends Error {
	readonly status: number;
	readonly extra: Readonly<Record<string, unknown>>;
	readonly retryAfterSeconds: number | undefined;

	constructor(status: number, detail: string, extra: Readonly<Record<string, unknown>> = {}, retryAfterSeconds?: number) {
		super(detail);
		this.name = 'Problem';
		this.status = status;
		this.extra = extra;
		this.retryAfterSeconds = retryAfterSeconds;
	}
}

export function problem(status: number, detail: string): Problem {
	return new Problem(status, detail);
}

/** The members of RFC 9457, a request id to find the line in the log by, and what the problem adds. */
export function problemBody({ id }: FastifyRequest, { status, message, extra }: Problem): Readonly<Record<string, unknown>> {
	return { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, detail: message, requestId: id, ...extra };
}

const storageRetrySeconds = 5;

/** Turns whatever was thrown into an answer. What we did not foresee is logged here and stays unexplained outside. */
export function sendError(error: FastifyError | Problem | StorageError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
	if (error instanceof Problem) return sendProblem(request, reply, error);
	if (error instanceof StorageError) {
		request.log.error({ reason: error.reason, cause: (error.cause as Error | undefined)?.message }, error.message);
		// The sentence for the log names paths and hosts; that is nothing for a stranger.
		const detail = 'The database does not work at the moment. Nothing was changed; try again in a moment.';
		return sendProblem(request, reply, new Problem(503, detail, { reason: `storage-${error.reason}` }, storageRetrySeconds));
	}
	if (error.validation !== undefined) {
		const errors = error.validation.map(({ instancePath, message, params }) => ({
			at: `${error.validationContext ?? 'request'}${instancePath.replaceAll('/', '.')}`,
			message: [message, params.additionalProperty, params.allowedValues].filter((part) => part !== undefined).join(': '),
		}));
		const sentence = errors.map(({ at, message }) => `${at} ${message}`).join('; ');
		return sendProblem(request, reply, new Problem(400, `The request is not as it should be: ${sentence}.`, { errors }));
	}
	const status = error.statusCode ?? 500;
	if (status < 500) return sendProblem(request, reply, problem(status, clientErrors[error.code] ?? 'The request could not be read.'));
	request.log.error({ err: error }, 'request failed');
	return sendProblem(request, reply, problem(status, 'Something went wrong on our side. The log has more under this request id.'));
}

/** For an address that no route answers. */
export function sendNotFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
	return sendProblem(request, reply, problem(404, 'There is nothing at this address.'));
}

function sendProblem(request: FastifyRequest, reply: FastifyReply, found: Problem): FastifyReply {
	if (found.retryAfterSeconds !== undefined) reply.header('retry-after', String(found.retryAfterSeconds));
	return (
		reply
			.status(found.status)
			.type('application/problem+json')
			// Written out here because an answer of this shape must not pass the schema of the route's own answer.
			.serializer((value: unknown) => JSON.stringify(value))
			.send(problemBody(request, found))
	);
}

const clientErrors: Readonly<Record<string, string>> = {
	FST_ERR_CTP_BODY_TOO_LARGE: 'The body is larger than this server accepts.',
	FST_ERR_CTP_INVALID_MEDIA_TYPE: 'Send the body as application/json.',
	FST_ERR_CTP_EMPTY_JSON_BODY: 'The body is empty; send a JSON object.',
	FST_ERR_CTP_INVALID_JSON_BODY: 'The body is not valid JSON.',
	FST_ERR_BAD_URL: 'The address is not valid.',
};
