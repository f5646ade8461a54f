import type { ReleaseNames } from '../../core/app.js';
import type { Finding } from '../../core/check.js';
import { StepFailed } from '../../core/error.js';
import { toPlain } from '../../core/phrase.js';
import type { Command } from '../../core/shell.js';
import type { Step, StepContext } from '../../core/step.js';
import { found, manualFixes } from '../../knowledge/found.js';
import type { WorkloadFacts } from '../../workloads/facts/index.js';
import type { JobFacts } from '../../workloads/facts/job.js';
import { workloadsProbe } from '../../workloads/release-probe.js';
import { judge } from '../../workloads/verdict.js';
import { describeEnd, kubectl, type Place } from '../kube.js';
import { lastWords, parsePull, saysUnknownModel } from './pull-output.js';
import { modelIsReady, modelProbe } from './ready.js';

/** As long as the job itself may take. */
const patienceMs = 2 * 60 * 60_000;
const pauseMs = 1500;
/** Its progress draws a few lines ten times a second. */
const tail = '12';

export interface Model {
	readonly name: string;
	/** "400 MB". */
	readonly download?: string | undefined;
}

/** Waits until the model has come, with the progress of the job that fetches it; fetches it itself where there is no such job any more. */
export function downloadModel(place: Place, names: ReleaseNames, model: Model, after: readonly string[]): Step {
	return {
		id: 'ai.model',
		title: 'Download the model',
		done: 'Model downloaded',
		goal: modelIsReady(place, names, model.name),
		after,
		preview: [kubectl(place, 'logs', '-l', 'app.kubernetes.io/component=ollama-pull', '--follow').join(' ')],
		...(model.download ? { costs: `${model.download} to download` } : {}),
		seconds: 60,
		// The backend looks for its model every 15 s.
		withinMs: 60_000,
		run: (context) => follow(context, place, names, model.name),
	};
}

async function follow(context: StepContext, place: Place, names: ReleaseNames, model: string): Promise<void> {
	const { ports, signal, progress } = context;
	const probe = workloadsProbe(place, names.release);
	const deadline = ports.clock.now() + patienceMs;
	const first = jobOf(await probe.read(ports, signal), names);
	// One that failed before this run is tried no more, and one that ended is taken away after some minutes.
	if (!first || first.failed) return fetchDirectly(context, place, names, model);
	for (;;) {
		const workloads = await probe.read(ports, signal);
		const job = jobOf(workloads, names);
		if (!job || job.succeeded || (await modelProbe(place, names).read(ports, signal)) === 'ready') return;
		const output = await logOf(context, place, workloads, job);
		if (job.failed) throw notDownloaded(model, output, `${job.failed.reason}: ${job.failed.message}`);
		if (saysUnknownModel(output)) throw notDownloaded(model, output, undefined);
		const own = workloads.pods.filter((pod) => pod.owner?.name === job.name && pod.phase === 'Pending');
		const verdict = judge({ ...workloads, pods: own, deployments: [], statefulSets: [] }, ports.clock.now());
		if (verdict) throw new StepFailed(toPlain(verdict.finding.says), { findings: [verdict.finding] });
		if (ports.clock.now() > deadline) throw notDownloaded(model, output, 'it took longer than 2 hours');
		const update = parsePull(output);
		progress(update ?? { says: 'waiting for Ollama' });
		await ports.clock.sleep(pauseMs, signal);
	}
}

/** The job of the present model; one of an earlier model may still be there for a moment. */
function jobOf({ jobs }: WorkloadFacts, { release }: ReleaseNames): JobFacts | undefined {
	const own = jobs.filter(({ name }) => name.startsWith(`${release}-ollama-pull-`));
	return own.find(({ succeeded, failed }) => !succeeded && !failed) ?? own.at(-1);
}

/** What its newest pod has printed; nothing while that is still starting. */
async function logOf({ ports, signal }: StepContext, place: Place, { pods }: WorkloadFacts, { name }: JobFacts): Promise<string> {
	const newest = pods.filter(({ owner }) => owner?.kind === 'Job' && owner.name === name).toSorted((a, b) => b.createdMs - a.createdMs)[0];
	if (!newest) return '';
	const command = kubectl(place, 'logs', newest.name, '--container', 'pull', '--tail', tail);
	const outcome = await ports.shell.run(command, { signal, timeoutMs: 8000 });
	return outcome.kind === 'exited' && outcome.code === 0 ? outcome.stdout : '';
}

/** The server fetches it by itself, when it is told to. */
async function fetchDirectly({ ports, signal, progress }: StepContext, place: Place, names: ReleaseNames, model: string): Promise<void> {
	// Without the time limit of a single request: it lasts as long as the download.
	const target = ['--context', place.context, '--namespace', place.namespace];
	const command: Command = ['kubectl', ...target, 'exec', `statefulset/${names.release}-ollama`, '--', 'ollama', 'pull', model];
	const lines: string[] = [];
	const outcome = await ports.shell.run(command, {
		signal,
		timeoutMs: patienceMs,
		onLine(line) {
			lines.push(line);
			// Only the last lines count, and there are thousands.
			if (lines.length > 40) lines.splice(0, 20);
			const update = parsePull(lines.join('\n'));
			if (update) progress(update);
		},
	});
	if (outcome.kind === 'exited' && outcome.code === 0) return;
	signal.throwIfAborted();
	throw notDownloaded(model, lines.join('\n'), describeEnd(outcome));
}

function notDownloaded(model: string, output: string, because: string | undefined): StepFailed {
	const unknown = saysUnknownModel(output);
	const words = lastWords(output);
	const finding: Finding = found('app.model-not-downloaded', {
		says: unknown ? `Ollama knows no model "${model}".` : `The model ${model} could not be downloaded.`,
		because: words.at(-1) ?? because,
		remedies: [
			...(unknown ? [{ kind: 'ask' as const, says: 'Choose another model', question: 'aiModel' }] : []),
			...manualFixes('app.model-not-downloaded'),
		],
	});
	return new StepFailed(toPlain(finding.says), { findings: [finding], lastLines: words });
}
