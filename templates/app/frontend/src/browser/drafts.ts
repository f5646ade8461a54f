import { recall, remember } from './memory.ts';

// What was typed and not sent survives a reload and the end of a session, in this tab only.
const names = ['add', 'chat'] as const;
export type DraftName = (typeof names)[number];

const keyOf = (name: DraftName) => `todo.draft.${name}`;

export function readDraft(name: DraftName): string {
	return recall('sessionStorage', keyOf(name)) ?? '';
}

export function keepDraft(name: DraftName, text: string): void {
	remember('sessionStorage', keyOf(name), text === '' ? null : text);
}

/** For the next person at this browser. */
export function forgetDrafts(): void {
	for (const name of names) keepDraft(name, '');
}
