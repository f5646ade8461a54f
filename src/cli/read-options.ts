import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { aiChoices } from '../ai/index.js';
import { clusters } from '../clusters/index.js';
import { UsageError } from '../core/error.js';
import type { Ports } from '../core/ports.js';
import type { Answers, Question } from '../core/question.js';
import { Secret } from '../core/secret.js';
import type { Product } from '../core/setup.js';
import { databases } from '../database/index.js';
import type { RunOptions, SecretsWork } from '../engine/run.js';
import { setupFile } from '../release/folder/setup-file.js';
import type { Argv } from './argv.js';
import type { Mode } from './mode.js';
import { stateDirOf } from './product.js';

export interface OptionsContext {
	readonly env: NodeJS.ProcessEnv;
	/** undefined when the folder we were started in is gone. */
	readonly cwd: string | undefined;
	readonly mode: Mode;
	readonly ports: Ports;
	readonly product: Product;
}

/** Turns the command line, the environment and the files they name into what the engine runs with. */
export async function readOptions(argv: Argv, context: OptionsContext): Promise<RunOptions> {
	const { env, cwd, mode, ports, product } = context;
	const { command, switches, values } = argv;
	const yes = switches.has('yes') || isTrue(env.TODO_K8S_YES);
	if (command === '' && !mode.canAsk && !yes) {
		throw new UsageError(
			`The wizard asks questions, and nobody can answer here (${mode.because}). Use "todo-k8s-setup up --yes", or "todo-k8s-setup plan" to look first.`,
		);
	}
	const dir = chooseDir(values.dir ?? env.TODO_K8S_DIR, cwd);
	const file = await readAnswersFile(values.answers ?? env.TODO_K8S_ANSWERS, dir.base, ports, product);
	const secrets = await readSecrets(values['secrets-from'] ?? env.TODO_K8S_SECRETS_FROM, dir.base, ports);
	for (const secret of Object.values(secrets)) ports.redactor.learn(secret);
	return {
		command,
		dir: dir.path,
		stateDir: stateDirOf(dir.path),
		yes,
		asks: command === '',
		deleteData: switches.has('delete-data'),
		deleteCluster: switches.has('delete-cluster'),
		restart: switches.has('restart'),
		installTools: mayInstallTools(argv, env),
		fix: switches.has('fix'),
		...(command === 'render' && values.out !== undefined ? { out: resolve(dir.base, values.out) } : {}),
		...(command === 'restore' && argv.argument !== undefined ? { file: backupName(argv.argument) } : {}),
		...(command === 'rollback' && argv.argument !== undefined ? { revision: revisionOf(argv.argument) } : {}),
		...(command === 'secrets'
			? { secrets: { action: (argv.argument ?? 'list') as SecretsWork['action'], key: argv.detail?.toUpperCase() } }
			: {}),
		...(command === 'diagnose' ? { diagnosis: diagnosisOf(argv, env) } : {}),
		sources: { flags: withAbsolutePaths(values, dir.base), env, file, secrets },
	};
}

export function mayInstallTools({ switches }: Argv, env: NodeJS.ProcessEnv): boolean {
	return switches.has('install-tools') || isTrue(env.TODO_K8S_INSTALL_TOOLS);
}

function diagnosisOf({ argument, values }: Argv, env: NodeJS.ProcessEnv): NonNullable<RunOptions['diagnosis']> {
	const namespace = values.namespace ?? env.TODO_K8S_NAMESPACE;
	const context = values.context ?? env.TODO_K8S_CONTEXT;
	return { ...(argument ? { pod: argument } : {}), ...(namespace ? { namespace } : {}), ...(context ? { context } : {}) };
}

function revisionOf(argument: string): number {
	if (/^[1-9]\d{0,5}$/.test(argument)) return Number(argument);
	throw new UsageError(`"${argument}" is no revision; it is a number such as 3 (helm history).`);
}

/** A copy of the volume of copies, by its name; a path would lead out of it. */
function backupName(argument: string): string {
	if (/^[\w.-]+\.(db|dump)$/.test(argument)) return argument;
	throw new UsageError(`"${argument}" is no copy; their names look like todo-2026-11-21T03-17-00-000Z.dump.`);
}

/** A relative path means the folder we were started in, now and in every later run. */
function withAbsolutePaths(values: Argv['values'], base: string): Argv['values'] {
	return values['ca-file'] === undefined ? values : { ...values, 'ca-file': resolve(base, values['ca-file']) };
}

/** The named folder; else this one when it was set up before; else todo-k8s in it. */
function chooseDir(named: string | undefined, cwd: string | undefined): { readonly path: string; readonly base: string } {
	if (cwd === undefined) throw new UsageError('The folder you are in does not exist any more. Go to another one and run this again.');
	if (named !== undefined) return { path: resolve(cwd, named), base: cwd };
	const isHere = existsSync(join(cwd, setupFile)) && existsSync(join(cwd, 'chart'));
	return { path: isHere ? cwd : join(cwd, 'todo-k8s'), base: cwd };
}

async function readAnswersFile(name: string | undefined, base: string, { files }: Ports, product: Product): Promise<Answers> {
	if (name === undefined) return {};
	const text = await files.read(resolve(base, name)).catch(() => undefined);
	if (text === undefined) throw new UsageError(`--answers: the file ${name} cannot be read.`);
	const { parseAnswers } = await import('../release/folder/answers-file.js');
	const answers = parseAnswers(name, text);
	const known = allQuestions(product);
	const problems = Object.keys(answers).flatMap((id) => {
		const question = known.get(id);
		if (!question)
			return [
				`${name}: there is no answer called "${id}". Known are ${[...known.values()]
					.filter(({ secret }) => !secret)
					.map((each) => each.id)
					.join(', ')}.`,
			];
		return question.secret
			? [`${name}: "${id}" is a secret and does not belong into an answers file. Use ${question.env.at(-1)} or --secrets-from.`]
			: [];
	});
	if (problems.length > 0) throw new UsageError(problems.join('\n'));
	return answers;
}

/** Every question that any combination of answers can raise, by id. */
export function allQuestions(product: Product): ReadonlyMap<string, Question> {
	const found = new Map<string, Question>();
	const combinations = clusters.flatMap((cluster) =>
		aiChoices.flatMap((ai) =>
			databases.flatMap((database) =>
				['nodeport', 'ingress', 'port-forward'].map((exposure) => ({ cluster: cluster.id, ai: ai.id, database: database.id, exposure })),
			),
		),
	);
	for (const answers of combinations) for (const question of product.questions(() => undefined, answers)) found.set(question.id, question);
	return found;
}

async function readSecrets(name: string | undefined, base: string, { files }: Ports): Promise<Readonly<Record<string, Secret>>> {
	if (name === undefined) return {};
	const text = name === '-' ? await readStdin() : await files.read(resolve(base, name)).catch(() => undefined);
	if (text === undefined) throw new UsageError(`--secrets-from: the file ${name} cannot be read.`);
	const entries = Object.entries(parseEnv(text) as Record<string, string>).filter(([, value]) => value !== '');
	if (entries.length === 0) throw new UsageError(`--secrets-from: ${name === '-' ? 'stdin' : name} holds no line of the form KEY=VALUE.`);
	return Object.fromEntries(entries.map(([key, value]) => [key, new Secret(value)]));
}

async function readStdin(): Promise<string> {
	let text = '';
	for await (const chunk of process.stdin.setEncoding('utf8')) text += chunk;
	return text;
}

function isTrue(value: string | undefined): boolean {
	return value === '1' || value === 'true' || value === 'yes';
}
