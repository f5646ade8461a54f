import type { AiChoice } from '../../core/choice.js';
import { keyQuestion } from '../key.js';
import { modelQuestion } from '../model.js';

const baseUrl = 'https://api.openai.com/v1';

export const openai: AiChoice = {
	id: 'openai',
	option: () => ({ value: 'openai', title: 'OpenAI', hint: 'a key · nothing to download' }),
	questions: () => [
		keyQuestion('openaiKey', 'OPENAI_API_KEY', {
			provider: 'OpenAI',
			baseUrl,
			shape: 'A key begins with "sk-" and is shown once, when it is made.',
		}),
		modelQuestion('gpt-4o-mini'),
	],
	config: (answers) => ({ backend: 'openai', baseUrl: '', model: answers.aiModel ?? 'gpt-4o-mini' }),
	secretKey: (given) => ({ key: 'OPENAI_API_KEY', generated: false, ...(given ? { given } : {}) }),
};
