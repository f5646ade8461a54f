import type { Finding, Probe } from '../../core/check.js';
import { defineCheck } from '../../core/check.js';
import { StepFailed } from '../../core/error.js';
import type { Step, StepContext } from '../../core/step.js';
import { found } from '../../knowledge/found.js';
import type { FindingId } from '../../knowledge/index.js';
import { lastLines, parseJson } from '../../tools/version.js';
import { kubectl, must, type Place } from '../kube.js';

/** Longer than the chart lets such a job run. */
const patienceMs = 62 * 60_000;
const pauseMs = 1000;

/** A job that is made from a CronJob of the chart. */
export interface PatternJob {
	readonly place: Place;
	/** Of the CronJob. */
	readonly pattern: string;
	/** Of the job; a new one for every run. */
	readonly name: string;
	/** What it is to work on, in place of the newest backup. */
	readonly file?: string;
}

type JobState = 'absent' | 'running' | 'succeeded' | 'failed';

/** An object of batch/v1, as far as it is changed here. */
interface Pattern {
	readonly spec: { readonly jobTemplate: { readonly metadata?: object; readonly spec: object } };
}

function jobProbe({ place, name }: PatternJob): Probe<JobState> {
	return {
		id: `job:${place.context}/${place.namespace}/${name}`,
		async read({ shell }, signal) {
			const outcome = await shell.run(kubectl(place, 'get', 'job', name, '-o', 'json'), { signal, timeoutMs: 10_000 });
			if (outcome.kind !== 'exited' || outcome.code !== 0) return 'absent';
			const { status } = (parseJson(outcome.stdout) ?? {}) as { status?: { conditions?: readonly { type: string; status: string }[] } };
			const holds = (type: string) => status?.conditions?.some((each) => each.type === type && each.status === 'True') ?? false;
			return holds('Complete') ? 'succeeded' : holds('Failed') ? 'failed' : 'running';
		},
	};
}

/** Runs a job of the chart now, and waits for its end with what it says. */
export function runJob(job: PatternJob, words: Pick<Step, 'id' | 'title' | 'done' | 'destroys'>, notDone: FindingId): Step {
	const probe = jobProbe(job);
	return {
		...words,
		goal: defineCheck({
			id: `${words.id}.done`,
			title: words.done,
			needs: { state: probe },
			diagnose: ({ state }): Finding[] => (state === 'succeeded' ? [] : [found(notDone)]),
		}),
		after: [],
		preview: [kubectl(job.place, 'create', 'job', job.name, `--from=cronjob/${job.pattern}`).join(' ')],
		seconds: 15,
		run: (context) => start(context, job, notDone),
	};
}

async function start(context: StepContext, job: PatternJob, notDone: FindingId): Promise<void> {
	const { ports, signal, progress } = context;
	const { place, name } = job;
	const manifest = toJob(await readPattern(context, job), job);
	const options = { signal, timeoutMs: 30_000, input: JSON.stringify(manifest) };
	await must(ports, kubectl(place, 'create', '-f', '-'), options, `The job "${name}" could not be created`);
	const deadline = ports.clock.now() + patienceMs;
	for (;;) {
		const state = await jobProbe(job).read(ports, signal);
		const log = await logOf(context, job);
		if (state === 'succeeded') return;
		if (state !== 'running' || ports.clock.now() > deadline)
			throw new StepFailed(
				`The job "${name}" ${state === 'failed' ? 'failed' : state === 'absent' ? 'is gone' : 'takes more than an hour'}.`,
				{
					findings: [found(notDone, { because: log.at(-1) })],
					lastLines: log,
				},
			);
		const [line] = log.slice(-1);
		progress(line === undefined ? { says: 'waiting for its pod' } : { line });
		await ports.clock.sleep(pauseMs, signal);
	}
}

async function readPattern({ ports, signal }: StepContext, { place, pattern }: PatternJob): Promise<Pattern> {
	const outcome = await ports.shell.run(kubectl(place, 'get', 'cronjob', pattern, '-o', 'json'), { signal, timeoutMs: 10_000 });
	if (outcome.kind === 'exited' && outcome.code === 0) return parseJson(outcome.stdout) as Pattern;
	if (outcome.kind === 'exited' && /not ?found/i.test(outcome.stderr))
		throw new StepFailed('Backups are off.', { findings: [found('backup.off')] });
	throw new StepFailed(`The CronJob "${pattern}" could not be read.`, {
		lastLines: outcome.kind === 'exited' ? lastLines(outcome.stderr) : [],
	});
}

/** The job as `kubectl create job --from` makes it, on another file where one is named. */
function toJob({ spec }: Pattern, { name, place, file }: PatternJob): object {
	const { metadata, spec: template } = spec.jobTemplate;
	const manifest = { apiVersion: 'batch/v1', kind: 'Job', metadata: { ...metadata, name, namespace: place.namespace }, spec: template };
	if (file === undefined) return manifest;
	return JSON.parse(JSON.stringify(manifest), (_key, value) =>
		Array.isArray(value) && value.every((each) => typeof each === 'string')
			? value.map((each) => (each === 'newest' ? file : each))
			: value,
	) as object;
}

async function logOf({ ports, signal }: StepContext, { place, name }: PatternJob): Promise<readonly string[]> {
	const outcome = await ports.shell.run(kubectl(place, 'logs', `job/${name}`, '--all-containers', '--tail', '20'), {
		signal,
		timeoutMs: 10_000,
	});
	return outcome.kind === 'exited' && outcome.code === 0 ? lastLines(outcome.stdout) : [];
}
