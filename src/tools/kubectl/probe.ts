import type { Probe } from '../../core/check.js';
import { parseJson } from '../version.js';

export interface KubectlFacts {
	/** undefined: not installed. */
	readonly version: string | undefined;
	/** Context names to the address of their server. */
	readonly contexts: Readonly<Record<string, string>>;
	readonly current: string | undefined;
	/** Its server would be on this machine, and nothing listens there. Servers elsewhere are not asked. */
	readonly isCurrentDead?: boolean;
	/** What kubectl said when it could not read its configuration. */
	readonly configProblem: string | undefined;
}

/** The client and the contexts it knows; asks no cluster. */
export const kubectlProbe: Probe<KubectlFacts> = {
	id: 'kubectl',
	async read({ shell, system }, signal) {
		const [version, config] = await Promise.all([
			shell.run(['kubectl', 'version', '--client', '-o', 'json'], { signal, timeoutMs: 8000 }),
			shell.run(['kubectl', 'config', 'view', '-o', 'json'], { signal, timeoutMs: 8000 }),
		]);
		if (version.kind === 'missing') return { version: undefined, contexts: {}, current: undefined, configProblem: undefined };
		if (version.kind !== 'exited') throw new Error('kubectl version --client did not answer within 8 s');
		const configured = config.kind === 'exited' && config.code === 0;
		const known = configured ? parseKubeconfig(config.stdout) : { contexts: {}, current: undefined };
		const port = /^https?:\/\/(?:127\.0\.0\.1|localhost):(\d+)/.exec(known.contexts[known.current ?? ''] ?? '')?.[1];
		return {
			version: parseKubectlVersion(version.stdout) ?? 'unknown',
			...known,
			...(port !== undefined && (await system.isPortFree(Number(port))) ? { isCurrentDead: true } : {}),
			configProblem: configured
				? undefined
				: config.kind === 'exited'
					? config.stderr.trim().split('\n')[0]
					: 'kubectl config view did not answer',
		};
	},
};

export function parseKubectlVersion(stdout: string): string | undefined {
	return (parseJson(stdout) as { clientVersion?: { gitVersion?: string } } | undefined)?.clientVersion?.gitVersion;
}

interface Kubeconfig {
	readonly 'current-context'?: string;
	readonly contexts?: readonly { readonly name: string; readonly context: { readonly cluster: string } }[] | null;
	readonly clusters?: readonly { readonly name: string; readonly cluster: { readonly server?: string } }[] | null;
}

export function parseKubeconfig(stdout: string): Pick<KubectlFacts, 'contexts' | 'current'> {
	const config = (parseJson(stdout) ?? {}) as Kubeconfig;
	const servers = new Map((config.clusters ?? []).map(({ name, cluster }) => [name, cluster.server ?? '']));
	const contexts = Object.fromEntries((config.contexts ?? []).map(({ name, context }) => [name, servers.get(context.cluster) ?? '']));
	return { contexts, current: config['current-context'] || undefined };
}
