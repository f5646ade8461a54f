export const chatSchema = {
	body: {
		type: 'object',
		required: ['message'],
		additionalProperties: false,
		properties: {
			message: { type: 'string', minLength: 1, maxLength: 4000, pattern: '\\S' },
			conversationId: { type: 'string', maxLength: 64 },
		},
	},
	response: {
		200: {
			type: 'object',
			properties: {
				reply: { type: 'string' },
				actions: {
					type: 'array',
					items: {
						type: 'object',
						properties: { tool: { type: 'string' }, arguments: { type: 'object', additionalProperties: true }, result: {} },
					},
				},
				conversationId: { type: 'string' },
			},
		},
	},
} as const;
