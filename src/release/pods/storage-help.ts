import type { KubernetesTarget } from '../../core/app.js';
import type { Finding } from '../../core/check.js';
import { StepFailed } from '../../core/error.js';
import { toPlain } from '../../core/phrase.js';
import type { StepContext } from '../../core/step.js';
import { isUnbound } from '../../workloads/analyzers/pod-place.js';
import type { WorkloadFacts } from '../../workloads/facts/index.js';
import type { Place } from '../kube.js';
import { restartStuckPods } from './restart-stuck-pods.js';

/** What a restarted provisioner takes for its volumes, a first try that ends after 30 s included. */
const patienceMs = 60_000;
const waitsForVolume = 'pod.volume-pending';

type Way = 'restart-storage' | 'replace-pods';

/** What was tried, and until when it may still help. */
interface Try {
	readonly untilMs: number;
	/** For whom it did not help. */
	readonly told: string;
}

/**
 * Helps pods that wait for their volumes, in each way once. What comes back takes a failure, and gives it back, with what was
 * tried, when nothing helps; undefined while there is hope.
 */
export function storageHelp(
	context: StepContext,
	place: Place,
	restartStorage: KubernetesTarget['restartStorage'],
): (failure: StepFailed, workloads: WorkloadFacts) => Promise<StepFailed | undefined> {
	const { ports, progress } = context;
	const tries = new Map<Way, Try>();
	return async (failure, workloads) => {
		const way = failure.findings.some(({ id }) => id === waitsForVolume) ? wayToVolumes(workloads) : undefined;
		if (way === undefined) return failure;
		let made = tries.get(way);
		if (!made) {
			made = way === 'replace-pods' ? await replacePods(workloads) : await restart();
			tries.set(way, made);
			progress({ says: 'waiting for the volumes' });
		}
		return ports.clock.now() > made.untilMs ? withTold(failure, made.told) : undefined;
	};

	async function replacePods(workloads: WorkloadFacts): Promise<Try> {
		await restartStuckPods(context, place, workloads);
		return { untilMs: ports.clock.now() + patienceMs, told: 'The pod was replaced, and that did not help.' };
	}

	/** A failure of the try is not the reason why the app does not come up. */
	async function restart(): Promise<Try> {
		try {
			if (!(await restartStorage?.(context))) return { untilMs: 0, told: '' };
			return { untilMs: ports.clock.now() + patienceMs, told: 'What makes the volumes was started anew, and that did not help.' };
		} catch (error) {
			if (error instanceof StepFailed) return { untilMs: 0, told: error.message };
			throw error;
		}
	}
}

/**
 * What may help; undefined when nothing of ours can, as for a claim that nobody made or a volume on another node. A pod that
 * waits although its volume is there is looked at again after five minutes only, and its successor at once.
 */
function wayToVolumes({ claims, pods }: WorkloadFacts): Way | undefined {
	if (claims.some(({ phase }) => phase !== 'Bound')) return 'restart-storage';
	const isBound = (wanted: string) => claims.some(({ name }) => name === wanted);
	const isMissed = pods.some(
		({ unschedulable, template }) =>
			isUnbound(unschedulable) && template.references.every(({ kind, name }) => kind !== 'PersistentVolumeClaim' || isBound(name)),
	);
	return isMissed ? 'replace-pods' : undefined;
}

function withTold(failure: StepFailed, told: string): StepFailed {
	if (told === '') return failure;
	const add = (finding: Finding): Finding =>
		finding.id === waitsForVolume
			? { ...finding, because: [finding.because && toPlain(finding.because), told].filter(Boolean).join(' ') }
			: finding;
	return new StepFailed(failure.message, { findings: failure.findings.map(add), lastLines: failure.lastLines });
}
