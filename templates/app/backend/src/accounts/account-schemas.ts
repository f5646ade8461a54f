const email = { type: 'string', format: 'email', maxLength: 254, description: 'Upper and lower case are the same.' } as const;

const welcome = {
	type: 'object',
	properties: {
		user: { type: 'object', properties: { id: { type: 'string' }, email: { type: 'string' }, name: { type: 'string' } } },
		token: { type: 'string', description: 'For `Authorization: Bearer`; browsers get it as a cookie as well.' },
	},
} as const;

export const signupSchema = {
	body: {
		type: 'object',
		required: ['email', 'password'],
		additionalProperties: false,
		properties: {
			email,
			password: { type: 'string', minLength: 8, maxLength: 200 },
			name: { type: 'string', maxLength: 100 },
		},
	},
	response: { 201: welcome },
} as const;

export const loginSchema = {
	body: {
		type: 'object',
		required: ['email', 'password'],
		additionalProperties: false,
		// No least length here: the rules for new passwords say nothing about the one of this account.
		properties: { email, password: { type: 'string', maxLength: 200 } },
	},
	response: { 200: welcome },
} as const;
