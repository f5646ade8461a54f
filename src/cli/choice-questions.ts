import { aiChoices } from '../ai/index.js';
import type { Ground } from '../core/choice.js';
import type { Question } from '../core/question.js';
import { databases } from '../database/index.js';

export const environmentQuestion: Question = {
	id: 'environment',
	flag: 'env',
	env: ['TODO_K8S_ENV'],
	asks: 'What is it for?',
	help: 'Each has a values file of its own.',
	options: [
		{ value: 'dev', title: 'Development', hint: 'smallest resources, most open' },
		{ value: 'staging', title: 'Staging', hint: 'as in production, smaller' },
		{ value: 'prod', title: 'Production', hint: 'strict settings' },
	],
	fallback: 'dev',
};

export function aiQuestion(ground: Ground): Question {
	return {
		id: 'ai',
		flag: 'ai',
		env: ['TODO_K8S_AI'],
		asks: 'Which AI answers in the chat?',
		help: 'Used by the chat only. Can be changed later by running this again.',
		options: aiChoices.map(({ option }) => option(ground)),
		fallback: 'none',
	};
}

export function databaseQuestion(ground: Ground): Question {
	return {
		id: 'database',
		flag: 'database',
		env: ['TODO_K8S_DATABASE'],
		asks: 'Where should the data live?',
		help: 'What is there already is not moved when this changes.',
		options: databases.map(({ option }) => option(ground)),
		fallback: 'sqlite',
	};
}
