import type { Finding } from '../core/check.js';
import { Cancelled, EnvironmentBlocked, NotVerified, UsageError } from '../core/error.js';
import { BACK, LEAVE } from '../core/front-end.js';
import { type Plan, toDo } from '../core/plan.js';
import type { Answers } from '../core/question.js';
import type { Report } from '../core/report.js';
import type { Setup } from '../core/setup.js';
import { answerAll, nothingTyped } from './answers.js';
import { carryOut } from './carry-out.js';
import { Facts } from './facts.js';
import { inspect } from './inspect.js';
import { splitInstalls, withInstalls } from './installs.js';
import { blockersOf, judgeCheck } from './judge.js';
import { planSteps, toPlan } from './plan.js';
import { applyRemedy, chooseRemedy, type Decided } from './remedies.js';
import { earlyAnswers, mayAsk, type Run, readSources, toReport, wasSetUp } from './run.js';
import type { RunResult } from './run-steps.js';
import { verify } from './verify.js';
import { watchUntilFine } from './watch.js';
import { withCause } from './with-cause.js';

/** The one flow: inspect, ask, plan, approve, run, verify, report. A remedy or a step back goes through it again. */
export async function setUp(run: Run): Promise<Report> {
	const decided: Decided = {
		chosen: {},
		typed: nothingTyped,
		again: new Set(),
		overwrite: new Set(),
		lost: new Set(),
		installs: run.options.installTools,
		approved: run.options.yes,
	};
	for (;;) {
		const facts = new Facts(run.ports, run.signal);
		const prepared = await prepare(run, facts, decided);
		if (prepared === 'again') continue;
		const { setup, plan } = prepared;
		const approval = await approve(run, plan, decided);
		if (approval === BACK) {
			decided.again = new Set(['cluster', 'environment', 'ai', 'database', 'exposure', ...Object.keys(decided.typed.answers)]);
			continue;
		}
		const result = await carryOutPlan(run, plan, facts);
		if (result.failure === undefined) return finish(run, setup, result.ran);
		const evidence = run.product.evidence(run.options.dir, setup.settings.answers, facts.known);
		const remedy = await chooseRemedy(run, withCause(result.failure, evidence), decided);
		await applyRemedy(run, remedy, decided);
	}
}

async function prepare(run: Run, facts: Facts, decided: Decided): Promise<'again' | { readonly setup: Setup; readonly plan: Plan }> {
	const { options, product, ports, frontEnd, signal, on } = run;
	const { dir } = options;
	const sources = await readSources(run, facts);
	const early = earlyAnswers((given) => product.questions(facts.known, given), sources, decided.chosen);
	// Where an earlier run was, this one most likely stays: what its plan needs is read beside the machine.
	if (Object.keys(sources.saved).length > 0) void lookAhead(run, facts.beside(), early);
	const judged = await inspect(product, dir, early, facts, on);

	on({ event: 'phase', phase: 'ask' });
	const { answers, secrets, typed } = await answerAll({
		product,
		known: facts.known,
		sources,
		ports,
		signal,
		// `up` asks nothing, until its user goes back from the plan or a remedy asks for another answer.
		frontEnd: (options.asks || decided.again.size > 0) && mayAsk(run) ? frontEnd : undefined,
		chosen: decided.chosen,
		typed: decided.typed,
		again: decided.again,
		kept: (given) => product.keptSecrets(dir, given, facts.read),
		note: (says) => on({ event: 'note', says }),
	});
	decided.again = new Set();
	decided.typed = typed;
	// What was typed after a remedy had chosen is newer.
	decided.chosen = Object.fromEntries(Object.entries(decided.chosen).map(([id, value]) => [id, typed.answers[id] ?? value]));

	const required = product.required(dir, answers);
	const again = await Promise.all(judged.filter(({ check }) => required.has(check.id)).map(({ check }) => judgeCheck(check, facts)));
	const { installs, open } = splitInstalls(blockersOf(again), decided.installs);
	if (open.length > 0) {
		if (!mayAsk(run)) throw new EnvironmentBlocked('This machine is not ready yet.', open);
		// While the user acts, we keep looking, and go on by ourselves once the machine is fine.
		const resolved = new AbortController();
		const watch = watchUntilFine(run, answers, required, decided.installs, resolved);
		const decision = await frontEnd.decide(open, resolved.signal, signal).finally(() => resolved.abort());
		await watch;
		if (decision.kind === 'leave') throw new Cancelled('Nothing was changed.');
		if (decision.kind === 'remedy') await applyRemedy(run, decision.remedy, decided);
		return 'again';
	}

	const settings = product.settings(dir, answers, secrets, decided.overwrite);
	const setup = withInstalls(await product.compose(settings, facts.read), installs);
	if (await resolveConflicts(run, setup, decided)) return 'again';
	on({ event: 'phase', phase: 'plan' });
	const items = await planSteps(setup.steps, facts);
	const plan = toPlan(setup, items, wasSetUp(sources));
	run.tally.causes.push(...(plan.causes ?? []).filter(({ id }) => !run.tally.causes.some((known) => known.id === id)));
	// The blockers among them are those that the plan takes away.
	run.tally.findings = [...again.flatMap(({ findings }) => findings).filter(({ severity }) => severity !== 'blocker'), ...setup.notes];
	on({ event: 'plan', plan });
	return { setup, plan };
}

