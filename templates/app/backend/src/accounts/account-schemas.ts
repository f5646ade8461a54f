import { noContent, noNul, problemsOf, signedIn } from '../http/schemas.ts';

const email = { type: 'string', format: 'email', maxLength: 254, description: 'Upper and lower case are the same.' } as const;

const user = {
	type: 'object',
	required: ['id', 'email', 'name'],
	properties: { id: { type: 'string' }, email: { type: 'string' }, name: { type: 'string' } },
} as const;

const welcome = {
	type: 'object',
	description: 'Signed in. Browsers get the token as a cookie as well.',
	required: ['user', 'token'],
	properties: { user, token: { type: 'string', description: 'For `Authorization: Bearer`.' } },
} as const;

const common = { tags: ['account'] } as const;

export const signupSchema = {
	...common,
	summary: 'Make an account',
	body: {
		type: 'object',
		required: ['email', 'password'],
		additionalProperties: false,
		properties: {
			email,
			password: { type: 'string', minLength: 8, maxLength: 200 },
			name: { type: 'string', maxLength: 100, pattern: noNul },
		},
	},
	response: { 201: welcome, ...problemsOf(400, 409, 413, 415, 429, 503) },
} as const;

export const loginSchema = {
	...common,
	summary: 'Log in',
	body: {
		type: 'object',
		required: ['email', 'password'],
		additionalProperties: false,
		// No least length here: the rules for new passwords say nothing about the one of this account.
		properties: { email, password: { type: 'string', maxLength: 200 } },
	},
	response: { 200: welcome, ...problemsOf(400, 401, 413, 415, 429, 503) },
} as const;

export const logoutSchema = {
	...common,
	summary: 'Log out',
	description: 'The token is of no use afterwards. Without a session there is nothing to do, which is fine too.',
	response: { ...noContent, ...problemsOf(503) },
} as const;

export const accountSchema = {
	...common,
	summary: 'Who am I?',
	security: signedIn,
	response: { 200: { ...user, description: 'The account of the session.' }, ...problemsOf(401, 503) },
} as const;

export const removeAccountSchema = {
	...common,
	summary: 'Delete the account and everything that belongs to it',
	security: signedIn,
	response: { ...noContent, ...problemsOf(401, 503) },
} as const;
