import type { Access, AiConfig, ReleaseNames } from '../../core/app.js';
import { type Check, defineCheck, type Finding, type Probe, type Remedy } from '../../core/check.js';
import type { Ports } from '../../core/ports.js';
import type { Verification } from '../../core/setup.js';
import { found } from '../../knowledge/found.js';
import type { FindingId } from '../../knowledge/index.js';
import type { WorkloadFacts } from '../../workloads/facts/index.js';
import { workloadsProbe } from '../../workloads/release-probe.js';
import type { Place } from '../kube.js';
import { servers } from '../pods/readiness.js';
import { chatRemedies, isLasting } from './chat-remedies.js';
import { type JourneyFacts, journeyProbe } from './journey.js';
import { type Trial, Visitor } from './visitor.js';
import { onTheWay } from './way.js';

/** What is tried of every app, wherever it runs. */
export function verifyApp(access: Probe<Access>, ai: AiConfig): readonly Verification[] {
	const journey = journeyProbe(access, ai.backend);
	const part = (
		id: 'page' | 'account' | 'tasks' | 'chat',
		title: string,
		subject: string,
		of: (facts: JourneyFacts) => Trial,
		remedies?: (reason: string | undefined) => readonly Remedy[],
	): Verification => ({
		disturbs: false,
		check: defineCheck({
			id: `app.${id}`,
			title,
			needs: { journey },
			diagnose: ({ journey: facts }) => failed(`app.${id}-fails`, title, of(facts), remedies),
			describe: ({ journey: facts }) => row(subject, of(facts)),
		}),
	});
	return [
		part('page', 'The web page is served', 'web page', ({ page }) => page),
		part('account', 'Sign-up and log-in work', 'sign up, log in', ({ account }) => account),
		part('tasks', 'Tasks can be made, listed, completed and deleted', 'tasks', ({ tasks }) => tasks),
		part(
			'chat',
			'The chat makes a task',
			'chat',
			({ chat }) => chat,
			(reason) => chatRemedies(reason, ai),
		),
		{ disturbs: false, check: isFast(journey) },
	];
}

const slowMs = 500;

function isFast(journey: Probe<JourneyFacts>): Check {
	return defineCheck({
		id: 'app.speed',
		title: 'The app answers quickly',
		needs: { journey },
		diagnose: ({ journey: { speed } }) => {
			if (!speed.ok) return failed('app.speed-fails', 'The app answers 200 requests', speed);
			if ((speed.p95Ms ?? 0) <= slowMs) return [];
			return [
				found('app.slow', {
					severity: 'warning',
					says: `The app is slow: 95 of 100 requests take up to ${speed.p95Ms} ms.`,
					because: `${slowMs} ms are usual at most.`,
				}),
			];
		},
		describe: ({ journey: { speed } }) => row('200 requests', speed),
	});
}

function failed(id: FindingId, title: string, trial: Trial, remedies?: (reason: string | undefined) => readonly Remedy[]): Finding[] {
	if (trial.ok) return [];
	const says = `This does not hold yet: ${title.charAt(0).toLowerCase()}${title.slice(1)}.`;
	const finding = found(id, { says, because: trial.said, ...(remedies ? { remedies: remedies(trial.reason) } : {}) });
	return [{ ...finding, ...(isLasting(trial.reason) ? { lasting: true } : {}) }];
}

function row(subject: string, trial: Trial) {
	return { subject, ...(trial.ok ? (trial.figure ? { fact: trial.figure } : {}) : { fact: trial.said }) };
}

