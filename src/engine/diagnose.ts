import type { Finding } from '../core/check.js';
import type { CurrentPlace, DiagnosedRow, Diagnosis, Scope } from '../core/diagnosis.js';
import { EnvironmentBlocked, UsageError } from '../core/error.js';
import { toPlain } from '../core/phrase.js';
import type { Report } from '../core/report.js';
import { toCount } from '../core/words.js';
import { found } from '../knowledge/found.js';
import { Facts } from './facts.js';
import { toCheckEvent, withoutSecrets } from './judge.js';
import { existingSetup, type Run, readSources, toReport } from './run.js';

/** Where to look, and how that came about. */
interface Chosen {
	readonly scope: Scope;
	/** "the release of this folder", "the current context". */
	readonly because: string;
	/** It is what the folder's setup made, so that a run would repair it. */
	readonly ours: boolean;
}

/** `diagnose`: what is wrong with the workloads of a namespace, and where it comes from. Changes nothing. */
export async function diagnose(run: Run): Promise<Report> {
	const { product, ports, signal, on, tally } = run;
	const facts = new Facts(ports, signal);
	const chosen = await choose(run, facts);
	const { scope } = chosen;
	on({ event: 'note', says: `Looking at ${placeName(scope)} (${chosen.because}).` });
	on({ event: 'phase', phase: 'verify' });
	const reading = await facts.reading(product.diagnosis(scope));
	if (!reading.ok) {
		throw new EnvironmentBlocked('The cluster could not be looked at.', [found('cluster.unreachable', { because: reading.problem })]);
	}
	const diagnosis = reading.value as Diagnosis;
	switch (diagnosis.kind) {
		case 'unreachable':
			throw new EnvironmentBlocked(toPlain(diagnosis.finding.says), [withoutSecrets(diagnosis.finding, ports.redactor)]);
		case 'no-pod':
			throw new UsageError(unknownPod(scope, diagnosis.pods));
		case 'no-namespace':
			if (!chosen.ours) throw new UsageError(unknownNamespace(scope, diagnosis.namespaces));
			return ended(run, chosen, [found('namespace.absent', { says: `The namespace "${scope.namespace}" does not exist.` })], 0);
		case 'seen':
			break;
	}
	for (const row of diagnosis.rows) on(toEvent(row, ports.redactor));
	if (diagnosis.unread.length > 0)
		on({ event: 'note', says: `Not looked at, because it could not be read: ${diagnosis.unread.join(', ')}.` });
	const empty = chosen.ours && diagnosis.workloads === 0 && diagnosis.findings.length === 0;
	const findings = empty ? [found('release.absent', { because: 'there are no pods' })] : diagnosis.findings;
	tally.findings = findings.map((finding) => withoutSecrets(finding, ports.redactor));
	return ended(run, chosen, tally.findings, diagnosis.workloads);
}

function toEvent({ id, row, findings }: DiagnosedRow, redactor: Run['ports']['redactor']) {
	const clean = findings.map((finding) => withoutSecrets(finding, redactor));
	const check = { id, title: row.subject, needs: {}, diagnose: () => clean };
	return toCheckEvent({ check, findings: clean, row }, 'verify');
}

/** Named by flags; else what the folder's setup made; else where kubectl is. */
async function choose(run: Run, facts: Facts): Promise<Chosen> {
	const { pod, context, namespace } = run.options.diagnosis ?? {};
	const place = context === undefined ? await placeOfFolder(run, facts, namespace !== undefined) : undefined;
	const ofPod = pod === undefined ? {} : { pod };
	if (place) {
		const because = namespace === undefined ? `the release of ${run.options.dir}` : 'the cluster of this folder';
		return { scope: { ...place, ...(namespace === undefined ? {} : { namespace }), ...ofPod }, because, ours: namespace === undefined };
	}
	const current = await facts.read(run.product.currentPlace(context));
	const chosen = contextOf(current, context);
	const because = context === undefined ? 'the current context of kubectl' : 'as named';
	return { scope: { context: chosen, namespace: namespace ?? current?.namespace ?? 'default', ...ofPod }, because, ours: false };
}

async function placeOfFolder(
	run: Run,
	facts: Facts,
	isNamed: boolean,
): Promise<{ readonly context: string; readonly namespace: string } | undefined> {
	const { saved } = await readSources(run, facts);
	if (Object.keys(saved).length === 0) return undefined;
	const { setup } = await existingSetup(run);
	if (setup.place || isNamed) return setup.place;
	throw new UsageError(
		'The app of this folder runs on this machine, without Kubernetes: todo-k8s-setup status looks at it. To look at a cluster, name a namespace with --namespace.',
	);
}

function contextOf(current: CurrentPlace | undefined, named: string | undefined): string {
	const contexts = current?.contexts ?? [];
	if (named !== undefined && !contexts.includes(named)) {
		throw new UsageError(
			`There is no context "${named}". ${contexts.length > 0 ? `There are: ${contexts.join(', ')}.` : 'There is none at all.'}`,
		);
	}
	if (current?.context === undefined) throw new EnvironmentBlocked('kubectl has no context selected.', [found('kubectl.no-context')]);
	return current.context;
}

function placeName({ namespace, context }: Scope): string {
	return `the namespace "${namespace}" of the context "${context}"`;
}

/** Names that a message lists. */
const most = 20;

function unknownPod(scope: Scope, pods: readonly string[]): string {
	const listed = `${pods.slice(0, most).join(', ')}${pods.length > most ? ` and ${pods.length - most} more` : ''}`;
	const there = pods.length === 0 ? 'There are none.' : `There are: ${listed}.`;
	return `No pod in ${placeName(scope)} has a name that begins with "${scope.pod}". ${there}`;
}

function unknownNamespace(scope: Scope, namespaces: readonly string[]): string {
	return `There is no namespace "${scope.namespace}" in the context "${scope.context}". There are: ${namespaces.slice(0, most).join(', ')}.`;
}

function ended(run: Run, { scope, ours }: Chosen, findings: readonly Finding[], workloads: number): Report {
	const wrong = findings.filter(({ severity }) => severity !== 'note');
	const [root] = wrong;
	if (root) {
		const says =
			wrong.length === 1
				? toPlain(root.says)
				: `${toPlain(root.says)} ${toCount(wrong.length - 1, 'other thing')} ${wrong.length === 2 ? 'is' : 'are'} wrong, too.`;
		return toReport(run, { outcome: 'diagnosed', exitCode: 5, says, findings, next: ours ? ['todo-k8s-setup'] : [] });
	}
	const what = scope.pod === undefined ? `${placeName(scope)} (${toCount(workloads, 'workload')})` : `"${scope.pod}"`;
	return toReport(run, { outcome: 'diagnosed', says: `Nothing is wrong with ${what}.`, findings });
}
