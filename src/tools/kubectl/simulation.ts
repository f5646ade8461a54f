import { after, ended, notInstalled, printed, type SimulatedProgram, unknownCommand } from '../../core/simulation.js';
import type { World } from '../../core/world.js';
import { settle } from './simulated-cluster.js';
import { get } from './simulated-get.js';
import { pullOutput } from './simulated-model.js';
import { apply, fetchModel, patchSecret, remove } from './simulated-writes.js';

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
