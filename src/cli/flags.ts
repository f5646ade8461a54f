import { scenarioNames } from '../demo/scenarios/names.js';

/** One flag of the command line; --help, completion and the parser read this table. */
export interface Flag {
	readonly name: string;
	/** What its value looks like; a flag without one is a switch. */
	readonly value?: string;
	readonly says: string;
	/** Commands it belongs to; without them it belongs to all. */
	readonly commands?: readonly string[];
	/** It may be given several times. */
	readonly many?: boolean;
}

const settingUp = ['', 'up', 'plan', 'doctor', 'render'];

export const flags: readonly Flag[] = [
	{ name: 'dir', value: 'FOLDER', says: 'the folder of the setup (default: todo-k8s, or . where one was set up)' },
	{ name: 'yes', says: 'approve the plan; never approves the loss of data' },
	{ name: 'json', says: 'one JSON event a line on stdout' },
	{ name: 'plain', says: 'lines only, for screen readers and logs' },
	{ name: 'verbose', says: 'show the output of every program' },
	{ name: 'no-color', says: 'no colours' },
	{ name: 'timeout', value: 'SECONDS', says: 'stop after this long' },
	{ name: 'answers', value: 'FILE', says: 'read answers from a YAML or JSON file' },
	{ name: 'secrets-from', value: 'FILE', says: 'read secrets from a file of KEY=VALUE lines, or from stdin with -' },

	{ name: 'cluster', value: 'minikube|none', says: 'where it runs', commands: settingUp },
	{ name: 'env', value: 'dev|staging|prod', says: 'what it is for', commands: settingUp },
	{ name: 'ai', value: 'openai|gemini|ollama|compatible|none', says: 'who answers in the chat', commands: settingUp },
	{ name: 'ai-base-url', value: 'URL', says: 'address of an OpenAI-compatible server', commands: settingUp },
	{ name: 'ai-model', value: 'NAME', says: 'model of the AI provider', commands: settingUp },
	{ name: 'database', value: 'sqlite|postgres|external', says: 'where the data lives', commands: settingUp },
	{ name: 'exposure', value: 'nodeport|ingress|port-forward', says: 'how the browser reaches the app', commands: settingUp },
	{ name: 'host', value: 'NAME', says: 'name of the app, for ingress (todo.local)', commands: settingUp },
	{ name: 'tls', value: 'none|selfSigned', says: 'encryption, for ingress', commands: settingUp },
	{ name: 'node-port', value: 'PORT', says: 'port of the node (30080)', commands: settingUp },
	{ name: 'port', value: 'PORT', says: 'port of this machine (3000, or the next free one)', commands: settingUp },
	{ name: 'profile', value: 'NAME', says: 'Minikube profile (minikube)', commands: settingUp },
	{ name: 'release', value: 'NAME', says: 'name of the Helm release (todo)', commands: settingUp },
	{ name: 'namespace', value: 'NAME', says: 'namespace of the release (todo)', commands: [...settingUp, 'diagnose'] },
	{ name: 'base-node', value: 'IMAGE', says: 'base image with Node', commands: settingUp },
	{ name: 'base-web', value: 'IMAGE', says: 'base image of the web server', commands: settingUp },
	{ name: 'postgres-image', value: 'IMAGE', says: 'image of Postgres in the cluster', commands: settingUp },
	{ name: 'ollama-image', value: 'IMAGE', says: 'image of Ollama in the cluster', commands: settingUp },
	{ name: 'npm-registry', value: 'URL', says: 'npm registry for the builds', commands: settingUp },
	{ name: 'registry-mirror', value: 'URL', says: 'image registry mirror for a new cluster', commands: settingUp },
	{ name: 'ca-file', value: 'FILE', says: 'certificate authority of a company network, for builds and downloads', commands: settingUp },
	{ name: 'tools-mirror', value: 'URL', says: 'where to get Minikube, kubectl and Helm instead of their publishers', commands: settingUp },
	{ name: 'install-tools', says: 'install what is missing of Minikube, kubectl and Helm for this user', commands: ['', 'up', 'plan'] },
	{ name: 'report', says: 'print a text to paste into an issue, without names of yours', commands: ['doctor'] },
	{ name: 'fix', says: 'apply the remedies that we can and that lose nothing', commands: ['doctor'] },

	{ name: 'restart', says: 'also end the backend and see it come back with its data', commands: ['verify'] },
	{ name: 'out', value: 'FOLDER', says: 'where the files go (default: manifests in the folder)', commands: ['render'] },
	{
		name: 'delete-data',
		says: 'also delete tasks, accounts and the namespace; with restore, replace them',
		commands: ['', 'up', 'down', 'restore'],
	},
	{ name: 'delete-cluster', says: 'also delete the Minikube cluster', commands: ['down'] },
	{ name: 'context', value: 'NAME', says: 'context of kubectl to look into', commands: ['diagnose'] },
	{ name: 'command', value: 'TEXT', says: 'the command that printed the output', commands: ['explain'] },
	{ name: 'platform', value: 'NAME', says: 'where: linux, macos, windows, wsl2 or unknown', commands: ['explain'] },
	{
		name: 'fact',
		value: 'KEY=VALUE',
		says: 'what else is known, e.g. "kubectl get pods=..."; repeatable',
		commands: ['explain'],
		many: true,
	},
	{ name: 'record', value: 'FILE', says: 'also write what is shown into an asciicast', commands: ['demo'] },
	{ name: 'fast', says: 'wait for no reader', commands: ['demo'] },
	{ name: 'help', says: 'this text' },
	{ name: 'version', says: 'the version' },
];

