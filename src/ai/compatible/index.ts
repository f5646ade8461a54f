import type { AiChoice } from '../../core/choice.js';
import type { Question } from '../../core/question.js';
import { keyQuestion } from '../key.js';
import { modelQuestion } from '../model.js';

/** Any server that speaks OpenAI's interface: OpenRouter, Groq, LM Studio. */
export const compatible: AiChoice = {
	id: 'compatible',
	option: () => ({ value: 'compatible', title: 'Another URL', hint: 'any OpenAI-compatible server' }),
	questions: (answers) => [
		address,
		{
			...keyQuestion('aiKey', 'AI_API_KEY', {
				provider: answers.aiBaseUrl ?? 'The server',
				baseUrl: answers.aiBaseUrl ?? '',
				shape: 'A server without keys takes any word.',
			}),
			// Servers on one's own machine ask for none.
			fallback: '',
			problem: () => undefined,
		},
		modelQuestion(undefined),
	],
	config: (answers) => ({ backend: 'compatible', baseUrl: answers.aiBaseUrl ?? '', model: answers.aiModel ?? '' }),
	secretKey: (given) => ({ key: 'AI_API_KEY', generated: false, optional: true, ...(given ? { given } : {}) }),
};

const address: Question = {
	id: 'aiBaseUrl',
	flag: 'ai-base-url',
	env: ['TODO_K8S_AI_BASE_URL'],
	asks: 'Address of the server',
	help: 'Up to and with the version, for instance https://openrouter.ai/api/v1',
	problem(raw) {
		if (!URL.canParse(raw)) return `"${raw}" is not an address; it looks like https://openrouter.ai/api/v1.`;
		const { protocol, username, password } = new URL(raw);
		if (protocol !== 'https:' && protocol !== 'http:') return `"${raw}" does not begin with https:// or http://.`;
		return username || password ? 'The address holds a password; give the key on its own instead.' : undefined;
	},
};
