import { priorities, statuses } from './todo.ts';

/** The fields a person sets; shared by the API and by the tools of the chat. */
export const todoFields = {
	title: { type: 'string', minLength: 1, maxLength: 200, pattern: '\\S', description: 'What is to be done.' },
	description: { type: 'string', maxLength: 5000, description: 'Anything worth remembering about it.' },
	priority: { type: 'string', enum: priorities },
	due: { type: ['string', 'null'], format: 'date', description: 'A day such as 2026-01-31, or null for none.' },
} as const;

const todo = {
	type: 'object',
	properties: {
		id: { type: 'string' },
		title: { type: 'string' },
		description: { type: 'string' },
		priority: { type: 'string', enum: priorities },
		due: { type: ['string', 'null'] },
		completed: { type: 'boolean' },
		createdAt: { type: 'string' },
		updatedAt: { type: 'string' },
	},
} as const;

export const listTodosSchema = {
	querystring: {
		type: 'object',
		additionalProperties: false,
		properties: {
			status: { type: 'string', enum: statuses, default: 'all' },
			q: { type: 'string', maxLength: 200, default: '' },
			limit: { type: 'integer', minimum: 1, maximum: 200, default: 50 },
			cursor: { type: 'string', maxLength: 64 },
		},
	},
	response: { 200: { type: 'object', properties: { todos: { type: 'array', items: todo }, next: { type: ['string', 'null'] } } } },
} as const;

export const createTodoSchema = {
	body: { type: 'object', required: ['title'], additionalProperties: false, properties: todoFields },
	response: { 201: todo },
} as const;

export const getTodoSchema = { response: { 200: todo } } as const;

export const updateTodoSchema = {
	body: { type: 'object', minProperties: 1, additionalProperties: false, properties: { ...todoFields, completed: { type: 'boolean' } } },
	response: { 200: todo },
} as const;
