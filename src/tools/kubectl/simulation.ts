import {
	after,
	changeNamespace,
	ended,
	notInstalled,
	printed,
	type Reply,
	type SimulatedProgram,
	unknownCommand,
	without,
} from '../../core/simulation.js';
import type { SimulatedDeployment, SimulatedNamespace, World } from '../../core/world.js';
import { parseJson } from '../version.js';
import { settle } from './simulated-cluster.js';
import { type Call, get, notFound } from './simulated-get.js';
import { pullOutput } from './simulated-model.js';

export { settle };

const client = { clientVersion: { major: '1', minor: '33', gitVersion: 'v1.33.9' }, kustomizeVersion: 'v5.6.0' };

/** kubectl 1.33, and the API server behind each context. */
export const simulatedKubectl: SimulatedProgram = (world, args, { input }) => {
	if (!world.kubectl.installed) return notInstalled(world, 'kubectl');
	if (args[0] === 'version') return ended(world, 0, JSON.stringify(client));
	if (args[1] === 'use-context') {
		const [, , name = ''] = args;
		return name in world.kubectl.contexts
			? ended({ ...world, kubectl: { ...world.kubectl, current: name } }, 0, `Switched to context "${name}".\n`)
			: ended(world, 1, '', `error: no context exists with the name: "${name}"\n`);
	}
	if (args[0] === 'config') return ended(world, 0, JSON.stringify(configOf(world), undefined, 4));
	const context = after(args, '--context') ?? '';
	const namespace = after(args, '--namespace', '-n') ?? 'default';
	const server = world.kubectl.contexts[context];
	if (!server) return ended(world, 1, '', `error: context "${context}" does not exist\n`);
	const profile = world.minikube.profiles[context];
	if (profile?.state !== 'running' || server !== `https://${profile.ip}:8443`) {
		return ended(
			world,
			1,
			'',
			`The connection to the server ${server.replace('https://', '')} was refused - did you specify the right host or port?\n`,
		);
	}
	const words = args.filter(
		(arg, index) => !arg.startsWith('--') && !['--context', '--namespace', '-n'].includes(args[index - 1] ?? '') && arg !== '-n',
	);
	const call = { world, args, words, context, namespace, found: profile.namespaces[namespace] };
	switch (words[0]) {
		case 'get':
			return get(call);
		case 'apply':
			return apply(call, input);
		case 'delete':
			return remove(call);
		case 'rollout':
			return printed(world, [`deployment "${words[2]?.split('/')[1]}" successfully rolled out`], 5);
		case 'version':
			return ended(world, 0, JSON.stringify({ ...client, serverVersion: { gitVersion: 'v1.33.1' } }));
		case 'auth':
			return ended(world, 0, 'yes\n');
		case 'patch':
			return patchSecret(call);
		case 'exec':
			return fetchModel(call);
		case 'logs': {
			const pulling = Object.values(call.found?.releases ?? {}).find(({ model }) => model?.job && words[1]?.startsWith(model.job.name));
			if (pulling) return ended(world, 0, pullOutput(pulling, world));
			return ended(
				world,
				0,
				world.faults.crash ? 'Error: DATABASE_DRIVER "sqlit" is not known.\n' : '{"level":"info","msg":"listening"}\n',
			);
		}
		default:
			return unknownCommand('kubectl', args);
	}
};

/** `kubectl patch secret NAME --type=json -p [{"op": "remove", ...}]`. */
function patchSecret({ world, args, words, context, namespace, found }: Call): Reply {
	const name = words[2] ?? '';
	const secret = found?.secrets[name];
	if (!secret) return notFound(world, 'secrets', name);
	const patch = parseJson(after(args, '-p') ?? '') as readonly { readonly path: string }[];
	const gone = new Set(patch.map(({ path }) => path.replace('/data/', '')));
	const left = Object.fromEntries(Object.entries(secret).filter(([key]) => !gone.has(key)));
	const next = changeNamespace(world, context, namespace, (each) => ({ ...each, secrets: { ...each.secrets, [name]: left } }));
	return ended(next, 0, `secret/${name} patched\n`);
}

