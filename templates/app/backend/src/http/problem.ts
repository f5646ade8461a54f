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

/** Answers with whatever was thrown. */
export function sendError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
	return sendProblem(request, reply, toProblem(error, request));
}

/** What was thrown as something for the caller. What we did not foresee is logged here and stays unexplained outside. */
export function toProblem(error: unknown, request: FastifyRequest): Problem {
	if (error instanceof Problem) return error;
	if (error instanceof StorageError) return storageProblem(error, request);
	const { validation, validationContext = 'request', statusCode = 500, code } = error as Partial<FastifyError>;
	if (validation !== undefined) {
		const errors = validation.map(({ instancePath, message, params }) => ({
			at: `${validationContext}${instancePath.replaceAll('/', '.')}`,
			message: [message, params.additionalProperty, params.allowedValues].filter((part) => part !== undefined).join(': '),
		}));
		const sentence = errors.map(({ at, message }) => `${at} ${message}`).join('; ');
		return new Problem(400, `The request is not as it should be: ${sentence}.`, { errors });
	}
	if (statusCode < 500) return problem(statusCode, clientErrors[code ?? ''] ?? 'The request could not be read.');
	request.log.error({ err: error }, 'request failed');
	return problem(statusCode, 'Something went wrong on our side. The log has more under this request id.');
}

function storageProblem({ reason, message, cause }: StorageError, { log }: FastifyRequest): Problem {
	if (reason === 'conflict') return problem(409, 'What this belongs to was deleted meanwhile.');
	// The sentence for the log names paths and hosts; that is nothing for a stranger.
	log.error({ reason, cause: (cause as Error | undefined)?.message }, message);
	const detail = 'The database does not work at the moment. Nothing was changed; try again in a moment.';
	return new Problem(503, detail, { reason: `storage-${reason}` }, storageRetrySeconds);
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
