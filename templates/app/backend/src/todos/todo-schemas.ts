import { noContent, noNul, problemsOf, signedIn, visibleText } from '../http/schemas.ts';
import { priorities, statuses } from './todo.ts';

/** The fields a person sets; shared by the API and by the tools of the chat. */
export const todoFields = {
	title: { type: 'string', minLength: 1, maxLength: 200, pattern: visibleText, description: 'What is to be done.' },
	description: { type: 'string', maxLength: 5000, pattern: noNul, description: 'Anything worth remembering about it.' },
	priority: { type: 'string', enum: priorities },
	due: { type: ['string', 'null'], format: 'date', description: 'A day such as 2026-01-31, or null for none.' },
} as const;

export const todoSchema = {
	type: 'object',
	required: ['id', 'title', 'description', 'priority', 'due', 'completed', 'createdAt', 'updatedAt'],
	properties: {
		id: { type: 'string' },
		title: { type: 'string' },
		description: { type: 'string' },
		priority: { type: 'string', enum: priorities },
		due: { type: ['string', 'null'] },
		completed: { type: 'boolean' },
		createdAt: { type: 'string', description: 'A time such as 2026-01-31T08:00:00.000Z.' },
		updatedAt: { type: 'string' },
	},
} as const;

const one = {
	type: 'object',
	required: ['id'],
	properties: { id: { type: 'string', pattern: '^[0-9A-Za-z-]{1,64}$', description: 'As the list gives it.' } },
} as const;

const common = { tags: ['todos'], security: signedIn } as const;

export const listTodosSchema = {
	...common,
	summary: 'List and search, newest first',
	querystring: {
		type: 'object',
		additionalProperties: false,
		properties: {
			status: { type: 'string', enum: statuses, default: 'all' },
			q: {
				type: 'string',
				maxLength: 200,
				pattern: noNul,
				default: '',
				description: 'Only todos whose title or description contains this.',
			},
			limit: { type: 'integer', minimum: 1, maximum: 200, default: 50 },
			cursor: { type: 'string', pattern: '^[0-9]{1,15}$', description: '`next` of the page before.' },
		},
	},
	response: {
		200: {
			type: 'object',
			description: 'A page of the list.',
			required: ['todos', 'next'],
			properties: {
				todos: { type: 'array', items: todoSchema },
				next: { type: ['string', 'null'], description: 'Null on the last page.' },
			},
		},
		...problemsOf(400, 401, 429, 503),
	},
} as const;

export const createTodoSchema = {
	...common,
	summary: 'Add a todo',
	body: { type: 'object', required: ['title'], additionalProperties: false, properties: todoFields },
	response: { 201: { ...todoSchema, description: 'The new todo.' }, ...problemsOf(400, 401, 413, 415, 429, 503) },
} as const;

export const getTodoSchema = {
	...common,
	summary: 'Get a todo',
	params: one,
	response: { 200: { ...todoSchema, description: 'The todo.' }, ...problemsOf(400, 401, 404, 429, 503) },
} as const;

export const updateTodoSchema = {
	...common,
	summary: 'Change a todo',
	params: one,
	body: { type: 'object', minProperties: 1, additionalProperties: false, properties: { ...todoFields, completed: { type: 'boolean' } } },
	response: { 200: { ...todoSchema, description: 'The todo as it is now.' }, ...problemsOf(400, 401, 404, 413, 415, 429, 503) },
} as const;

export const deleteTodoSchema = {
	...common,
	summary: 'Delete a todo',
	params: one,
	response: { ...noContent, ...problemsOf(400, 401, 404, 429, 503) },
} as const;
