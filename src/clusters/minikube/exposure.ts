import type { Known } from '../../core/check.js';
import type { Answers, Option, Question } from '../../core/question.js';
import { dockerProbe } from '../../tools/docker/probe.js';
import { hostProbe } from '../../tools/host/probe.js';

export const defaultHost = 'todo.local';

/** How the browser gets in, and what that way has to know. */
export function exposureQuestions(known: Known, { exposure, environment }: Answers): readonly Question[] {
	switch (exposure) {
		case 'nodeport':
			return [exposureQuestion(known), nodePort];
		case 'ingress':
			return [exposureQuestion(known), host, tls(environment)];
		default:
			return [exposureQuestion(known)];
	}
}

const nodePort: Question = {
	id: 'nodePort',
	flag: 'node-port',
	env: ['TODO_K8S_NODE_PORT'],
	asks: 'Which port of the node?',
	fallback: '30080',
	quiet: true,
	problem(raw) {
		const port = Number(raw);
		return Number.isInteger(port) && port >= 30_000 && port <= 32_767
			? undefined
			: `"${raw}" is not a NodePort; it takes a whole number from 30000 to 32767.`;
	},
};

const host: Question = {
	id: 'host',
	flag: 'host',
	env: ['TODO_K8S_HOST'],
	asks: 'Under which name?',
	help: 'One that you own, or one of your own making; then this machine has to be told where it leads, and we say how.',
	fallback: defaultHost,
	problem: (raw) =>
		/^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+$/.test(raw)
			? undefined
			: `"${raw}" is not the name of a host; it looks like ${defaultHost}, in lower-case letters.`,
};

/** What people rely on is encrypted, and its chart would refuse anything else. */
function tls(environment: string | undefined): Question {
	const strict = environment === 'prod';
	return {
		id: 'tls',
		flag: 'tls',
		env: ['TODO_K8S_TLS'],
		asks: 'Encrypted?',
		options: [
			{
				value: 'none',
				title: 'No',
				hint: 'http',
				...(strict ? { refused: 'Production does not go over the network unencrypted; use selfSigned.' } : {}),
			},
			{ value: 'selfSigned', title: 'With a certificate of its own', hint: 'https · the browser warns of it once' },
		],
		fallback: strict ? 'selfSigned' : 'none',
		quiet: true,
	};
}

/** The driver's network decides what a browser can reach: only on plain Linux is the node's address open to this machine. */
function exposureQuestion(known: Known): Question {
	const machine = known(hostProbe(''));
	const docker = known(dockerProbe);
	// What is not known yet refuses nothing: an answer from an earlier run was judged then.
	const nodeReachable = (machine === undefined || machine.platform === 'linux') && docker?.kind !== 'Desktop';
	const byNode = (option: Option): Option => (nodeReachable ? option : { ...option, refused: unreachable });
	return {
		id: 'exposure',
		flag: 'exposure',
		env: ['TODO_K8S_EXPOSURE'],
		asks: 'How will the browser reach the app?',
		help: 'Can be changed later by running this again.',
		options: [
			byNode({ value: 'nodeport', title: 'NodePort', hint: 'a port of the cluster node · needs nothing running' }),
			byNode({ value: 'ingress', title: 'Ingress', hint: `a name such as ${defaultHost} · 90 MiB of memory for its controller` }),
			{ value: 'port-forward', title: 'Port-forward', hint: 'http://localhost · a kubectl of ours goes on in the background' },
		],
		fallback: nodeReachable ? 'nodeport' : 'port-forward',
	};
}

const unreachable = 'The node is inside Docker Desktop here, and its address is not reachable from this machine; choose port-forward.';
