import type { SecretKey } from '../core/app.js';
import { Cancelled, NotVerified, UsageError } from '../core/error.js';
import { BACK, LEAVE } from '../core/front-end.js';
import type { Question } from '../core/question.js';
import type { Report } from '../core/report.js';
import { Secret } from '../core/secret.js';
import type { Setup } from '../core/setup.js';
import { approvePlan, carryOutOrThrow } from './carry-out.js';
import { Facts } from './facts.js';
import { planSteps, toPlan } from './plan.js';
import { existingSetup, mayAsk, type Run, readSources, type SecretsWork, toReport } from './run.js';
import { answerOf } from './sources.js';
import { verify } from './verify.js';

/** `secrets`: which there are, a new value from the user, or new values of ours. Values are never read, only written. */
export async function workOnSecrets(run: Run, { action, key }: SecretsWork): Promise<Report> {
	const { setup, facts } = await existingSetup(run);
	const there = (await facts.read(setup.secrets)) ?? {};
	switch (action) {
		case 'list':
			return list(run, setup, there);
		case 'set': {
			const question = questionOf(run, setup, facts, key);
			const value = await newValueOf(run, question, facts);
			return replace(run, setup, { [question.id]: value }, {});
		}
		case 'rotate': {
			const made = setup.settings.secretKeys.filter(({ generated }) => generated);
			const chosen = key === undefined ? made : made.filter((each) => each.key === key);
			if (chosen.length === 0) throw new UsageError(notOurs(setup, key ?? ''));
			return replace(run, setup, {}, Object.fromEntries(chosen.map((each) => [each.key, run.ports.system.random(48)])));
		}
	}
}

function list(run: Run, setup: Setup, there: Readonly<Record<string, string>>): Report {
	const { secretKeys } = setup.settings;
	run.on({ event: 'phase', phase: 'inspect' });
	const names = new Set([...secretKeys.map(({ key }) => key), ...Object.keys(there)]);
	const missing: string[] = [];
	for (const name of names) {
		const known = secretKeys.find(({ key }) => key === name);
		const from = known?.generated ? 'made by us' : 'yours';
		const isThere = there[name] !== undefined;
		if (!isThere && !known?.optional) missing.push(name);
		run.on({
			event: 'check',
			id: `secret.${name}`,
			phase: 'inspect',
			state: isThere || known?.optional ? 'holds' : 'blocker',
			row: { subject: name, fact: `${isThere ? 'there' : known?.optional ? 'not needed' : 'missing'} · ${from}` },
			findings: [],
		});
	}
	return toReport(run, {
		outcome: 'status',
		says: missing.length === 0 ? 'Every secret is in place. Values are never shown.' : `Missing: ${missing.join(', ')}. A run asks for it.`,
		exitCode: missing.length === 0 ? 0 : 5,
		next: missing.length === 0 ? ['todo-k8s-setup secrets set', 'todo-k8s-setup secrets rotate'] : ['todo-k8s-setup'],
	});
}

/** The question that asks for this secret, or for the only one that there is. */
function questionOf({ product }: Run, setup: Setup, facts: Facts, key: string | undefined): Question {
	const questions = product.questions(facts.known, setup.settings.answers).filter(({ secret }) => secret);
	const found = key === undefined ? questions : questions.filter(({ env }) => env.includes(key));
	const [question, ...others] = found;
	if (question && others.length === 0) return question;
	const names = questions.map(({ env }) => env.at(-1)).join(', ');
	if (key === undefined && question) throw new UsageError(`Which one? todo-k8s-setup secrets set with one of ${names}.`);
	const made = setup.settings.secretKeys.find((each) => each.key === key && each.generated);
	if (made) throw new UsageError(`${key} is made by us, since nobody has to know it. A new one: todo-k8s-setup secrets rotate ${key}`);
	const none = `This setup takes no secret from you (AI mode ${setup.settings.app.ai.backend}, database ${setup.settings.app.database.driver}).`;
	throw new UsageError(names === '' ? none : `There is no secret ${key} in this setup; you give ${names}.`);
}

/** From the environment or --secrets-from, where it was tried already, else from whoever can be asked. */
async function newValueOf(run: Run, question: Question, facts: Facts): Promise<Secret> {
	const value = new Secret(answerOf(question, await readSources(run, facts))?.raw ?? (await ask(run, question)));
	run.ports.redactor.learn(value);
	return value;
}

async function ask(run: Run, question: Question): Promise<string> {
	const { options, ports, signal, frontEnd } = run;
	const { env, try: attempt } = question;
	if (!mayAsk(run))
		throw new UsageError(
			`${env.at(-1)}: missing. Give it by ${env.toReversed().join(' or ')} or --secrets-from FILE${options.yes ? '' : ', or on a terminal'}.`,
		);
	const hints = { index: 1, total: 1, canGoBack: false };
	const answer = await frontEnd.ask(question, attempt ? { ...hints, attempt: (text) => attempt(text, ports, signal) } : hints, signal);
	if (answer === LEAVE || answer === BACK || answer === '') throw new Cancelled('Nothing was changed.');
	return answer;
}

/** The same plan as of any run, in which only what the new values concern does not hold. */
async function replace(
	run: Run,
	{ settings }: Setup,
	given: Readonly<Record<string, Secret>>,
	made: Readonly<Record<string, Secret>>,
): Promise<Report> {
	const { product, options, ports, signal, on } = run;
	const facts = new Facts(ports, signal);
	for (const value of Object.values(made)) ports.redactor.learn(value);
	const fresh = product.settings(options.dir, settings.answers, given, new Set());
	const secretKeys = fresh.secretKeys.map((each): SecretKey => {
		const value = made[each.key];
		return value ? { ...each, given: value } : each;
	});
	const setup = await product.compose({ ...fresh, secretKeys }, facts.read);
	const plan = toPlan(setup, await planSteps(setup.steps, facts));
	on({ event: 'plan', plan });
	await approvePlan(run, plan);
	on({ event: 'phase', phase: 'run' });
	await carryOutOrThrow(run, plan.items);
	const findings = await verify(run, setup, false);
	const names = secretKeys.filter((each) => each.given).map(({ key }) => key);
	if (findings.length > 0) throw new NotVerified(`New in place: ${names.join(', ')}. But the app does not do what it should.`, findings);
	const sessions = names.includes('JWT_SECRET') ? ' Everybody has to log in again.' : '';
	return toReport(run, {
		outcome: 'done',
		says: `New in place: ${names.join(', ')}.${sessions}`,
		next: ['todo-k8s-setup secrets', 'todo-k8s-setup status'],
	});
}

function notOurs(setup: Setup, key: string): string {
	const made = setup.settings.secretKeys.filter(({ generated }) => generated).map((each) => each.key);
	const isYours = setup.settings.secretKeys.some((each) => each.key === key);
	return isYours
		? `${key} is yours: get a new one from its provider, then todo-k8s-setup secrets set ${key}`
		: `There is no secret ${key} in this setup; we make ${made.join(', ')}.`;
}
