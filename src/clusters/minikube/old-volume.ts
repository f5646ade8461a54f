import type { Remedy } from '../../core/check.js';
import { StepFailed } from '../../core/error.js';
import type { Command, Outcome } from '../../core/shell.js';
import type { StepContext } from '../../core/step.js';
import { found, manualFixes } from '../../knowledge/found.js';
import { lastLines } from '../../tools/version.js';
import { minikubeHomeProbe } from './home.js';
import type { MinikubeFacts } from './probe.js';

/**
 * The volume of a node outlives its container, with the cluster's data in it. Minikube, however, takes the kubelet's
 * configuration that it finds there for a sign that the new container needs no set-up, and waits in vain. Without that
 * file it sets Kubernetes up anew, on the data that is there.
 */
export async function prepareNewContainer(
	{ ports, signal }: StepContext,
	{ profile, driver, nodeImage }: Pick<MinikubeFacts, 'profile' | 'driver' | 'nodeImage'>,
): Promise<void> {
	if (driver !== 'docker' || !nodeImage) return;
	// A volume that `docker run` made would be one that Minikube never deletes.
	const volume = await ports.shell.run(['docker', 'volume', 'inspect', profile], { signal, timeoutMs: 15_000 });
	if (volume.kind !== 'exited' || volume.code !== 0) return;
	const outcome = await ports.shell.run(forgetKubelet(profile, nodeImage), { signal, timeoutMs: 10 * 60_000 });
	if (outcome.kind === 'exited' && outcome.code === 0) return;
	signal.throwIfAborted();
	throw new StepFailed(`The volume of the node "${profile}" could not be prepared for a new container. Nothing in it was changed.`, {
		findings: [found('minikube.container-gone')],
		lastLines: outcome.kind === 'exited' ? lastLines(outcome.stderr) : [],
	});
}

const kubeletConfig = '/var/lib/kubelet/config.yaml';

export function forgetKubelet(profile: string, nodeImage: string): Command {
	const inVolume = ['--rm', '--network', 'none', '--volume', `${profile}:/var`, '--entrypoint', 'rm', nodeImage];
	return ['docker', 'run', ...inVolume, '-f', kubeletConfig];
}

export function forgetKubeletInside(profile: string): Command {
	return ['docker', 'exec', profile, 'sh', '-c', `test -e /etc/kubernetes/kubelet.conf || rm -f ${kubeletConfig}`];
}

/** The same where Minikube made the new container already, and waited in vain: its kubelet has settings, and nothing to reach the cluster with. */
export async function forgetForeignKubelet({ ports, signal }: StepContext, { profile, driver }: MinikubeFacts): Promise<void> {
	if (driver !== 'docker') return;
	// Where it cannot be asked, the start itself says why.
	await ports.shell.run(forgetKubeletInside(profile), { signal, timeoutMs: 15_000 });
}

/**
 * A node whose profile was deleted from ~/.minikube: Minikube would make a new profile around the running container, and
 * stop at an address that it does not know. The container goes; the volume stays, and what is in it comes back. A node of
 * another user, or of another MINIKUBE_HOME, has another authority and is not touched, by us or by Minikube.
 */
export async function giveUpForgottenNode(context: StepContext, profile: string): Promise<void> {
	const { ports, signal } = context;
	const ask = (...args: string[]) => ports.shell.run(['docker', ...args], { signal, timeoutMs: 15_000 });
	const format = '{{.Config.Image}} {{index .Config.Labels "name.minikube.sigs.k8s.io"}}';
	const node = await ask('container', 'inspect', '--format', format, profile);
	const [nodeImage, owner] = node.kind === 'exited' && node.code === 0 ? node.stdout.trim().split(' ') : [];
	if (!nodeImage || owner !== profile) return;
	const { folder } = await minikubeHomeProbe(profile).read(ports, signal);
	const [ours, theirs] = await Promise.all([
		folder === undefined ? undefined : readAuthority(folder),
		// As an archive with one file; this also works while the container is stopped.
		ask('cp', `${profile}:/var/lib/minikube/certs/ca.crt`, '-'),
	]);
	if (!ours || theirs.kind !== 'exited' || !theirs.stdout.includes(ours)) throw foreignNode(profile, folder);
	// First, so that a run that is cut off here is taken up again by the next one.
	await prepareNewContainer(context, { profile, driver: 'docker', nodeImage });
	await must(ports.shell.run(['docker', 'rm', '--force', profile], { signal, timeoutMs: 60_000 }));

	/** An empty file is none; its text would be found in any other. */
	async function readAuthority(home: string): Promise<string | undefined> {
		const text = await ports.files.read(`${home}/ca.crt`).catch(() => undefined);
		return text?.trim();
	}

	async function must(ending: Promise<Outcome>): Promise<void> {
		const outcome = await ending;
		if (outcome.kind === 'exited' && outcome.code === 0) return;
		signal.throwIfAborted();
		throw new StepFailed(`The container "${profile}" of a forgotten node could not be removed. Its volume is as it was.`, {
			findings: [found('minikube.container-gone')],
			lastLines: outcome.kind === 'exited' ? lastLines(outcome.stderr) : [],
		});
	}
}

function foreignNode(profile: string, folder: string | undefined): StepFailed {
	const says = `Docker has a node "${profile}" already, and it belongs to another Minikube. It was not touched.`;
	const because = `its authority is not the one in ${folder ?? 'a ~/.minikube of yours'}`;
	const named = (remedy: Remedy): Remedy =>
		remedy.kind === 'manual' && remedy.commands
			? { ...remedy, commands: remedy.commands.map((command) => command.replaceAll('NAME', profile)) }
			: remedy;
	const remedies = manualFixes('minikube.foreign-node').map(named);
	return new StepFailed(says, { findings: [found('minikube.foreign-node', { says, because, remedies })] });
}
