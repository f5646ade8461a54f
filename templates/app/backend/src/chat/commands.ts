import { isDay } from '../http/validation.ts';
import type { NewTodo, Priority, TodoStatus } from '../todos/todo.ts';

/** Which todo is meant: its number in the list shown last, or words of its title. */
export type Target = { readonly number: number } | { readonly words: string };

export type ChatCommand =
	| { readonly kind: 'add'; readonly todo: NewTodo }
	| { readonly kind: 'list'; readonly status: TodoStatus; readonly query: string }
	| { readonly kind: 'complete' | 'delete'; readonly target: Target }
	| { readonly kind: 'rename'; readonly target: Target; readonly title: string }
	| { readonly kind: 'help' }
	| { readonly kind: 'unknown' };

/** Reads a message in the small language that works without a model. `today` resolves "today" and "tomorrow". */
export function parseCommand(message: string, today: Date): ChatCommand {
	const text = message
		.trim()
		.replace(/\s+/g, ' ')
		.replace(/[.!]+$/, '');
	const [, verb = '', rest = ''] = /^(\S+)(?: (.*))?$/.exec(text) ?? [];
	switch (verb.toLowerCase()) {
		case 'add':
		case 'create':
		case 'new':
			return rest === '' ? { kind: 'unknown' } : { kind: 'add', todo: parseTodo(rest, today) };
		case 'list':
		case 'show':
		case 'find':
			return parseList(rest);
		case 'done':
		case 'complete':
		case 'finish':
			// "done" alone can only mean the question what is done.
			return rest === '' ? { kind: 'list', status: 'done', query: '' } : { kind: 'complete', target: parseTarget(rest) };
		case 'delete':
		case 'remove':
			return rest === '' ? { kind: 'unknown' } : { kind: 'delete', target: parseTarget(rest) };
		case 'rename': {
			const [, what, title] = /^(.+?) to (.+)$/i.exec(rest) ?? [];
			return what === undefined || title === undefined ? { kind: 'unknown' } : { kind: 'rename', target: parseTarget(what), title };
		}
		case 'help':
		case '?':
			return { kind: 'help' };
		default:
			return { kind: 'unknown' };
	}
}

function parseTarget(text: string): Target {
	const [, number] = /^(?:#|no\.? ?|number )?(\d{1,4})$/i.exec(text) ?? [];
	return number === undefined ? { words: text } : { number: Number(number) };
}

function parseList(text: string): ChatCommand {
	const words = text.split(' ').filter((word) => word !== '' && !/^(my|the|todos?|tasks?)$/i.test(word));
	const [first = ''] = words;
	const status = (['open', 'done', 'all'] as const).find((name) => name === first.toLowerCase());
	return { kind: 'list', status: status ?? 'open', query: words.slice(status === undefined ? 0 : 1).join(' ') };
}

/** A title, and at its end in any order: "!high" or "!low", "due tomorrow" or "by 2026-01-31". */
function parseTodo(text: string, today: Date): NewTodo {
	let title = text;
	let priority: Priority | undefined;
	let due: string | undefined;
	for (;;) {
		const [marked, level] = / !(low|normal|high)$/i.exec(title) ?? [];
		if (marked !== undefined && level !== undefined && priority === undefined) {
			priority = level.toLowerCase() as Priority;
			title = title.slice(0, -marked.length);
			continue;
		}
		const [dated, word] = / (?:due|by) (\S+)$/i.exec(title) ?? [];
		const day = word === undefined ? undefined : parseDay(word, today);
		if (dated !== undefined && day !== undefined && due === undefined) {
			due = day;
			title = title.slice(0, -dated.length);
			continue;
		}
		return { title, ...(priority === undefined ? {} : { priority }), ...(due === undefined ? {} : { due }) };
	}
}

function parseDay(word: string, today: Date): string | undefined {
	const day = (offset: number) => new Date(today.getTime() + offset * 86_400_000).toISOString().slice(0, 10);
	switch (word.toLowerCase()) {
		case 'today':
			return day(0);
		case 'tomorrow':
			return day(1);
		default:
			return isDay(word) ? word : undefined;
	}
}
