import {
	after,
	changeNamespace,
	changeRelease,
	ended,
	notInstalled,
	printed,
	type Reply,
	type SimulatedProgram,
	unknownCommand,
	without,
} from '../../core/simulation.js';
import type { SimulatedDeployment, SimulatedModel, SimulatedNamespace, SimulatedRelease, World } from '../../core/world.js';

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
	const components = ['backend', 'frontend', ...(['postgres', 'ollama'] as const).filter((name) => isOn(values, name))] as const;
	const deployments = components.map((component) => toDeployment(component, release, sets, values, current));
	const model = isOn(values, 'ollama') ? toModel(values, release, world.nowMs, current) : undefined;
	const made: SimulatedRelease = {
		status: 'deployed',
		revision,
		description,
		deployments,
		nodePort: nodePortOf(values),
		...(model ? { model } : {}),
		...(isOn(values, 'ingress') ? { ingress: ingressOf(values) } : {}),
	};
	const claims = components.flatMap((component) => claimOf(component, release, values)).map((claim) => ({ name: claim, release }));
	const installed = changeNamespace(next(made), profile, namespace, (each) => ({
		...each,
		claims: [...each.claims, ...claims.filter((claim) => !each.claims.some(({ name }) => name === claim.name))],
	}));
	const verb = current
		? `Release "${release}" has been upgraded. Happy Helming!`
		: `Release "${release}" does not exist. Installing it now.`;
	return printed(installed, [verb, `NAME: ${release}`, `NAMESPACE: ${namespace}`, 'STATUS: deployed', `REVISION: ${revision}`], 2);
}

function toDeployment(
	component: SimulatedDeployment['component'],
	release: string,
	sets: ReadonlyMap<string, string>,
	values: string,
	current: SimulatedRelease | undefined,
): SimulatedDeployment {
	const at = (key: string) => sets.get(`${component}.image.${key}`) ?? valueAt(sectionOf(values, component), key);
	const image = `${at('repository')}:${at('tag')}`;
	const ofDatabase = keyOfDatabase[valueAt(values, 'driver') ?? ''] ?? [];
	const keys = {
		backend: ['JWT_SECRET', ...(keyOfAi[valueAt(values, 'backend') ?? ''] ?? []), ...ofDatabase],
		postgres: ofDatabase,
		frontend: [],
		ollama: [],
	}[component];
	const checksum = keys.length > 0 ? `${sets.get('global.secrets.checksum')} ${values}` : '';
	const name = `${release}-${component}`;
	return {
		name,
		component,
		image,
		replicas: 1,
		mounts: keys.length > 0 ? { secret: sets.get('global.secrets.existingSecret') ?? '', keys } : undefined,
		template: `${image} ${checksum}`,
		pod: current?.deployments.find((each) => each.name === name)?.pod,
	};
}

const keyOfAi: Readonly<Record<string, readonly string[]>> = { openai: ['OPENAI_API_KEY'], gemini: ['GEMINI_API_KEY'] };
const keyOfDatabase: Readonly<Record<string, readonly string[]>> = { postgres: ['POSTGRES_PASSWORD'], external: ['DATABASE_URL'] };

/** The lines of one component in the values. */
function sectionOf(values: string, component: string): string {
	return new RegExp(`^${component}:\\n((?:[ #].*\\n|\\n)*)`, 'm').exec(values)?.[1] ?? '';
}

function valueAt(values: string, key: string): string | undefined {
	return new RegExp(`^ +${key}: "?([^"\\n]*)`, 'm').exec(values)?.[1];
}

function isOn(values: string, component: string): boolean {
	return valueAt(sectionOf(values, component), 'enabled') === 'true';
}

function ingressOf(values: string): NonNullable<SimulatedRelease['ingress']> {
	const mode = valueAt(sectionOf(values, 'global'), 'mode');
	return { host: valueAt(sectionOf(values, 'ingress'), 'host') ?? '', encrypted: mode !== undefined && mode !== 'none' };
}

/** Volumes: of SQLite, and of each server. */
function claimOf(component: SimulatedDeployment['component'], release: string, values: string): readonly string[] {
	if (component === 'backend') return valueAt(values, 'driver') === 'sqlite' ? [`${release}-backend-data`] : [];
	return component === 'frontend' ? [] : [`data-${release}-${component}-0`];
}

/** Another model is another job; one that is there already is not fetched again. */
function toModel(values: string, release: string, nowMs: number, current: SimulatedRelease | undefined): SimulatedModel {
	const name = valueAt(sectionOf(values, 'ollama'), 'model') ?? '';
	if (current?.model?.name === name && current.model.job) return current.model;
	const sum = [...name].reduce((all, letter) => (all * 31 + letter.charCodeAt(0)) >>> 0, 7).toString(16);
	return {
		name,
		job: { name: `${release}-ollama-pull-${sum}`, startedMs: nowMs },
		fetched: current?.model?.name === name && current.model.fetched,
	};
}

/** The port of the node, when the values ask for one; 0 lets the cluster choose. */
function nodePortOf(values: string): number | undefined {
	if (/type: "?NodePort/.exec(values) === null) return undefined;
	return Number(/nodePort: (\d+)/.exec(values)?.[1] ?? 0) || 31234;
}
