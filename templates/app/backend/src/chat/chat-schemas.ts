import { eventSchema, noContent, problemsOf, signedIn, visibleText } from '../http/schemas.ts';

const action = {
	type: 'object',
	description: 'Something that was done to the list.',
	required: ['tool', 'arguments', 'result'],
	properties: { tool: { type: 'string' }, arguments: { type: 'object', additionalProperties: true }, result: {} },
} as const;

const answer = {
	type: 'object',
	required: ['reply', 'actions', 'conversationId'],
	properties: {
		reply: { type: 'string' },
		actions: { type: 'array', items: action },
		conversationId: { type: 'string', description: 'Send it with the next message to go on.' },
	},
} as const;

const common = { tags: ['chat'], security: signedIn } as const;

export const chatSchema = {
	...common,
	summary: 'Say something to the assistant',
	description: [
		'The assistant reads and changes the list with tools; `actions` says what it did.',
		'With `Accept: text/event-stream` the answer comes as events: `text` with `{delta}`, `action` with one action, and at the end',
		'`done` with the whole answer or `error` with a problem.',
	].join(' '),
	body: {
		type: 'object',
		required: ['message'],
		additionalProperties: false,
		properties: {
			message: { type: 'string', minLength: 1, maxLength: 4000, pattern: visibleText },
			conversationId: { type: 'string', pattern: '^[0-9A-Za-z-]{1,64}$' },
		},
	},
	response: {
		200: {
			description: 'What the assistant says and did.',
			content: { 'application/json': { schema: answer }, 'text/event-stream': { schema: eventSchema } },
		},
		...problemsOf(400, 401, 404, 413, 415, 429, 503),
	},
} as const;

export const conversationSchema = {
	...common,
	summary: 'Get the newest conversation',
	response: {
		200: {
			type: 'object',
			description: 'Its last messages, oldest first.',
			required: ['conversationId', 'messages'],
			properties: {
				conversationId: { type: ['string', 'null'], description: 'Null before the first message.' },
				messages: {
					type: 'array',
					items: {
						type: 'object',
						required: ['role', 'content', 'actions'],
						properties: {
							role: { type: 'string', enum: ['user', 'assistant'] },
							content: { type: 'string' },
							actions: { type: 'array', items: action },
						},
					},
				},
			},
		},
		...problemsOf(401, 429, 503),
	},
} as const;

export const forgetSchema = {
	...common,
	summary: 'Forget all conversations',
	description: 'The todos stay as they are.',
	response: { ...noContent, ...problemsOf(401, 429, 503) },
} as const;
