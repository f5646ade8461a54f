import { aiChoices } from '../ai/index.js';
import { clusters } from '../clusters/index.js';
import { defaultProfile, minikubeCluster } from '../clusters/minikube/index.js';
import { localSecretsProbe } from '../clusters/none/probe.js';
import { type AppConfig, namesOf } from '../core/app.js';
import type { Check, Known, Probe } from '../core/check.js';
import type { AiChoice, DatabaseChoice } from '../core/choice.js';
import type { System } from '../core/ports.js';
import type { Answers, Question } from '../core/question.js';
import type { Product, Read } from '../core/setup.js';
import { databases } from '../database/index.js';
import { setupFile } from '../release/folder/setup-file.js';
import { secretProbe } from '../release/secret.js';
import { machineIsFit } from '../tools/host/checks.js';
import { internetIsReached } from '../tools/host/outside.js';
import { othersAreListed } from '../tools/others.js';
import { currentPlaceProbe } from '../workloads/current-place.js';
import { diagnosisProbe } from '../workloads/diagnosis-probe.js';
import { aiQuestion, databaseQuestion, environmentQuestion } from './choice-questions.js';
import { clusterQuestion, defaultCluster, type Preparation } from './cluster-question.js';
import { evidenceOf } from './evidence.js';
import { settingsQuestions } from './settings-questions.js';

export interface ProductOptions {
	readonly version: string;
	readonly system: System;
	/** What we ship; absolute paths. */
	readonly templates: string;
	readonly bundles: string;
	/** What this run may do for Minikube to be there; without it only what is there already counts. */
	readonly mayPrepare?: Preparation;
}

/** The folder's own records, under the folder that the user owns. */
export function stateDirOf(dir: string): string {
	return `${dir}/.todo-k8s`;
}

/** Puts the variants together: the one place that knows which clusters, AI providers and databases there are. */
export function createProduct({ version, system, templates, bundles, mayPrepare }: ProductOptions): Product {
	const clusterOf = (answers: Answers) => clusters.find(({ id }) => id === answers.cluster) ?? minikubeCluster;
	const aiOf = (answers: Answers) => aiChoices.find(({ id }) => id === answers.ai);
	const databaseOf = (answers: Answers) => databases.find(({ id }) => id === answers.database);

	function questions(known: Known, answers: Answers): readonly Question[] {
		const ground = clusterOf(answers).ground(known, answers);
		return [
			clusterQuestion(known, mayPrepare),
			environmentQuestion,
			aiQuestion(ground),
			...(aiOf(answers)?.questions(answers, ground) ?? []),
			databaseQuestion(ground),
			...(databaseOf(answers)?.questions(answers, ground, { bundles }) ?? []),
			...(answers.cluster === undefined ? [] : clusterOf(answers).questions(known, answers)),
			...settingsQuestions,
		];
	}

	/** Every check that some cluster asks of the machine, once. */
	function inspections(dir: string, answers: Answers): readonly Check[] {
		const checks = new Map<string, Check>();
		for (const check of [machineIsFit(dir), ...clusters.flatMap((cluster) => cluster.requires(dir, answers))]) {
			checks.set(check.id, check);
		}
		// Programs last and in the order in which they are needed.
		for (const id of ['kubectl.installed', 'helm.installed']) {
			const last = checks.get(id);
			if (!last) continue;
			checks.delete(id);
			checks.set(id, last);
		}
		return [...checks.values()];
	}

	return {
		version,
		inspections,
		examinations: (dir, answers) => [
			...clusters.flatMap((cluster) => cluster.examines?.(dir, answers) ?? []),
			internetIsReached,
			othersAreListed,
		],
		questions,
		required(dir, answers) {
			const cluster = clusterOf(answers);
			const checks = [machineIsFit(dir), ...cluster.requires(dir, answers), ...(cluster.examines?.(dir, answers) ?? [])];
			return new Set(checks.map(({ id }) => id));
		},
		withDefaults(known, answers) {
			return { ...answers, cluster: answers.cluster ?? defaultCluster(known, mayPrepare) };
		},
		async keptSecrets(dir, answers, read) {
			const keys = await keptKeys(answers, dir, read);
			const ids = questions(nothingKnown, answers).filter(({ secret, env }) => secret && env.some((name) => keys.has(name)));
			return new Set(ids.map(({ id }) => id));
		},
		async savedAnswers(dir, read) {
			const text = await read(setupFileProbe(dir));
			if (text === undefined) return {};
			const { parseAnswers } = await import('../release/folder/answers-file.js');
			return parseAnswers(setupFile, text);
		},
		settings(dir, answers, secrets, overwrite) {
			const ground = clusterOf(answers).ground(nothingKnown, answers);
			const ai = aiOf(answers);
			const database = databaseOf(answers);
			const given = (choice: AiChoice | DatabaseChoice | undefined) => {
				const question = choice?.questions(answers, ground, { bundles }).find(({ secret }) => secret);
				return question && secrets[question.id];
			};
			const app: AppConfig = {
				environment: answers.environment ?? 'dev',
				ai: ai?.config(answers, ground) ?? { backend: 'none', baseUrl: '', model: '' },
				database: database?.config(given(database)) ?? { driver: 'sqlite' },
				companions: [ai?.companion?.(answers, ground), database?.companion?.(answers)].filter((each) => each !== undefined),
			};
			const keys = [ai?.secretKey?.(given(ai)), database?.secretKey?.(given(database))].filter((each) => each !== undefined);
			return {
				dir,
				stateDir: stateDirOf(dir),
				templates,
				bundles,
				version,
				answers,
				app,
				// An optional key that nobody gave need not exist.
				secretKeys: [{ key: 'JWT_SECRET', generated: true }, ...keys.filter((key) => !(key.optional && !key.given))],
				overwrite,
			};
		},
		// Not loaded before the first question, which does without it.
		async compose(settings, read) {
			const { composeSetup } = await import('./compose-setup.js');
			return composeSetup(settings, clusterOf(settings.answers).target(settings), system, read);
		},
		diagnosis: diagnosisProbe,
		currentPlace: currentPlaceProbe,
		evidence: (dir, answers, known) => evidenceOf(known, dir, answers.profile ?? 'minikube'),
	};

	/** Secrets that are already where the app of these answers would read them. */
	async function keptKeys(answers: Answers, dir: string, read: Read): Promise<ReadonlySet<string>> {
		const names = namesOf(answers);
		const local = answers.cluster === 'none';
		const found = local
			? await read(localSecretsProbe(stateDirOf(dir)))
			: await read(secretProbe({ context: answers.profile ?? defaultProfile, namespace: names.namespace }, names.secret));
		return new Set(Object.keys(found ?? {}));
	}
}

function setupFileProbe(dir: string): Probe<string | undefined> {
	return { id: `setup-file:${dir}`, read: ({ files }) => files.read(`${dir}/${setupFile}`) };
}

const nothingKnown: Known = () => undefined;
