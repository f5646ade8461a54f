import type { Question } from '../core/question.js';

/** Which model answers; asked only where there is no sensible default. */
export function modelQuestion(fallback: string | undefined): Question {
	return {
		id: 'aiModel',
		belongsTo: 'ai',
		flag: 'ai-model',
		env: ['TODO_K8S_AI_MODEL'],
		asks: 'Which model?',
		...(fallback ? { fallback, quiet: true } : {}),
		problem: (raw) =>
			/^[\w./:@-]{1,120}$/.test(raw) ? undefined : `"${raw}" is not a model name; it takes letters, digits and . / : - _.`,
	};
}
