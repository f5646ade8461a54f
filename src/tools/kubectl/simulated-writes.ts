import { after, changeNamespace, ended, printed, type Reply, unknownCommand, without } from '../../core/simulation.js';
import type { SimulatedDeployment, SimulatedNamespace, World } from '../../core/world.js';
import { parseJson } from '../version.js';
import { type Call, notFound } from './simulated-get.js';
import { pullOutput } from './simulated-model.js';

/** `kubectl patch secret NAME --type=json -p [{"op": "remove", ...}]`. */
export function patchSecret({ world, args, words, context, namespace, found }: Call): Reply {
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
export function fetchModel({ world, args, words, context, namespace, found }: Call): Reply {
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

interface Manifest {
	readonly kind: 'Namespace' | 'Secret';
	readonly metadata: {
		readonly name: string;
		readonly labels?: Readonly<Record<string, string>>;
		readonly annotations?: Readonly<Record<string, string>>;
	};
	readonly data?: Readonly<Record<string, string>>;
}

/** `kubectl apply`, of a namespace or a Secret. */
export function apply({ world, context, namespace, found }: Call, input: string): Reply {
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

/** `kubectl delete`, for exactly what we delete. */
export function remove({ world, args, words, context, namespace, found }: Call): Reply {
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
