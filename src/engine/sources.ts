import type { Answers, Question } from '../core/question.js';
import type { Secret } from '../core/secret.js';

/** Where answers come from, the strongest first. */
export interface Sources {
	/** By flag name. */
	readonly flags: Readonly<Record<string, string>>;
	readonly env: Readonly<Record<string, string | undefined>>;
	/** By question id: --answers FILE. */
	readonly file: Answers;
	/** By question id: setup.yaml in the folder. */
	readonly saved: Answers;
	/** By question id: what was chosen for this folder before. */
	readonly memory: Answers;
	/** By variable name: --secrets-from FILE. */
	readonly secrets: Readonly<Record<string, Secret>>;
}

/** The answer that a question has already, and where it is from; undefined when somebody has to be asked. `given`: what is answered so far. */
export function answerOf(
	question: Question,
	sources: Sources,
	given: Answers = {},
): { readonly raw: string; readonly from: string } | undefined {
	const { id, flag, env, secret, forgets } = question;
	if (flag !== undefined && sources.flags[flag] !== undefined) return { raw: sources.flags[flag], from: `--${flag}` };
	for (const name of env) {
		const given = secret ? sources.secrets[name]?.reveal() : undefined;
		if (given) return { raw: given, from: '--secrets-from' };
		const value = sources.env[name];
		if (value) return { raw: value, from: name };
	}
	if (secret) return undefined;
	if (sources.file[id] !== undefined) return { raw: sources.file[id], from: 'the answers file' };
	if (sources.saved[id] !== undefined && stillCounts(question, sources.saved, given)) return { raw: sources.saved[id], from: 'setup.yaml' };
	if (!forgets && sources.memory[id] !== undefined && stillCounts(question, sources.memory, given))
		return { raw: sources.memory[id], from: 'an earlier run' };
	return undefined;
}

/** A model of one provider is none of another. */
export function stillCounts({ belongsTo }: Question, earlier: Answers, given: Answers): boolean {
	return (
		belongsTo === undefined || earlier[belongsTo] === undefined || given[belongsTo] === undefined || earlier[belongsTo] === given[belongsTo]
	);
}
