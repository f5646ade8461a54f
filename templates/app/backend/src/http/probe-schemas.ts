const ai = {
	type: 'string',
	enum: ['none', 'unknown', 'ready', 'pulling', 'down'],
	description: 'How the AI provider was the last time it was looked at. `pulling`: it is there and fetches its model.',
} as const;

export const healthSchema = {
	tags: ['operation'],
	summary: 'Does this process live?',
	description: 'Asks nobody, so that a database that is away gets no process restarted.',
	response: {
		200: {
			type: 'object',
			description: 'It lives.',
			required: ['status', 'version', 'ai', 'storage', 'uptime'],
			properties: {
				status: { type: 'string', enum: ['ok'] },
				version: { type: 'string' },
				ai,
				storage: { type: 'string', enum: ['ok', 'failing', 'unknown'], description: 'At most 15 s old.' },
				uptime: { type: 'integer', description: 'In seconds.' },
			},
		},
	},
} as const;

export const readySchema = {
	tags: ['operation'],
	summary: 'Can requests be served now?',
	response: {
		200: {
			type: 'object',
			description: 'Yes. Without AI the todos work all the same, which is `degraded`.',
			required: ['status', 'ai', 'degraded'],
			properties: { status: { type: 'string', enum: ['ready'] }, ai, degraded: { type: 'boolean' } },
		},
		503: {
			type: 'object',
			description: 'No, and why.',
			required: ['status', 'reason'],
			properties: { status: { type: 'string', enum: ['unavailable'] }, reason: { type: 'string' } },
		},
	},
} as const;
