import type { Check, Finding } from '../../src/core/check.js';
import type { CheckEvent, RunEvent, StepEvent } from '../../src/core/event.js';
import type { Place } from '../../src/core/front-end.js';
import type { Plan } from '../../src/core/plan.js';
import type { Question } from '../../src/core/question.js';
import type { Report } from '../../src/core/report.js';
import type { Step } from '../../src/core/step.js';

const goal: Check = { id: 'sample.goal', title: 'The goal is reached', needs: {}, diagnose: () => [] };

export function sampleStep(id: string, title: string, done: string, more: Partial<Step> = {}): Step {
	return { id, title, done, goal, after: [], preview: [`run ${id}`], run: async () => {}, ...more };
}

const steps = {
	docker: sampleStep('docker.start', 'Docker is running', 'Docker running'),
	helm: sampleStep('helm.install', 'Install Helm 4.1 for this user', 'Helm 4.1.4 installed', { costs: '18 MB', seconds: 5 }),
	cluster: sampleStep('cluster.create', 'Create the cluster "minikube"', 'Cluster created', {
		costs: '2 CPU · 4 GiB',
		seconds: 90,
		preview: ['minikube start --profile minikube --driver docker --cpus 2 --memory 4g --kubernetes-version v1.36.0'],
	}),
	release: sampleStep('release.install', 'Install the release "todo"', 'Release installed', { seconds: 30, after: ['cluster.create'] }),
};

export const plan: Plan = {
	dir: './todo-k8s',
	elsewhere: ['Helm into ~/.local/bin'],
	items: [
		{ step: steps.docker, holds: true, findings: [] },
		{ step: steps.helm, holds: false, findings: [] },
		{ step: steps.cluster, holds: false, findings: [] },
		{ step: steps.release, holds: false, findings: [] },
	],
	files: [
		{ path: 'setup.yaml', before: undefined, after: 'cluster: minikube\n' },
		{ path: 'values/values-dev.yaml', before: 'mode: openai\nreplicas: 1\n', after: 'mode: none\nreplicas: 1\n', conflict: true },
	],
};

export const containerGone: Finding = {
	id: 'minikube.container-gone',
	severity: 'blocker',
	says: 'The cluster\'s container is gone. The profile "minikube" remembers a node that Docker does not have any more.',
	because: ['minikube status: host Nonexistent · ', { command: 'docker ps -a' }, ': no "minikube"'],
	cause: 'minikube-container-deleted',
	remedies: [
		{ kind: 'step', says: 'Create it again', costs: 'about 1 min 30 s · what ran in it is lost', step: steps.cluster },
		{ kind: 'answer', says: 'Use kind instead', costs: 'kind 0.33 is here', answers: { cluster: 'kind' } },
		{ kind: 'ask', says: 'Choose another cluster', question: 'cluster' },
	],
};

export const integrationOff: Finding = {
	id: 'wsl.integration-off',
	severity: 'blocker',
	says: 'Docker Desktop does not share this WSL distribution',
	remedies: [
		{
			kind: 'manual',
			says: 'Open Docker Desktop > Settings > Resources > WSL integration\nSwitch on "Ubuntu-24.04" and press "Apply & restart"',
			commands: ['docker version'],
			docs: 'https://docs.docker.com/desktop/features/wsl/',
		},
		{ kind: 'answer', says: 'Run without Kubernetes', costs: 'on this machine', answers: { cluster: 'none' } },
	],
};

export const helmMissing: Finding = { id: 'helm.missing', severity: 'warning', says: 'Helm is not installed.', remedies: [] };

export const aiQuestion: Question = {
	id: 'ai',
	flag: 'ai',
	env: ['TODO_K8S_AI'],
	asks: 'Which AI answers in the chat?',
	help: 'Used by the chat only.',
	fallback: 'none',
	options: [
		{ value: 'openai', title: 'OpenAI', hint: 'a key · nothing to download' },
		{ value: 'ollama', title: 'Ollama', refused: 'needs 2 GiB of memory, 1 GiB is free' },
		{ value: 'none', title: 'None', hint: 'built-in commands, works offline' },
	],
};

export const keyQuestion: Question = {
	id: 'openai-key',
	env: ['TODO_K8S_OPENAI_KEY', 'OPENAI_API_KEY'],
	asks: 'OpenAI key',
	help: 'Kept in the cluster as a Secret.',
	secret: true,
	problem: (raw) => (raw.startsWith('sk-') ? undefined : 'A key begins with "sk-".'),
};

export const hostQuestion: Question = {
	id: 'host',
	flag: 'host',
	env: ['TODO_K8S_HOST'],
	asks: 'Which host name?',
	fallback: 'todo.localhost',
};

export function place(index: number, total: number, more: Partial<Place> = {}): Place {
	return { index, total, canGoBack: index > 1, ...more };
}

export function checkEvent(
	id: string,
	state: CheckEvent['state'],
	subject: string,
	fact?: string,
	findings: readonly Finding[] = [],
): CheckEvent {
	return { event: 'check', phase: 'inspect', id, state, row: fact === undefined ? { subject } : { subject, fact }, findings };
}

export function stepEvent(id: string, title: string, state: StepEvent['state'], more: Partial<StepEvent> = {}): StepEvent {
	return { event: 'step', id, title, state, ...more };
}

export const started: RunEvent = {
	event: 'start',
	command: 'wizard',
	version: '1.0.0',
	dir: './todo-k8s',
	logFile: '~/.local/state/run.log',
};

export const inspected: readonly RunEvent[] = [
	started,
	{ event: 'phase', phase: 'inspect' },
	checkEvent('docker.running', 'holds', 'Docker 28.2 (Engine)', 'running · 15.5 GiB for containers'),
	checkEvent('minikube.running', 'blocker', 'Minikube 1.39', 'profile "minikube": its container is gone', [containerGone]),
	checkEvent('helm.installed', 'warning', 'Helm', 'not installed · we can do that (18 MB)', [helmMissing]),
];

export function reportOf(outcome: Report['outcome'], exitCode: number, says: string, more: Partial<Report> = {}): Report {
	return {
		outcome,
		exitCode,
		says,
		verified: [],
		findings: [],
		causes: [],
		done: [],
		held: [],
		left: [],
		lastLines: [],
		next: [],
		seconds: 171,
		...more,
	};
}

export const ready = reportOf('ready', 0, 'Your Todo Chatbot is running', {
	url: 'http://localhost:30080',
	verified: [
		{ id: 'app.pods', title: 'pods', holds: true, figure: '3 of 3' },
		{ id: 'app.accounts', title: 'sign up, log in', holds: true },
		{ id: 'app.latency', title: 'p95', holds: true, figure: '31 ms' },
	],
	next: ['todo-k8s-setup status'],
});
