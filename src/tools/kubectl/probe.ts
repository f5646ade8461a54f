import type { Probe } from '../../core/check.js';
import type { Files, System } from '../../core/ports.js';
import type { Command } from '../../core/shell.js';
import { parseJson } from '../version.js';

export interface KubectlFacts {
	/** undefined: not installed. */
	readonly version: string | undefined;
	/** Context names to the address of their server. */
	readonly contexts: Readonly<Record<string, string>>;
	readonly current: string | undefined;
	/** A file of keys or certificates that is not there any more, by the context that needs it. */
	readonly lacking?: Readonly<Record<string, string>>;
	/** The server of `current` would be on this machine, and nothing listens there. Servers elsewhere are not asked. */
	readonly isCurrentDead?: boolean;
	/** A file that keeps kubectl from writing its configuration: another kubectl writes it, or was killed doing so. */
	readonly lockFile?: string;
	/** The file that kubectl writes its configuration to, where it is read-only, and the command that ends that. */
	readonly readOnly?: { readonly file: string; readonly cure: Command };
	/** What kubectl said when it could not read its configuration. */
	readonly configProblem: string | undefined;
}

/** The client and the contexts it knows; asks no cluster. */
export const kubectlProbe: Probe<KubectlFacts> = {
	id: 'kubectl',
	async read({ shell, system, files }, signal) {
		const [version, config, blocked] = await Promise.all([
			shell.run(['kubectl', 'version', '--client', '-o', 'json'], { signal, timeoutMs: 8000 }),
			shell.run(['kubectl', 'config', 'view', '-o', 'json'], { signal, timeoutMs: 8000 }),
			whatBlocksWriting(system, files),
		]);
		if (version.kind === 'missing') return { version: undefined, contexts: {}, current: undefined, ...blocked, configProblem: undefined };
		if (version.kind !== 'exited') throw new Error('kubectl version --client did not answer within 8 s');
		const configured = config.kind === 'exited' && config.code === 0;
		const known = configured ? parseKubeconfig(config.stdout) : { contexts: {}, current: undefined };
		const lacking = configured ? await lackingFiles(parseKeyFiles(config.stdout), files) : {};
		const port = /^https?:\/\/(?:127\.0\.0\.1|localhost):(\d+)/.exec(known.contexts[known.current ?? ''] ?? '')?.[1];
		return {
			version: parseKubectlVersion(version.stdout) ?? 'unknown',
			...known,
			...(Object.keys(lacking).length > 0 ? { lacking } : {}),
			...blocked,
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

/** Minikube writes the first file that KUBECONFIG names, and kubectl locks it by a file beside it. */
async function whatBlocksWriting(system: System, files: Files): Promise<Pick<KubectlFacts, 'lockFile' | 'readOnly'>> {
	const { env, home, platform } = await system.read('/');
	const file = env.KUBECONFIG?.split(platform === 'win32' ? ';' : ':').find(Boolean) || (home ? `${home}/.kube/config` : undefined);
	if (!file) return {};
	const lockFile = `${file}.lock`;
	const [isLocked, isReadOnly] = await Promise.all([
		files.kind(lockFile).then(
			(kind) => kind === 'file',
			() => false,
		),
		files.isReadOnly(file),
	]);
	const cure: Command = platform === 'win32' ? ['attrib', '-R', file.replaceAll('/', '\\')] : ['chmod', 'u+w', file];
	return { ...(isLocked ? { lockFile } : {}), ...(isReadOnly ? { readOnly: { file, cure } } : {}) };
}

async function lackingFiles(wanted: Readonly<Record<string, readonly string[]>>, files: Files): Promise<Record<string, string>> {
	const entries = await Promise.all(
		Object.entries(wanted).map(async ([context, paths]) => {
			const kinds = await Promise.all(paths.map((path) => files.kind(path).catch(() => 'other' as const)));
			return [context, paths[kinds.indexOf('nothing')]] as const;
		}),
	);
	return Object.fromEntries(entries.filter((entry): entry is readonly [string, string] => entry[1] !== undefined));
}

interface Kubeconfig {
	readonly 'current-context'?: string;
	readonly contexts?: readonly { readonly name: string; readonly context: { readonly cluster: string; readonly user?: string } }[] | null;
	readonly users?: readonly { readonly name: string; readonly user?: Readonly<Record<string, unknown>> }[] | null;
	readonly clusters?: readonly { readonly name: string; readonly cluster: { readonly server?: string } }[] | null;
}

export function parseKubeconfig(stdout: string): Pick<KubectlFacts, 'contexts' | 'current'> {
	const config = (parseJson(stdout) ?? {}) as Kubeconfig;
	const servers = new Map((config.clusters ?? []).map(({ name, cluster }) => [name, cluster.server ?? '']));
	const contexts = Object.fromEntries((config.contexts ?? []).map(({ name, context }) => [name, servers.get(context.cluster) ?? '']));
	return { contexts, current: config['current-context'] || undefined };
}

/** The files with keys and certificates that each context needs; absolute paths. */
export function parseKeyFiles(stdout: string): Readonly<Record<string, readonly string[]>> {
	const { contexts, users, clusters } = (parseJson(stdout) ?? {}) as Kubeconfig;
	const filesOf = (holder: Readonly<Record<string, unknown>> | undefined) =>
		['client-certificate', 'client-key', 'certificate-authority'].map((key) => holder?.[key]).filter((path) => typeof path === 'string');
	return Object.fromEntries(
		(contexts ?? []).map(({ name, context }) => [
			name,
			[
				...filesOf(users?.find((each) => each.name === context.user)?.user),
				...filesOf(clusters?.find((each) => each.name === context.cluster)?.cluster as Readonly<Record<string, unknown>> | undefined),
			],
		]),
	);
}
