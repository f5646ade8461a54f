import type { ValidateFunction } from 'ajv';
import { noNul } from '../http/schemas.ts';
import { makeValidator } from '../http/validation.ts';
import type { TodoRepository } from '../storage/store.ts';
import { type NewTodo, statuses, type Todo, type TodoChanges, type TodoStatus } from '../todos/todo.ts';
import { todoFields } from '../todos/todo-schemas.ts';
import type { Action } from './conversation.ts';

const id = { type: 'string', maxLength: 64, pattern: noNul, description: 'The id of the todo, as list_todos gives it.' } as const;

/** What an assistant can do, described the way models read it. The annotations are those of the Model Context Protocol. */
export const toolDefinitions = {
	create_todo: {
		description: 'Add a todo to the list of the user.',
		annotations: { readOnlyHint: false, destructiveHint: false, openWorldHint: false },
		parameters: { type: 'object', required: ['title'], additionalProperties: false, properties: todoFields },
	},
	list_todos: {
		description: 'Look at the list, newest first. Call this to find the id of a todo.',
		annotations: { readOnlyHint: true, openWorldHint: false },
		parameters: {
			type: 'object',
			additionalProperties: false,
			properties: {
				status: { type: 'string', enum: statuses },
				query: { type: 'string', maxLength: 200, pattern: noNul, description: 'Only todos whose title or description contains this text.' },
			},
		},
	},
	update_todo: {
		description: 'Change title, description, priority or due day of a todo, or open a completed one again.',
		annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: false },
		parameters: {
			type: 'object',
			required: ['id'],
			additionalProperties: false,
			properties: { id, ...todoFields, completed: { type: 'boolean' } },
		},
	},
	complete_todo: {
		description: 'Mark a todo as done.',
		annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: false },
		parameters: { type: 'object', required: ['id'], additionalProperties: false, properties: { id } },
	},
	delete_todo: {
		description: 'Remove a todo for good. Only when the user asks for that.',
		annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: false },
		parameters: { type: 'object', required: ['id'], additionalProperties: false, properties: { id } },
	},
} as const;

export type ToolName = keyof typeof toolDefinitions;

const listLimit = 50;
const ajv = makeValidator();
const validators = Object.fromEntries(
	Object.entries(toolDefinitions).map(([name, { parameters }]) => [name, ajv.compile(parameters)]),
) as Record<ToolName, ValidateFunction>;

export function isToolName(name: string): name is ToolName {
	return Object.hasOwn(toolDefinitions, name);
}

/** The tools in the hands of one user. What a model asks for is checked like any other input. */
export class Toolbox {
	readonly #todos: TodoRepository;
	readonly #userId: string;

	constructor(todos: TodoRepository, userId: string) {
		this.#todos = todos;
		this.#userId = userId;
	}

	async use(tool: ToolName, input: Readonly<Record<string, unknown>>): Promise<Action> {
		const validate = validators[tool];
		if (!validate(input))
			return {
				tool,
				arguments: input,
				result: { error: `The arguments are wrong: ${ajv.errorsText(validate.errors, { dataVar: 'arguments' })}.` },
			};
		return { tool, arguments: input, result: await this.#run(tool, input) };
	}

	/** The todos that {@link Action} lists, for those who know that they asked for a list. */
	async list(status: TodoStatus, query: string): Promise<{ readonly action: Action; readonly todos: readonly Todo[] }> {
		const action = await this.use('list_todos', { status, ...(query === '' ? {} : { query }) });
		return { action, todos: (action.result as { todos: Todo[] }).todos };
	}

	async #run(tool: ToolName, input: Readonly<Record<string, unknown>>): Promise<unknown> {
		switch (tool) {
			case 'create_todo':
				return this.#todos.create(this.#userId, input as unknown as NewTodo);
			case 'list_todos': {
				const { status = 'open', query = '' } = input as { status?: TodoStatus; query?: string };
				const { todos, next } = await this.#todos.list(this.#userId, { status, text: query.trim(), limit: listLimit });
				return { todos, more: next !== undefined };
			}
			case 'update_todo': {
				const { id, ...changes } = input as unknown as { id: string } & TodoChanges;
				return (await this.#todos.update(this.#userId, id, changes)) ?? unknown;
			}
			case 'complete_todo':
				return (await this.#todos.update(this.#userId, input.id as string, { completed: true })) ?? unknown;
			case 'delete_todo': {
				const todo = await this.#todos.find(this.#userId, input.id as string);
				if (todo === undefined || !(await this.#todos.remove(this.#userId, todo.id))) return unknown;
				return { deleted: todo };
			}
		}
	}
}

const unknown = { error: 'There is no todo with this id.' };