/** `kubectl exec statefulset/NAME -- ollama pull MODEL`. */
function fetchModel({ world, args, words, context, namespace, found }: Call): Reply {
	const id = words[1]?.replace(/^statefulset\//, '').replace(/-ollama$/, '') ?? '';
	const release = found?.releases[id];
	// A server that is told its new password; what it is told is not printed.
	if (words.includes('psql')) return ended(world, 0, '');
	if (words.slice(2, 4).join(' ') !== 'ollama pull') return unknownCommand('kubectl', args);
	if (!release?.model) return notFound(world, 'statefulsets.apps', `${id}-ollama`);
	if (world.faults.model) return ended(world, 1, '', pullOutput(release, world));
	const fetched = { ...release, model: { ...release.model, fetched: true } };
	const next = changeNamespace(world, context, namespace, (each) => ({ ...each, releases: { ...each.releases, [id]: fetched } }));
	return printed(next, pullOutput(fetched, world).trim().split('\n'), 15);
}

function configOf({ kubectl: { contexts, current } }: World) {
	const names = Object.keys(contexts);
	return {
		kind: 'Config',
		apiVersion: 'v1',
		preferences: {},
		clusters: names.length === 0 ? null : names.map((name) => ({ name, cluster: { server: contexts[name] } })),
		users: names.length === 0 ? null : names.map((name) => ({ name, user: {} })),
		contexts: names.length === 0 ? null : names.map((name) => ({ name, context: { cluster: name, user: name, namespace: 'default' } })),
		'current-context': current,
	};
}

interface Manifest {
	readonly kind: 'Namespace' | 'Secret';
	readonly metadata: {
		readonly name: string;
		readonly labels?: Readonly<Record<string, string>>;
		readonly annotations?: Readonly<Record<string, string>>;
	};
	readonly data?: Readonly<Record<string, string>>;
}

function apply({ world, context, namespace, found }: Call, input: string): Reply {
	const manifest = parseJson(input) as Manifest | undefined;
	if (!manifest) return ended(world, 1, '', 'error: no objects passed to apply\n');
	const { kind, metadata, data = {} } = manifest;
	if (kind === 'Namespace') {
		const profile = world.minikube.profiles[context];
		if (!profile) return notFound(world, 'namespaces', metadata.name);
		const next: SimulatedNamespace = {
			secrets: {},
			releases: {},
			claims: [],
			...profile.namespaces[metadata.name],
			labels: { ...metadata.labels },
		};
		const profiles = {
			...world.minikube.profiles,
			[context]: { ...profile, namespaces: { ...profile.namespaces, [metadata.name]: next } },
		};
		return ended({ ...world, minikube: { ...world.minikube, profiles } }, 0, `namespace/${metadata.name} serverside-applied\n`);
	}
	if (!found) return notFound(world, 'namespaces', namespace);
	const annotations = Object.entries(metadata.annotations ?? {});
	const keys = Object.fromEntries(
		Object.entries(data).map(([key, base64]) => [key, { base64, annotation: annotations.find(([name]) => name.endsWith(`.${key}`)) }]),
	);
	const applied = changeNamespace(world, context, namespace, (each) => ({
		...each,
		secrets: { ...each.secrets, [metadata.name]: { ...each.secrets[metadata.name], ...keys } },
	}));
	return ended(applied, 0, `secret/${metadata.name} serverside-applied\n`);
}

function remove({ world, args, words, context, namespace, found }: Call): Reply {
	const [, kind, name = ''] = words;
	const [release = '', component] = (after(args, '-l') ?? '').split(',').map((part) => part.split('=')[1]);
	switch (kind) {
		case 'pod': {
			// By selector, or by name.
			const isMeant = (id: string, one: SimulatedDeployment) =>
				release ? id === release && (!component || one.component === component) : words.slice(2).includes(one.pod?.name ?? '');
			const next = changeNamespace(world, context, namespace, (each) => ({
				...each,
				releases: Object.fromEntries(
					Object.entries(each.releases).map(([id, there]) => [
						id,
						{ ...there, deployments: there.deployments.map((one) => (isMeant(id, one) ? { ...one, pod: undefined } : one)) },
					]),
				),
			}));
			return ended(next, 0, 'pod deleted\n');
		}
		case 'namespace': {
			if (!found) return notFound(world, 'namespaces', name);
			const profile = world.minikube.profiles[context];
			if (!profile) return notFound(world, 'namespaces', name);
			const profiles = { ...world.minikube.profiles, [context]: { ...profile, namespaces: without(profile.namespaces, name) } };
			return ended(
				{ ...world, minikube: { ...world.minikube, profiles }, data: withoutData(world, `${context}/${namespace}/`) },
				0,
				`namespace "${name}" deleted\n`,
			);
		}
		case 'secret':
			return ended(
				changeNamespace(world, context, namespace, (each) => ({ ...each, secrets: without(each.secrets, name) })),
				0,
				`secret "${name}" deleted\n`,
			);
		case 'persistentvolumeclaims': {
			const next = changeNamespace(world, context, namespace, (each) => ({
				...each,
				claims: each.claims.filter((claim) => claim.release !== release),
			}));
			return ended({ ...next, data: withoutData(world, `${context}/${namespace}/`) }, 0, `persistentvolumeclaim deleted\n`);
		}
		default:
			return unknownCommand('kubectl', args);
	}
}

function withoutData({ data }: World, place: string): World['data'] {
	return Object.fromEntries(Object.entries(data).filter(([key]) => !key.startsWith(place)));
}
