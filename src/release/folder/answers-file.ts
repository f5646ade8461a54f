import type { Answers } from '../../core/question.js';
import { parseUserYaml } from './yaml-merge.js';

/** The answers in a setup.yaml (or an answers file); keys we do not know are named by the caller. */
export function parseAnswers(name: string, text: string): Answers {
	const content = parseUserYaml(name, text).toJS() as Record<string, unknown> | null;
	return Object.fromEntries(
		Object.entries(content ?? {})
			.filter(([, value]) => value !== null)
			.map(([id, value]) => [id, String(value)]),
	);
}
