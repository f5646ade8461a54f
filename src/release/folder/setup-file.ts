import type { Answers } from '../../core/question.js';
import type { Wanted } from './yaml-merge.js';

/** The name of the answers' file in the folder. */
export const setupFile = 'setup.yaml';

/** What each answer means, for the comment beside it; the order is that of the file. */
const remembered: readonly (readonly [id: string, comment: string])[] = [
	['cluster', 'minikube, or none for this machine without Kubernetes'],
	['environment', 'dev, staging or prod: which values file is used'],
	['ai', 'openai, gemini, ollama, compatible or none: who answers in the chat'],
	['aiBaseUrl', 'address of an OpenAI-compatible server'],
	['aiModel', 'model of the AI provider'],
	['database', 'sqlite (a file on a volume), postgres (a server in the cluster) or external (a server of yours)'],
	['exposure', 'nodeport, ingress or port-forward: how the browser reaches the app'],
	['host', 'name of the app, for ingress'],
	['tls', 'none or selfSigned: encryption, for ingress'],
	['release', 'name of the Helm release'],
	['namespace', 'namespace of the release'],
	['profile', 'Minikube profile, also the kubectl context'],
	['nodePort', 'port of the node, for nodeport'],
	['port', 'port of this machine, for port-forward and none'],
	['baseNode', 'base image of the backend, and of both builds'],
	['baseWeb', 'base image of the web server'],
	['postgresImage', 'image of Postgres in the cluster'],
	['ollamaImage', 'image of Ollama in the cluster'],
	['npmRegistry', 'npm registry for the builds, where the public one is not reachable'],
	['registryMirror', 'image registry mirror for a new cluster'],
	['caFile', 'certificate authority of a company network, for the builds'],
];

/** The answers that belong into setup.yaml; never a secret. */
export function toSetupValues(answers: Answers): Wanted {
	return Object.fromEntries(remembered.flatMap(([id]) => (answers[id] === undefined || answers[id] === '' ? [] : [[id, answers[id]]])));
}

/** A new setup.yaml, with a comment on each answer. */
export function newSetupFile(answers: Answers): string {
	const values = toSetupValues(answers);
	const lines = remembered
		.filter(([id]) => values[id] !== undefined)
		.map(([id, comment]) => `# ${comment}\n${id}: ${JSON.stringify(values[id])}\n`);
	return `# Your answers. Edit them and run "npx todo-k8s-setup" again, or delete this file to be asked anew.\n# There is no secret in here.\n\n${lines.join('\n')}`;
}
