import { defineCheck, type Finding, type Probe } from '../../core/check.js';
import { found } from '../../knowledge/found.js';

/** Minikube's own files on this machine. */
export interface MinikubeHomeFacts {
	readonly folder: string | undefined;
	/** What keeps this user from writing there. */
	readonly writeProblem: string | undefined;
	/** When the certificate of the API server ends, in milliseconds since 1970. */
	readonly certificateEndMs: number | undefined;
	readonly nowMs: number;
}

export function minikubeHomeProbe(profile: string): Probe<MinikubeHomeFacts> {
	return {
		id: `minikube.home:${profile}`,
		withinMs: 3000,
		async read({ files, system, clock }) {
			const { env, home } = await system.read('/');
			const base = env.MINIKUBE_HOME ?? home;
			if (!base) return { folder: undefined, writeProblem: undefined, certificateEndMs: undefined, nowMs: clock.now() };
			const folder = base.endsWith('.minikube') ? base : `${base}/.minikube`;
			const [writeProblem, pem] = await Promise.all([
				files.writeProblem(folder),
				files.read(`${folder}/profiles/${profile}/apiserver.crt`).catch(() => undefined),
			]);
			return { folder, writeProblem, certificateEndMs: pem === undefined ? undefined : system.certificateEnd(pem), nowMs: clock.now() };
		},
	};
}

const soonMs = 14 * 24 * 3_600_000;

/** Minikube's files are this user's, and its certificates good. */
export const minikubeHomeIsFine = (profile: string) =>
	defineCheck({
		id: 'minikube.home',
		title: "Minikube's files are in order",
		quiet: true,
		needs: { home: minikubeHomeProbe(profile) },
		diagnose: ({ home }) => [...notWritable(home), ...expiring(home)],
		describe: ({ home: { folder, certificateEndMs } }) => ({
			subject: "Minikube's files",
			fact: [folder, certificateEndMs ? `certificates until ${day(certificateEndMs)}` : undefined].filter(Boolean).join(' · '),
		}),
	});

function notWritable({ folder, writeProblem }: MinikubeHomeFacts): Finding[] {
	return writeProblem ? [found('minikube.home-permission', { because: `${folder}: ${writeProblem}` })] : [];
}

/** A start renews them in newer versions, so this alone stops nobody. */
function expiring({ certificateEndMs: end, nowMs, folder }: MinikubeHomeFacts): Finding[] {
	if (end === undefined || end - nowMs > soonMs) return [];
	const over = end < nowMs;
	return [
		found('cluster.cert-expired', {
			severity: over ? 'warning' : 'note',
			says: over ? "The cluster's own certificates have run out." : "The cluster's own certificates run out soon.",
			because: `${folder}: the certificate of the API server ends on ${day(end)}`,
		}),
	];
}

function day(ms: number): string {
	return new Date(ms).toISOString().slice(0, 10);
}
