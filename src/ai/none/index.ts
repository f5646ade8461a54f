import type { AiChoice } from '../../core/choice.js';

/** The app's own small command grammar. */
export const noAi: AiChoice = {
	id: 'none',
	option: () => ({ value: 'none', title: 'None', hint: 'built-in commands, works offline' }),
	questions: () => [],
	config: () => ({ backend: 'none', baseUrl: '', model: '' }),
};
