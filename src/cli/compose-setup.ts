import type { Settings, Target } from '../core/app.js';
import type { Check, Finding } from '../core/check.js';
import { UsageError } from '../core/error.js';
import type { System } from '../core/ports.js';
import type { Read, Setup } from '../core/setup.js';
import { isReachable, onKubernetes } from '../release/compose.js';
import { folderProbe } from '../release/folder/probe.js';
import { writeFolder } from '../release/folder/step.js';
import { toImages } from '../release/images/image.js';
import { dataSurvives, verifyApp } from '../release/verification/verify.js';
import { helmProbe } from '../tools/helm/probe.js';
import { releases } from '../tools/install/catalogue.js';
import { majorOf } from '../tools/version.js';

/** Everything that the setup of these answers is made of: what is read for it, and the steps, checks and files that follow. */
export async function composeSetup(settings: Settings, target: Target, system: System, read: Read): Promise<Setup> {
	const exposure = target.kind === 'kubernetes' ? target.exposure : undefined;
	const [folder, caPem] = await Promise.all([read(folderProbe(settings, exposure)), readCa(settings, read)]);
	if (!folder) throw new UsageError(`The folder ${settings.dir} could not be read.`);
	if (folder.foreign.length > 0) {
		const names = folder.foreign.slice(0, 5).join(', ');
		throw new UsageError(
			`${settings.dir} holds files of yours that the setup would write (${names}). Nothing was changed; name another folder with --dir.`,
		);
	}
	const common = { settings, files: folder.changes, conflicts: folder.conflicts, notes: folder.notes, access: target.access };
	if (target.kind === 'local') {
		const start = target.steps.at(-1);
		return {
			...common,
			elsewhere: ['one process of this user'],
			steps: [writeFolder(settings, exposure), ...target.steps],
			verifications: [...verifyApp(target.access, settings.app.ai), dataSurvives(target.access, target.restart)],
			status: [...(start ? [start.goal] : []), isReachable(target.access)],
			removal: target.remove,
			secrets: target.secrets,
			logs: () => ({ file: target.logFile }),
		};
	}
	const images = toImages(settings, folder.content, caPem, system);
	const [helm, notes] = await Promise.all([read(helmProbe), target.notes ? findingsOf(target.notes, read) : []]);
	// Where there is none yet, ours will be brought.
	const helmMajor = helm?.version ? helm.major : majorOf(releases.helm.version);
	const kubernetes = onKubernetes(settings, target, folder, images, { system, helmMajor });
	return {
		...common,
		notes: [...common.notes, ...notes],
		...kubernetes,
		elsewhere: [`the cluster "${target.context}" in Docker`, `the images ${images.map(({ repository }) => repository).join(' and ')}`],
	};
}

/** What a check says; nothing when it could not look, since it stops nobody. */
async function findingsOf({ needs, diagnose }: Check, read: Read): Promise<readonly Finding[]> {
	const facts = await Promise.all(Object.entries(needs).map(async ([name, probe]) => [name, await read(probe)] as const));
	return facts.some(([, fact]) => fact === undefined) ? [] : diagnose(Object.fromEntries(facts) as never);
}

async function readCa({ answers }: Settings, read: Read): Promise<string | undefined> {
	const path = answers.caFile;
	if (!path) return undefined;
	const pem = await read({ id: `ca:${path}`, read: ({ files }) => files.read(path) });
	if (!pem?.includes('-----BEGIN CERTIFICATE-----')) {
		throw new UsageError(`--ca-file: ${path} is no file with a certificate (it should hold "-----BEGIN CERTIFICATE-----").`);
	}
	// Docker takes it as a build argument, and an argument has a limit of 128 KiB on Linux.
	if (pem.length > 100_000)
		throw new UsageError(
			`--ca-file: ${path} is a whole bundle (${Math.round(pem.length / 1024)} KiB). Name a file with only your network's own certificate.`,
		);
	return pem;
}