/** Asks the commands that the plan of these answers will ask. What goes wrong here comes again, and is told, when it is asked for. */
async function lookAhead({ options, product }: Run, facts: Facts, answers: Answers): Promise<void> {
	try {
		const setup = await product.compose(product.settings(options.dir, answers, {}, new Set()), facts.read);
		await planSteps(setup.steps, facts);
	} catch {
		// See above.
	}
}

/** Each file that the user changed and we have something newer for is asked about once; without a yes it stays theirs. */
async function resolveConflicts(run: Run, setup: Setup, decided: Decided): Promise<boolean> {
	if (!mayAsk(run)) return false;
	const { frontEnd, signal } = run;
	let changed = false;
	for (const change of setup.conflicts) {
		if (decided.overwrite.has(change.path) || decided.overwrite.has(`keep:${change.path}`)) continue;
		const yes = await frontEnd.confirm(
			`You changed ${change.path}, and a newer version or answer says otherwise. Replace yours?`,
			change,
			signal,
		);
		decided.overwrite.add(yes ? change.path : `keep:${change.path}`);
		changed ||= yes;
	}
	return changed;
}

async function approve(run: Run, plan: Plan, decided: Decided): Promise<'run' | typeof BACK> {
	if (decided.approved || toDo(plan).length === 0) return 'run';
	if (!mayAsk(run)) throw new UsageError('The plan above needs a yes. Add --yes to run it.');
	const answer = await run.frontEnd.approve(plan, run.signal);
	if (answer === LEAVE) throw new Cancelled('Nothing was changed.');
	decided.approved = answer === 'run';
	return answer;
}

async function carryOutPlan(run: Run, plan: Plan, facts: Facts): Promise<Pick<RunResult, 'failure' | 'ran'>> {
	if (toDo(plan).length === 0) {
		run.tally.held = plan.items.map(({ step }) => step.done);
		return { failure: undefined, ran: new Set() };
	}
	run.on({ event: 'phase', phase: 'run' });
	// Whoever was asked may have thought about it for an hour.
	return carryOut(run, plan.items, run.options.yes ? facts : undefined);
}

async function finish(run: Run, setup: Setup, ran: ReadonlySet<string>): Promise<Report> {
	const { memory, options, tally, signal } = run;
	signal.throwIfAborted();
	await memory.write(options.dir, setup.settings.answers);
	const [findings, warnings] = await Promise.all([
		verify(run, setup, ran.has('release.install') || ran.has('app.start') || options.restart),
		setup.steps.some(({ id, installs }) => installs && ran.has(id)) ? newWarnings(run, setup) : [],
	]);
	// What was wrong and is put right is among the causes.
	tally.findings = tally.findings.filter(({ id }) => !tally.causes.some((cause) => cause.id === id));
	tally.findings.push(...warnings);
	if (findings.length > 0) throw new NotVerified('Everything was set up, but the app does not do what it should yet.', findings);
	const nothing = ran.size === 0;
	return toReport(run, {
		outcome: 'ready',
		says: nothing ? 'Your Todo Chatbot is running. Nothing had to be done.' : 'Your Todo Chatbot is running.',
		next: [
			'todo-k8s-setup status',
			'todo-k8s-setup logs backend',
			`edit values/values-${setup.settings.app.environment}.yaml and run todo-k8s-setup again`,
		],
		...(tally.findings.length > 0 ? { findings: tally.findings } : {}),
	});
}

/** What came with new programs: a folder that is not on the user's PATH, for instance. */
async function newWarnings({ options, product, ports, signal, tally }: Run, { settings }: Setup): Promise<readonly Finding[]> {
	const facts = new Facts(ports, signal);
	const required = product.required(options.dir, settings.answers);
	const checks = product.inspections(options.dir, settings.answers).filter(({ id }) => required.has(id));
	const judged = await Promise.all(checks.map((check) => judgeCheck(check, facts)));
	const known = new Set(tally.findings.map(({ id }) => id));
	return judged.flatMap(({ findings }) => findings).filter(({ id, severity }) => severity === 'warning' && !known.has(id));
}
