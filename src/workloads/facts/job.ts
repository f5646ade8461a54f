import { type Condition, type KubeObject, ownerOf, type Ref } from './object.js';

export interface JobFacts {
	readonly name: string;
	readonly owner: Ref | undefined;
	readonly suspended: boolean;
	readonly succeeded: boolean;
	/** Why it is given up. */
	readonly failed: { readonly reason: string; readonly message: string } | undefined;
	readonly failures: number;
}

export interface CronJobFacts {
	readonly name: string;
	readonly schedule: string;
	readonly suspended: boolean;
	readonly deadlineSeconds: number | undefined;
}

interface JobSpec {
	readonly suspend?: boolean;
}

interface JobStatus {
	readonly failed?: number;
	readonly succeeded?: number;
	readonly conditions?: readonly Condition[];
}

export function toJob(object: KubeObject): JobFacts {
	const { metadata, spec, status } = object as KubeObject<JobSpec, JobStatus>;
	const isTrue = (name: string) => status?.conditions?.find(({ type, status: is }) => type === name && is === 'True');
	const failed = isTrue('Failed');
	return {
		name: metadata.name,
		owner: ownerOf(metadata),
		suspended: spec?.suspend === true,
		succeeded: isTrue('Complete') !== undefined,
		failed: failed && { reason: failed.reason ?? '', message: failed.message ?? '' },
		failures: status?.failed ?? 0,
	};
}

interface CronJobSpec extends JobSpec {
	readonly schedule?: string;
	readonly startingDeadlineSeconds?: number;
}

export function toCronJob(object: KubeObject): CronJobFacts {
	const { metadata, spec } = object as KubeObject<CronJobSpec>;
	return {
		name: metadata.name,
		schedule: spec?.schedule ?? '',
		suspended: spec?.suspend === true,
		deadlineSeconds: spec?.startingDeadlineSeconds,
	};
}
