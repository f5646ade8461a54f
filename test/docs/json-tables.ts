import schema from '../../docs/events.schema.json' with { type: 'json' };
import { flags } from '../../src/cli/flags.js';
import { createProduct } from '../../src/cli/product.js';
import { allQuestions } from '../../src/cli/read-options.js';
import type { Remedy } from '../../src/core/check.js';
import type { StepState } from '../../src/core/event.js';
import type { Question } from '../../src/core/question.js';
import type { ReportOutcome } from '../../src/core/report.js';
import { freshWorld, simulatedPorts } from '../../src/demo/world.js';

interface Shape {
	readonly type?: string;
	readonly const?: string;
	readonly enum?: readonly string[];
	readonly $ref?: string;
	readonly description?: string;
	readonly properties?: Readonly<Record<string, Shape>>;
	readonly required?: readonly string[];
	readonly items?: Shape;
	readonly oneOf?: readonly Shape[];
	readonly additionalProperties?: boolean | Shape;
}

export const shapes: Readonly<Record<string, Shape>> = schema.$defs;

/** The compiler wants a row for every outcome there is. */
const outcomes: Readonly<Record<ReportOutcome, readonly [code: string, meaning: string]>> = {
	ready: ['0', 'the app runs and was verified; `url` is where'],
	inspected: ['0', '`doctor` found nothing that stops a run'],
	planned: ['0', '`plan` has said what a run would do'],
	verified: ['0', '`verify`: the app does what it should'],
	status: ['0', '`status` has told what there is'],
	rendered: ['0', '`render` has written its files, or they were there already'],
	done: ['0', '`backup` or `restore` has ended well'],
	removed: ['0', '`down`: what was to go is gone'],
	diagnosed: [
		'0 or 5',
		'`diagnose`: 0 when nothing is wrong, 5 when something is; `findings` say what, each cause before what comes from it',
	],
	usage: ['2', 'the command line, an answer or a file is wrong, or a yes is missing; `says` lists everything at once'],
	blocked: ['3', 'the machine is not ready; `findings` say why'],
	failed: ['4', 'a step ended without its goal; `lastLines` are what its program printed last'],
	'not-verified': ['5', 'everything ran, but the app does not do yet what it should'],
	cancelled: ['130', 'the user left, or the run was stopped'],
	error: ['1', 'a mistake of ours'],
};

const states: Readonly<Record<StepState, string>> = {
	waiting: 'it will run when the steps before it have ended',
	running: 'it has begun',
	progress: "it got further: `percent`, `says`, or a `line` of its program's output",
	done: 'it ran, and its goal was seen to hold; `seconds` says how long it took',
	held: 'its goal held already, so it was not run',
	failed: 'it ended without its goal',
	left: 'it was not run, since one before it failed or the user left',
};

const remedies: Readonly<Record<Remedy['kind'], string>> = {
	step: 'we can do it (see `doctor --fix`)',
	answer: 'another answer avoids the problem',
	ask: 'a question has to be answered anew',
	manual: 'only the user can do it',
};

/** Where what happens without an answer depends on others. */
export const dependent: Readonly<Record<string, string>> = {
	cluster: '`minikube` where Docker runs and it is installed, else `none`; with `render` always `minikube`',
	aiModel: 'the usual one of the provider; with `compatible` it has to be given',
	exposure: '`nodeport` on Linux with Docker Engine, else `port-forward`',
	tls: '`selfSigned` with `prod`, else `none`',
	port: '`3000`, or the next free one',
	aiBaseUrl: 'has to be given',
};

export const questions = [
	...allQuestions(createProduct({ version: '0', system: simulatedPorts(freshWorld()).system, templates: '/t', bundles: '/b' })).values(),
];

/** The tables of docs/json-and-answers.md, by the name of their place. */
export const tables: Readonly<Record<string, string>> = {
	...Object.fromEntries(['start', 'check', 'plan', 'step', 'note', 'report'].map((name) => [name, toMembers(shapes[name] ?? {})])),
	...Object.fromEntries(['planItem', 'planFile', 'verified', 'finding'].map((name) => [name, toMembers(shapes[name] ?? {})])),
	outcomes: toTable(
		['`outcome`', 'Exit code', 'Meaning'],
		Object.entries(outcomes).map(([name, [code, meaning]]) => [asCode(name), code, meaning]),
	),
	states: toTable(
		['`state`', 'Meaning'],
		Object.entries(states).map(([name, meaning]) => [asCode(name), meaning]),
	),
	remedies: toTable(
		['`kind`', 'Meaning', 'Members'],
		Object.entries(remedies).map(([kind, meaning]) => {
			const shape = shapes.remedy?.oneOf?.find(({ properties }) => properties?.kind?.const === kind);
			return [asCode(kind), meaning, toMemberNames(shape ?? {})];
		}),
	),
	answers: toTable(
		['Key', 'Flag', 'Variable', 'Values', 'Without an answer', 'What it is'],
		questions.filter(({ secret }) => !secret).map(toAnswer),
	),
	secrets: toTable(
		['Variable', 'Or', 'Asked for with'],
		questions
			.filter(({ secret }) => secret)
			.map(({ env }) => [asCode(env.at(-1) ?? ''), env.slice(0, -1).map(asCode).join(', '), neededBy(env.at(-1) ?? '')]),
	),
};

/** Every value of the types, beside those of the schema. */
export const promised = {
	outcome: [Object.keys(outcomes), shapes.report?.properties?.outcome?.enum],
	state: [Object.keys(states), shapes.step?.properties?.state?.enum],
	remedy: [Object.keys(remedies), shapes.remedy?.oneOf?.map(({ properties }) => properties?.kind?.const)],
} as const;

function toAnswer({ id, flag, env, options, open, fallback }: Question): readonly string[] {
	const { says = '', value = '' } = flags.find(({ name }) => name === flag) ?? {};
	const values = options && !open ? options.map((option) => asCode(option.value)).join(', ') : value;
	return [asCode(id), asCode(`--${flag}`), env.map(asCode).join(', '), values, dependent[id] ?? (fallback ? asCode(fallback) : ''), says];
}

function neededBy(variable: string): string {
	const words: Readonly<Record<string, string>> = {
		OPENAI_API_KEY: '`ai: openai`',
		GEMINI_API_KEY: '`ai: gemini`',
		AI_API_KEY: '`ai: compatible`, where that server wants one',
		DATABASE_URL: '`database: external`',
	};
	const found = words[variable];
	if (found === undefined) throw new Error(`Nothing is said about the secret ${variable}.`);
	return found;
}

function toMembers({ properties = {}, required = [] }: Shape): string {
	return toTable(
		['Member', 'Type', 'There', 'Meaning'],
		Object.entries(properties).map(([name, shape]) => [
			asCode(name),
			toType(shape),
			required.includes(name) ? 'always' : 'when known',
			shape.description ?? '',
		]),
	);
}

function toMemberNames({ properties = {}, required = [] }: Shape): string {
	const names = Object.keys(properties).filter((name) => name !== 'kind');
	return names.map((name) => `${asCode(name)}${required.includes(name) ? '' : '?'}`).join(', ');
}

function toType(shape: Shape): string {
	if (shape.const !== undefined) return asCode(shape.const);
	if (shape.enum) return shape.enum.map(asCode).join(', ');
	if (shape.$ref) return asCode(shape.$ref.split('/').at(-1) ?? '');
	if (shape.type === 'array') return `list of ${toType(shape.items ?? {})}`;
	return shape.type ?? '';
}

function toTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
	const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
	return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

function asCode(text: string): string {
	return `\`${text}\``;
}
