import { defaultOllamaImage } from '../ai/ollama/index.js';
import { portProblem } from '../core/port.js';
import type { Question } from '../core/question.js';
import { defaultPostgresImage } from '../database/postgres/index.js';
import { defaultBaseNode, defaultBaseWeb } from '../release/images/image.js';

/** Answers that the wizard never asks for, because the default is right for nearly everybody. */
export const settingsQuestions: readonly Question[] = [
	setting('release', 'release', 'Name of the Helm release', 'todo', nameProblem),
	setting('namespace', 'namespace', 'Namespace of the release', 'todo', nameProblem),
	setting('port', 'port', 'Port of this machine', '3000', portProblem),
	setting('baseNode', 'base-node', 'Base image with Node', defaultBaseNode, imageProblem),
	setting('baseWeb', 'base-web', 'Base image of the web server', defaultBaseWeb, imageProblem),
	setting('postgresImage', 'postgres-image', 'Image of Postgres', defaultPostgresImage, imageProblem),
	setting('ollamaImage', 'ollama-image', 'Image of Ollama', defaultOllamaImage, imageProblem),
	setting('npmRegistry', 'npm-registry', 'npm registry for the builds', '', addressProblem),
	setting('registryMirror', 'registry-mirror', 'Image registry mirror for a new cluster', '', addressProblem),
	setting('toolsMirror', 'tools-mirror', 'Mirror of the tools to install', '', addressProblem),
	setting('caFile', 'ca-file', 'Certificate authority of a company network', '', () => undefined),
];

function setting(id: string, flag: string, asks: string, fallback: string, problem: (raw: string) => string | undefined): Question {
	return {
		id,
		flag,
		env: [`TODO_K8S_${flag.toUpperCase().replaceAll('-', '_')}`],
		asks,
		fallback,
		quiet: true,
		problem: (raw) => (raw === '' ? undefined : problem(raw)),
	};
}

function nameProblem(raw: string): string | undefined {
	if (/^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$/.test(raw)) return undefined;
	return `"${raw}" is not a Kubernetes name; it takes lower-case letters, digits and dashes, begins with a letter, and has at most 40.`;
}

function imageProblem(raw: string): string | undefined {
	return /^[a-z0-9][\w./:@-]{1,250}$/i.test(raw) ? undefined : `"${raw}" is not an image; it looks like node:22-slim.`;
}

function addressProblem(raw: string): string | undefined {
	const url = URL.canParse(raw) ? new URL(raw) : undefined;
	if (!/^https?:$/.test(url?.protocol ?? '')) return `"${raw}" is not an address; it begins with https://.`;
	// It becomes a build argument, which other users can read in the process list.
	return url?.username || url?.password
		? 'The address holds a user name or password; leave them out, and let npm or Docker log in by themselves.'
		: undefined;
}
