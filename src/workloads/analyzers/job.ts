import type { NamespaceFacts } from '../facts/index.js';
import type { CronJobFacts, JobFacts } from '../facts/job.js';
import { type Analyzer, ref, type Trouble, trouble } from '../trouble.js';

export const jobs: Analyzer = (facts) => facts.jobs.flatMap((job) => judge(facts, job));

function judge({ pods }: NamespaceFacts, { name, owner, suspended, succeeded, failed, failures }: JobFacts): readonly Trouble[] {
	const at = ref('Job', name);
	if (suspended)
		return [trouble(at, 'job.suspended', { severity: 'note', says: `The job "${name}" is suspended.` }, { short: 'suspended' })];
	if (succeeded || (!failed && failures === 0)) return [];
	const own = pods.filter((pod) => pod.owner?.kind === 'Job' && pod.owner.name === name).map((pod) => ref('Pod', pod.name));
	return [
		trouble(
			at,
			'job.failed',
			{
				// It is still tried, or the next run of its cron job will be.
				severity: failed && !owner ? 'blocker' : 'warning',
				says: failed ? `The job "${name}" has failed.` : `The job "${name}" has failed ${failures} times, and is tried again.`,
				because: failed ? `${failed.reason}: ${failed.message}` : `Job ${name}`,
			},
			{ short: 'failed', causes: own, fatal: failed !== undefined },
		),
	];
}

export const cronJobs: Analyzer = (facts) => facts.cronJobs.flatMap((job) => judgeCron(facts, job));

function judgeCron(facts: NamespaceFacts, { name, suspended, schedule, deadlineSeconds }: CronJobFacts): readonly Trouble[] {
	const at = ref('CronJob', name);
	const problem = problemOfSchedule(schedule) ?? ((deadlineSeconds ?? 0) < 0 ? 'its starting deadline is negative' : undefined);
	const last = facts.jobs.filter(({ owner }) => owner?.kind === 'CronJob' && owner.name === name && owner).at(-1);
	return [
		...(suspended
			? [trouble(at, 'cronjob.suspended', { severity: 'note', says: `The cron job "${name}" is suspended.` }, { short: 'suspended' })]
			: []),
		...(problem
			? [
					trouble(
						at,
						'cronjob.bad-schedule',
						{ says: `The cron job "${name}" never starts: ${problem}.`, because: `schedule "${schedule}"` },
						{ short: 'never starts', fatal: true },
					),
				]
			: []),
		...(last?.failed
			? [
					trouble(
						at,
						'job.failed',
						{
							severity: 'warning',
							says: `The last run of the cron job "${name}" has failed.`,
							because: `${last.name}: ${last.failed.message}`,
						},
						{ short: 'failed', causes: [ref('Job', last.name)] },
					),
				]
			: []),
	];
}

const limits: readonly (readonly [name: string, from: number, to: number])[] = [
	['minute', 0, 59],
	['hour', 0, 23],
	['day', 1, 31],
	['month', 1, 12],
	['weekday', 0, 7],
];
const names = /\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|sun|mon|tue|wed|thu|fri|sat)\b/gi;

/** What is wrong with a schedule; undefined when it can be read. */
export function problemOfSchedule(schedule: string): string | undefined {
	const text = schedule.trim().replace(/^(?:CRON_)?TZ=\S+\s+/, '');
	if (/^@(yearly|annually|monthly|weekly|daily|midnight|hourly|every \S+)$/.test(text)) return undefined;
	const fields = text.split(/\s+/);
	if (fields.length !== 5) return `a schedule has 5 fields, and this one ${fields.length}`;
	for (const [at, field] of fields.entries()) {
		const [name, from, to] = limits[at] ?? ['', 0, 0];
		if (!/^[\d*,/?-]+$/.test(field.replace(names, '1'))) return `the ${name} "${field}" cannot be read`;
		const numbers = field.replace(/\/\d+/g, '').match(/\d+/g) ?? [];
		if (numbers.some((each) => Number(each) < from || Number(each) > to)) return `the ${name} "${field}" is not between ${from} and ${to}`;
	}
	return undefined;
}
