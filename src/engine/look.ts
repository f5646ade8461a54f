import { EnvironmentBlocked, NotVerified, UsageError } from '../core/error.js';
import { toDo } from '../core/plan.js';
import type { Report } from '../core/report.js';
import { answerAll, nothingTyped } from './answers.js';
import { conclude, examine } from './examine.js';
import { Facts } from './facts.js';
import { inspect } from './inspect.js';
import { splitInstalls, withInstalls } from './installs.js';
import { blockersOf, judgeCheck, toCheckEvent } from './judge.js';
import { planSteps, toPlan } from './plan.js';
import { earlyAnswers, existingSetup, type Run, readSources, toReport, wasSetUp } from './run.js';
import { verify } from './verify.js';

/** Commands that change nothing. */

/** `doctor`: every check of the machine, with evidence and remedies. */
export async function doctor(run: Run): Promise<Report> {
	return conclude(run, await examine(run));
}

/** `plan`: what a run would do. */
export async function showPlan(run: Run): Promise<Report> {
	const { options, product, ports, signal, on } = run;
	const facts = new Facts(ports, signal);
	const sources = await readSources(run, facts);
	const early = earlyAnswers((given) => product.questions(facts.known, given), sources, {});
	const judged = await inspect(product, options.dir, early, facts, on);
	const kept = (given: Readonly<Record<string, string>>) => product.keptSecrets(options.dir, given, facts.read);
	const { answers, secrets } = await answerAll({
		product,
		known: facts.known,
		sources,
		ports,
		signal,
		frontEnd: undefined,
		chosen: {},
		typed: nothingTyped,
		again: new Set(),
		kept,
		note: () => undefined,
	});
	const required = product.required(options.dir, answers);
	const { installs, open } = splitInstalls(blockersOf(judged.filter(({ check }) => required.has(check.id))), options.installTools);
	const composed = await product.compose(product.settings(options.dir, answers, secrets, new Set()), facts.read);
	const setup = withInstalls(composed, installs);
	const plan = toPlan(setup, await planSteps(setup.steps, facts), wasSetUp(sources));
	on({ event: 'plan', plan });
	if (open.length > 0) throw new EnvironmentBlocked('The plan cannot be run on this machine yet.', open);
	run.tally.findings = [...setup.notes];
	const count = toDo(plan).length;
	return toReport(run, {
		outcome: 'planned',
		says:
			count === 0 ? 'Everything holds; a run would only verify.' : `${count} ${count === 1 ? 'step' : 'steps'} to do. Nothing was changed.`,
		next: count === 0 ? [] : ['todo-k8s-setup up --yes'],
	});
}

/** `verify`: the checks on the running app only. */
export async function verifyOnly(run: Run): Promise<Report> {
	const { setup } = await existingSetup(run);
	const findings = await verify(run, setup, run.options.restart);
	if (findings.length > 0) throw new NotVerified('The app does not do what it should.', findings);
	return toReport(run, { outcome: 'verified', says: 'The app does what it should.' });
}

/** `status`: one screen of what there is. */
export async function status(run: Run): Promise<Report> {
	const { setup, facts } = await existingSetup(run);
	run.on({ event: 'phase', phase: 'inspect' });
	const judged = await Promise.all(setup.status.map((check) => judgeCheck(check, facts)));
	for (const each of judged) run.on(toCheckEvent(each, 'inspect'));
	const blockers = blockersOf(judged);
	const access = await facts.read(setup.access);
	run.tally.url = access?.url;
	run.tally.findings = [...blockers];
	return toReport(run, {
		outcome: 'status',
		says: blockers.length === 0 ? 'Everything is in place.' : 'Something is missing; a run puts it right.',
		exitCode: blockers.length === 0 ? 0 : 5,
		next: blockers.length === 0 ? ['todo-k8s-setup verify', 'todo-k8s-setup open'] : ['todo-k8s-setup'],
	});
}

/** `open` and `logs` need to know where the app is; this finds it or says why there is nothing. */
export async function locate(
	run: Run,
): Promise<{ readonly url: string | undefined; readonly logs: Awaited<ReturnType<typeof existingSetup>>['setup']['logs'] }> {
	const { setup, facts } = await existingSetup(run);
	const access = await facts.read(setup.access);
	if (run.options.command === 'open' && !access?.url) {
		throw new UsageError(`There is nothing to open: ${access?.because ?? 'the app was not found'}. Run todo-k8s-setup to put it right.`);
	}
	return { url: access?.url, logs: setup.logs };
}
