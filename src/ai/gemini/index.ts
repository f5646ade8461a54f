import type { AiChoice } from '../../core/choice.js';
import { keyQuestion } from '../key.js';
import { modelQuestion } from '../model.js';

/** Google's OpenAI-compatible interface. */
const baseUrl = 'https://generativelanguage.googleapis.com/v1beta/openai';

export const gemini: AiChoice = {
	id: 'gemini',
	option: () => ({ value: 'gemini', title: 'Gemini', hint: 'a key · nothing to download' }),
	questions: () => [
		keyQuestion('geminiKey', 'GEMINI_API_KEY', { provider: 'Gemini', baseUrl, shape: 'A key is made in Google AI Studio.' }),
		modelQuestion('gemini-2.5-flash'),
	],
	config: (answers) => ({ backend: 'gemini', baseUrl: '', model: answers.aiModel ?? 'gemini-2.5-flash' }),
	secretKey: (given) => ({ key: 'GEMINI_API_KEY', generated: false, ...(given ? { given } : {}) }),
};
