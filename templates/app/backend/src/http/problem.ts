import { STATUS_CODES } from 'node:http';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';

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

/** Turns whatever was thrown into an answer. What we did not foresee is logged here and stays unexplained outside. */
export function sendError(error: FastifyError | Problem, request: FastifyRequest, reply: FastifyReply): FastifyReply {
	if (error instanceof Problem) {
		if (error.retryAfterSeconds !== undefined) reply.header('retry-after', String(error.retryAfterSeconds));
		return sendProblem(request, reply, error.status, error.message, error.extra);
	}
	if (error.validation !== undefined) {
		const errors = error.validation.map(({ instancePath, message, params }) => ({
			at: `${error.validationContext ?? 'request'}${instancePath.replaceAll('/', '.')}`,
			message: [message, params.additionalProperty, params.allowedValues].filter((part) => part !== undefined).join(': '),
		}));
		return sendProblem(
			request,
			reply,
			400,
			`The request is not as it should be: ${errors.map(({ at, message }) => `${at} ${message}`).join('; ')}.`,
			{ errors },
		);
	}
	const status = error.statusCode ?? 500;
	if (status < 500) return sendProblem(request, reply, status, clientErrors[error.code] ?? 'The request could not be read.');
	request.log.error({ err: error }, 'request failed');
	return sendProblem(request, reply, status, 'Something went wrong on our side. The log has more under this request id.');
}

/** For an address that no route answers. */
export function sendNotFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
	return sendProblem(request, reply, 404, 'There is nothing at this address.');
}

function sendProblem(
	request: FastifyRequest,
	reply: FastifyReply,
	status: number,
	detail: string,
	extra: Readonly<Record<string, unknown>> = {},
): FastifyReply {
	return (
		reply
			.status(status)
			.type('application/problem+json')
			// Written out here because an answer of this shape must not pass the schema of the route's own answer.
			.serializer((value: unknown) => JSON.stringify(value))
			.send({ type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, detail, requestId: request.id, ...extra })
	);
}

const clientErrors: Readonly<Record<string, string>> = {
	FST_ERR_CTP_BODY_TOO_LARGE: 'The body is larger than this server accepts.',
	FST_ERR_CTP_INVALID_MEDIA_TYPE: 'Send the body as application/json.',
	FST_ERR_CTP_EMPTY_JSON_BODY: 'The body is empty; send a JSON object.',
	FST_ERR_CTP_INVALID_JSON_BODY: 'The body is not valid JSON.',
	FST_ERR_BAD_URL: 'The address is not valid.',
};
