import type { Todo } from '../todos/todo.ts';
import type { Assistant, AssistantRequest, AssistantState } from './assistant.ts';
import { parseCommand, type Target } from './commands.ts';
import type { Action, ConversationMessage, Turn } from './conversation.ts';
import type { Toolbox, ToolName } from './tools.ts';

const help = [
	'I work without a language model, so I understand a few commands:',
	'• add buy milk',
	'• add call Ann !high due tomorrow',
	'• list, list done, list all, find milk',
	'• done 2, or complete buy milk',
	'• rename 2 to buy oat milk',
	'• delete 2, or delete buy milk',
].join('\n');

/** Answers a small command language with the same tools that a model would use. */
export class CommandAssistant implements Assistant {
	state(): AssistantState {
		return 'none';
	}

	async answer({ message, history, toolbox, onText, onAction }: AssistantRequest): Promise<Turn> {
		const turn = await this.#turn(message, history, toolbox);
		for (const action of turn.actions) onAction(action);
		onText(turn.reply);
		return turn;
	}

	async #turn(message: string, history: readonly ConversationMessage[], toolbox: Toolbox): Promise<Turn> {
		const command = parseCommand(message, new Date());
		switch (command.kind) {
			case 'add':
				return report(
					await toolbox.use('create_todo', { ...command.todo }),
					(todo) => `Added "${todo.title}"${todo.due === null ? '' : `, due ${todo.due}`}.`,
				);
			case 'list': {
				const { action, todos } = await toolbox.list(command.status, command.query);
				return { reply: describeList(todos, command.status, command.query), actions: [action] };
			}
			case 'complete':
				return this.#onTarget(command.target, history, toolbox, 'complete_todo', {}, (todo) => `Done: "${todo.title}".`);
			case 'delete':
				return this.#onTarget(command.target, history, toolbox, 'delete_todo', {}, (todo) => `Deleted "${todo.title}".`);
			case 'rename':
				return this.#onTarget(
					command.target,
					history,
					toolbox,
					'update_todo',
					{ title: command.title },
					(todo) => `It is now "${todo.title}".`,
				);
			case 'help':
				return { reply: help, actions: [] };
			case 'unknown':
				return { reply: `I did not understand that. ${help}`, actions: [] };
		}
	}

	async #onTarget(
		target: Target,
		history: readonly ConversationMessage[],
		toolbox: Toolbox,
		tool: ToolName,
		changes: object,
		say: (todo: Todo) => string,
	): Promise<Turn> {
		if ('number' in target) {
			const todo = (lastListed(history) ?? (await toolbox.list('open', '')).todos)[target.number - 1];
			if (todo === undefined)
				return { reply: `There is no number ${target.number} in the list. Say "list" to see the numbers.`, actions: [] };
			return report(await toolbox.use(tool, { id: todo.id, ...changes }), say);
		}
		const { action, todos } = await toolbox.list(tool === 'complete_todo' ? 'open' : 'all', target.words);
		const exact = todos.filter(({ title }) => title.toLowerCase() === target.words.toLowerCase());
		const [todo, ...others] = exact.length > 0 ? exact : todos;
		if (todo === undefined) return { reply: `I found no todo with "${target.words}".`, actions: [action] };
		if (others.length > 0) return { reply: `Which one?\n${numbered(todos)}`, actions: [action] };
		return report(await toolbox.use(tool, { id: todo.id, ...changes }), say);
	}
}

/** Numbers mean what the user saw last, even if the list has changed since. */
function lastListed(history: readonly ConversationMessage[]): readonly Todo[] | undefined {
	const listed = history.flatMap(({ actions }) => actions).findLast(({ tool }) => tool === 'list_todos');
	return (listed?.result as { todos?: readonly Todo[] } | undefined)?.todos;
}

function report(action: Action, say: (todo: Todo) => string): Turn {
	const { error, deleted } = action.result as { error?: string; deleted?: Todo };
	return { reply: error ?? say(deleted ?? (action.result as Todo)), actions: [action] };
}

function describeList(todos: readonly Todo[], status: string, query: string): string {
	const about = query === '' ? '' : ` with "${query}"`;
	const kind = status === 'all' ? 'todos' : `${status} todos`;
	return todos.length === 0 ? `There are no ${kind}${about}.` : `Your ${kind}${about}:\n${numbered(todos)}`;
}

function numbered(todos: readonly Todo[]): string {
	return todos
		.map(({ title, completed, due }, index) => `${index + 1}. ${title}${due === null ? '' : ` (due ${due})`}${completed ? ' (done)' : ''}`)
		.join('\n');
}
