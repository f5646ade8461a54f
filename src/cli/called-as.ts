import type { Finding, Remedy } from '../core/check.js';
import type { RunEvent } from '../core/event.js';
import type { FrontEnd } from '../core/front-end.js';
import { changePhrase } from '../core/phrase.js';
import type { Plan } from '../core/plan.js';
import type { Report } from '../core/report.js';
import { programName } from './completions/words.js';
import { commands } from './flags.js';

/** What somebody types to call the program once more, with arguments behind it. */
export type Call = 'todo-k8s-setup' | 'npx todo-k8s-setup' | 'npm start --';

/** Told by what npm leaves in the environment of the programs that it starts. */
export function calledAs({ npm_command, npm_lifecycle_event, npm_package_name }: NodeJS.ProcessEnv): Call {
	// The terminal of an editor that was started by another project's `npm start` has that project's variables.
	if (npm_lifecycle_event === 'start' && (npm_package_name ?? programName) === programName) return 'npm start --';
	return npm_command === 'exec' ? 'npx todo-k8s-setup' : 'todo-k8s-setup';
}

const withArguments = new RegExp(`^ (?:--[a-z]|(?:${commands.flatMap(({ name }) => name || []).join('|')})\\b)`);

/** As a word of its own, maybe coloured: the "m" that ends a colour is no letter of it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: a colour begins with the escape character.
const programInText = /(?<!(?<!\x1b\[[\d;]*)[\w./@=-]|npx )todo-k8s-setup(?![\w/@:=-]|\.\w)/g;

/** A text whose commands are those that work here. The product's name in a sentence, paths, ids and what has its `npx` stay as they are. */
export function withCall(text: string, call: Call): string {
	if (call === programName) return text;
	return text.replace(programInText, (found, at: number) => {
		const after = text.slice(at + found.length);
		if (withArguments.test(after)) return call;
		// Nothing comes behind `--` where it is called without arguments.
		return text.trim() === found || /\brun $/i.test(text.slice(0, at)) ? call.replace(/ --$/, '') : found;
	});
}

/** Shows each command as the user can type it, whatever front end it is. */
export function withCalls(frontEnd: FrontEnd, call: Call): FrontEnd {
	if (call === programName) return frontEnd;
	const text = (words: string) => withCall(words, call);
	// Steps stay the objects that they are: the one that is chosen comes back to the engine.
	const remedy = (each: Remedy): Remedy =>
		each.kind === 'manual'
			? { ...each, says: changePhrase(each.says, text), ...(each.commands ? { commands: each.commands.map(text) } : {}) }
			: each;
	const finding = (each: Finding): Finding => ({ ...each, says: changePhrase(each.says, text), remedies: each.remedies.map(remedy) });
	const plan = (each: Plan): Plan => (each.causes ? { ...each, causes: each.causes.map(finding) } : each);
	const report = (each: Report): Report => ({
		...each,
		says: text(each.says),
		next: each.next.map(text),
		findings: each.findings.map(finding),
		causes: each.causes.map(finding),
	});
	const event = (each: RunEvent): RunEvent => {
		switch (each.event) {
			case 'check':
				return { ...each, findings: each.findings.map(finding) };
			case 'plan':
				return { ...each, plan: plan(each.plan) };
			case 'note':
				return { ...each, says: text(each.says) };
			case 'report':
				return { ...each, report: report(each.report) };
			default:
				return each;
		}
	};
	return {
		canAsk: frontEnd.canAsk,
		on: (each) => frontEnd.on(event(each)),
		ask: (...question) => frontEnd.ask(...question),
		decide: (findings, ...signals) => frontEnd.decide(findings.map(finding), ...signals),
		approve: (each, signal) => frontEnd.approve(plan(each), signal),
		confirm: (says, ...rest) => frontEnd.confirm(text(says), ...rest),
		close: (each) => frontEnd.close(report(each)),
	};
}