/** Pods are ready and have not been restarting. */
export function podsAreSteady(place: Place, { release }: ReleaseNames): Verification {
	return {
		disturbs: false,
		check: defineCheck({
			id: 'app.pods',
			title: 'Pods are ready and do not restart',
			needs: { workloads: steadyProbe(place, release) },
			diagnose: ({ workloads }): Finding[] => {
				const living = servers(workloads);
				const restless = living.flatMap((pod) =>
					pod.containers.filter(({ restarts, ready }) => restarts > 3 && !ready).map(({ name }) => `${pod.name}/${name}`),
				);
				if (restless.length > 0)
					return [found('pod.restarting', { says: 'A pod restarts again and again.', because: restless.join(', ') })];
				const waiting = living.filter(({ ready }) => !ready);
				if (living.length > 0 && waiting.length === 0) return [];
				return [
					found('pod.not-ready', {
						says: 'Not every pod is ready.',
						because: waiting.map(({ name }) => name).join(', ') || 'there are no pods',
					}),
				];
			},
			describe: ({ workloads }) => {
				const living = servers(workloads);
				return { subject: 'pods', fact: `${living.filter(({ ready }) => ready).length} of ${living.length}` };
			},
		}),
	};
}

/** The pods once they are ready, or as they are after some patience: their reports lag some seconds behind what they do. */
function steadyProbe(place: Place, release: string): Probe<WorkloadFacts> {
	const probe = workloadsProbe(place, release);
	return {
		id: `steady.${probe.id}`,
		withinMs: 45_000,
		async read(ports, signal) {
			const deadline = ports.clock.now() + 25_000;
			for (;;) {
				const workloads = await probe.read(ports, signal);
				const living = servers(workloads);
				if ((living.length > 0 && living.every(({ ready }) => ready)) || ports.clock.now() > deadline) return workloads;
				await ports.clock.sleep(700, signal);
			}
		},
	};
}

/** Ends the backend, and looks whether it comes back with its data. */
export function dataSurvives(access: Probe<Access>, restart: (ports: Ports, signal: AbortSignal) => Promise<void>): Verification {
	const probe: Probe<Trial> = {
		id: `survival:${access.id}`,
		withinMs: 120_000,
		async read(ports, signal) {
			const way = await access.read(ports, signal);
			const { url } = way;
			if (!url) return { ok: false, said: 'the app has no address' };
			const visitor = await Visitor.signUp(onTheWay(ports, way), url, signal);
			if (!visitor.ok) return visitor;
			const title = 'Survive a restart';
			const added = await visitor.addTask(title);
			if ('said' in added) return { ok: false, said: added.said };
			const began = ports.clock.now();
			await restart(ports, signal);
			const deadline = ports.clock.now() + 60_000;
			for (;;) {
				if (await visitor.hasTask(title)) break;
				if (ports.clock.now() > deadline) return { ok: false, said: 'the task that was made before the restart is not there any more' };
				await ports.clock.sleep(300, signal);
			}
			const seconds = Math.max(1, Math.round((ports.clock.now() - began) / 1000));
			await visitor.leave();
			return { ok: true, figure: `back after ${seconds} s` };
		},
	};
	const title = 'The backend comes back after it was ended, with its data';
	return {
		disturbs: true,
		check: defineCheck({
			id: 'app.survives',
			title,
			needs: { survival: probe },
			diagnose: ({ survival }) => failed('app.data-lost', title, survival),
			describe: ({ survival }) => row('data survives a restart', survival),
		}),
	};
}

/** Deletes the backend's pod and returns once its successor answers. */
export function restartBackend(place: Place, names: ReleaseNames) {
	return async ({ shell }: Ports, signal: AbortSignal): Promise<void> => {
		const selector = `app.kubernetes.io/instance=${names.release},app.kubernetes.io/component=backend`;
		// These two wait themselves, so they have no time limit of a single request.
		const patiently = (...args: string[]) =>
			shell.run(['kubectl', '--context', place.context, '--namespace', place.namespace, ...args], { signal, timeoutMs: 95_000 });
		// Until the old pod is gone the Deployment still counts it, and would be taken for rolled out.
		await patiently('delete', 'pod', '-l', selector, '--timeout=40s');
		await patiently('rollout', 'status', `deployment/${names.backend}`, '--timeout=90s');
	};
}