export interface CommandHelp {
	readonly name: string;
	readonly argument?: string;
	/** A word that may follow the argument. */
	readonly detail?: string;
	/** The only words that the argument may be. */
	readonly takes?: readonly string[];
	readonly says: string;
}

export const commands: readonly CommandHelp[] = [
	{ name: '', says: 'the wizard: inspect, ask, show the plan, run it, verify, open' },
	{ name: 'up', says: 'the same without questions' },
	{ name: 'doctor', says: 'look at this machine only; --fix puts right what we can' },
	{ name: 'plan', says: 'what a run would do; changes nothing' },
	{ name: 'verify', says: 'try the running app' },
	{ name: 'status', says: 'what there is, on one screen' },
	{ name: 'open', says: 'open the app in the browser' },
	{ name: 'logs', argument: '[backend|frontend]', takes: ['backend', 'frontend'], says: 'follow the logs' },
	{ name: 'diagnose', argument: '[pod]', says: 'what is wrong with the workloads, and where it comes from' },
	{ name: 'explain', argument: '[id]', says: 'name the cause of a failing output (on stdin), or tell about a finding' },
	{ name: 'demo', argument: '[scenario]', takes: scenarioNames, says: 'a guided tour over simulated tools; needs nothing but Node' },
	{ name: 'render', says: 'write the objects as files, for kubectl apply, Kustomize, Argo CD and Flux' },
	{ name: 'backup', says: 'copy tasks and accounts now' },
	{ name: 'restore', argument: '[file]', says: 'put a copy in their place: the newest, or the one that is named' },
	{
		name: 'secrets',
		argument: '[list|set|rotate]',
		detail: '[KEY]',
		takes: ['list', 'set', 'rotate'],
		says: 'names of the secrets; a new value of yours, or of ours',
	},
	{ name: 'rollback', argument: '[revision]', says: 'go back to an earlier revision, after showing what would change' },
	{ name: 'down', says: 'take it away again, data only when asked' },
	{
		name: 'completion',
		argument: '[bash|zsh|fish|powershell]',
		takes: ['bash', 'zsh', 'fish', 'powershell'],
		says: 'print a script by which your shell completes commands and flags',
	},
];

/** A flag belongs to a command when it lists it, or lists none. */
export function belongsTo(flag: Flag, command: string): boolean {
	return flag.commands === undefined || flag.commands.includes(command);
}
