import {
	after,
	changeNamespace,
	changeRelease,
	ended,
	notInstalled,
	printed,
	type Reply,
	type SimulatedDeployment,
	type SimulatedNamespace,
	type SimulatedProgram,
	type SimulatedRelease,
	unknownCommand,
	type World,
	without,
} from '../../core/simulation.js';

/** Helm 4.1 and the releases in each cluster. */
export const simulatedHelm: SimulatedProgram = (world, args) => {
	const { version } = world.helm;
	if (!version) return notInstalled(world, 'helm');
	if (args[0] === 'version') return ended(world, 0, version);
	const context = after(args, '--kube-context') ?? '';
	const namespace = after(args, '--namespace') ?? 'default';
	const profile = world.minikube.profiles[context];
	const server = world.kubectl.contexts[context];
	if (!server) return ended(world, 1, '', `Error: kubernetes cluster unreachable: context "${context}" does not exist\n`);
	if (profile?.state !== 'running')
		return ended(world, 1, '', `Error: kubernetes cluster unreachable: Get "${server}/version": dial tcp: connect: connection refused\n`);
	const name = args[1] ?? '';
	const found = profile.namespaces[namespace];
	const release = found?.releases[name];
	const place = { profile: context, namespace, release: name };
	switch (args[0]) {
		case 'status':
			return release
				? ended(world, 0, JSON.stringify(toStatus(name, namespace, release)))
				: ended(world, 1, '', 'Error: release: not found\n');
		case 'upgrade':
			return upgrade({ world, args, ...place, found, current: release });
		case 'uninstall':
			if (!release)
				return ended(world, args.includes('--ignore-not-found') ? 0 : 1, '', 'Error: uninstall: Release not loaded: release: not found\n');
			return printed(
				changeNamespace(world, context, namespace, (each) => ({ ...each, releases: without(each.releases, name) })),
				[`release "${name}" uninstalled`],
				3,
			);
		case 'rollback':
			return printed(
				changeRelease(world, place, (each) => ({
					...each,
					status: 'deployed',
					revision: each.revision + 1,
					description: `Rollback to ${each.revision - 1}`,
				})),
				['Rollback was a success! Happy Helming!'],
				2,
			);
		default:
			return unknownCommand('helm', args);
	}
};

function toStatus(name: string, namespace: string, { status, revision, description }: SimulatedRelease) {
	return { name, info: { description, status }, config: {}, version: revision, namespace, apply_method: 'ssa' };
}

interface Upgrade {
	readonly world: World;
	readonly args: readonly string[];
	readonly profile: string;
	readonly namespace: string;
	readonly release: string;
	readonly found: SimulatedNamespace | undefined;
	readonly current: SimulatedRelease | undefined;
}

function upgrade({ world, args, profile, namespace, release, found, current }: Upgrade): Reply {
	if (!found) return ended(world, 1, '', `Error: namespaces "${namespace}" not found\n`);
	if (current?.status.startsWith('pending'))
		return ended(world, 1, '', 'Error: UPGRADE FAILED: another operation (install/upgrade/rollback) is in progress\n');
	const revision = (current?.revision ?? 0) + 1;
	const description = after(args, '--description') ?? 'Upgrade complete';
	const next = (made: SimulatedRelease) =>
		changeNamespace(world, profile, namespace, (each) => ({ ...each, releases: { ...each.releases, [release]: made } }));
	const { helmUpgrade } = world.faults;
	if (helmUpgrade) {
		const broken: SimulatedRelease = {
			status: 'failed',
			revision,
			description,
			deployments: current?.deployments ?? [],
			nodePort: current?.nodePort,
		};
		return { ...ended(next(broken), 1, '', helmUpgrade), seconds: 2 };
	}
	const sets = new Map(
		args.flatMap((arg, index) => (args[index - 1] === '--set-string' ? [arg.split(/=(.*)/s).slice(0, 2) as [string, string]] : [])),
	);
	const values = world.files[after(args, '--values') ?? '']?.text ?? '';
	const deployments = (['backend', 'frontend'] as const).map((component) => toDeployment(component, release, sets, values, current));
	const made: SimulatedRelease = { status: 'deployed', revision, description, deployments, nodePort: nodePortOf(values) };
	const claim = { name: `${release}-backend-data`, release };
	const installed = changeNamespace(next(made), profile, namespace, (each) => ({
		...each,
		claims: each.claims.some(({ name }) => name === claim.name) ? each.claims : [...each.claims, claim],
	}));
	const verb = current
		? `Release "${release}" has been upgraded. Happy Helming!`
		: `Release "${release}" does not exist. Installing it now.`;
	return printed(installed, [verb, `NAME: ${release}`, `NAMESPACE: ${namespace}`, 'STATUS: deployed', `REVISION: ${revision}`], 2);
}

function toDeployment(
	component: 'backend' | 'frontend',
	release: string,
	sets: ReadonlyMap<string, string>,
	values: string,
	current: SimulatedRelease | undefined,
): SimulatedDeployment {
	const image = `${sets.get(`${component}.image.repository`)}:${sets.get(`${component}.image.tag`)}`;
	const checksum = component === 'backend' ? `${sets.get('backend.secrets.checksum')} ${values}` : '';
	const keys = ['JWT_SECRET', ...(keyOfAi[/^\s+backend: "?(\w+)/m.exec(values)?.[1] ?? ''] ?? [])];
	const name = `${release}-${component}`;
	return {
		name,
		component,
		image,
		replicas: 1,
		mounts: component === 'backend' ? { secret: sets.get('backend.secrets.existingSecret') ?? '', keys } : undefined,
		template: `${image} ${checksum}`,
		pod: current?.deployments.find((each) => each.name === name)?.pod,
	};
}

const keyOfAi: Readonly<Record<string, readonly string[]>> = { openai: ['OPENAI_API_KEY'], gemini: ['GEMINI_API_KEY'] };

/** The port of the node, when the values ask for one; 0 lets the cluster choose. */
function nodePortOf(values: string): number | undefined {
	if (/type: "?NodePort/.exec(values) === null) return undefined;
	return Number(/nodePort: (\d+)/.exec(values)?.[1] ?? 0) || 31234;
}
