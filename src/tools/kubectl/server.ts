import type { Finding, Probe } from '../../core/check.js';
import { blame } from '../../knowledge/blame.js';
import { found } from '../../knowledge/found.js';
import { parseJson } from '../version.js';

/** The API server of a context as this user meets it. */
export interface ServerFacts {
	/** undefined: it did not answer. */
	readonly version: string | undefined;
	readonly clientVersion: string | undefined;
	readonly said: string | undefined;
	/** Whether this user may make what a release needs; undefined when it was not told. */
	readonly allowed: boolean | undefined;
}

export function serverProbe(context: string): Probe<ServerFacts> {
	return {
		id: `kubectl.server:${context}`,
		withinMs: 6000,
		async read({ shell }, signal) {
			const ask = (...args: string[]) =>
				shell.run(['kubectl', '--context', context, '--request-timeout=4s', ...args], { signal, timeoutMs: 5000 });
			const [version, may] = await Promise.all([ask('version', '-o', 'json'), ask('auth', 'can-i', 'create', 'namespaces')]);
			const parsed = (version.kind === 'exited' ? parseJson(version.stdout) : undefined) as
				| { serverVersion?: { gitVersion?: string }; clientVersion?: { gitVersion?: string } }
				| undefined;
			return {
				version: parsed?.serverVersion?.gitVersion,
				clientVersion: parsed?.clientVersion?.gitVersion,
				said: version.kind === 'exited' ? version.stderr.trim() || undefined : version.kind,
				allowed: may.kind === 'exited' ? (may.stdout.trim() === 'yes' ? true : may.stdout.trim() === 'no' ? false : undefined) : undefined,
			};
		},
	};
}

/** What is wrong with the server of a context that should answer. Somebody else's rights and versions are no blockers. */
export function judgeServer(server: ServerFacts, context: string): readonly Finding[] {
	if (server.version) return [...skewed(server), ...forbidden(server, context)];
	const [named] = blame({ output: server.said ?? '', command: 'kubectl version' });
	return [{ ...(named ?? found('cluster.unreachable', { because: server.said })), severity: 'warning' }];
}

/** kubectl promises to work one minor version to either side. */
function skewed({ version, clientVersion }: ServerFacts): Finding[] {
	const [server, client] = [version, clientVersion].map((text) => Number(/^v?\d+\.(\d+)/.exec(text ?? '')?.[1]));
	if (server === undefined || client === undefined || !(Math.abs(server - client) > 1)) return [];
	return [found('kubectl.version-skew', { severity: 'note', because: `client ${clientVersion}, server ${version}` })];
}

function forbidden({ allowed }: ServerFacts, context: string): Finding[] {
	if (allowed !== false) return [];
	return [found('kubectl.forbidden', { severity: 'warning', because: `kubectl auth can-i create namespaces --context ${context}: no` })];
}
