import type { SystemFacts } from '../../core/ports.js';

export type ToolName = 'minikube' | 'kubectl' | 'helm';

/** One program for one kind of machine, as its publisher offers it. */
export interface ToolPackage {
	readonly tool: ToolName;
	readonly title: string;
	readonly version: string;
	/** Its file's name here: "helm", "helm.exe". */
	readonly file: string;
	readonly url: string;
	/** The publisher's file with the SHA-256 of the one above. */
	readonly sumUrl: string;
	/** The program in the archive; undefined when the download is the program. */
	readonly member?: string;
	/** What has to come over the network, about. */
	readonly megabytes: number;
}

interface Release {
	readonly title: string;
	readonly version: string;
	readonly megabytes: number;
	/** Kinds of machine that the publisher builds this version for. */
	readonly targets: readonly string[];
	url(version: string, os: string, arch: string): string;
	readonly sumSuffix: string;
	member?(os: string, arch: string): string;
}

const everywhere = ['linux/amd64', 'linux/arm64', 'darwin/amd64', 'darwin/arm64', 'windows/amd64', 'windows/arm64'];
const exe = (os: string) => (os === 'windows' ? '.exe' : '');

/** The versions that this version of the setup was tested with. kubectl fits the Kubernetes that this Minikube brings. */
export const releases: Readonly<Record<ToolName, Release>> = {
	minikube: {
		title: 'Minikube',
		version: '1.36.0',
		megabytes: 120,
		targets: everywhere.filter((target) => target !== 'windows/arm64'),
		url: (version, os, arch) => `https://github.com/kubernetes/minikube/releases/download/v${version}/minikube-${os}-${arch}${exe(os)}`,
		sumSuffix: '.sha256',
	},
	kubectl: {
		title: 'kubectl',
		version: '1.33.9',
		megabytes: 60,
		targets: everywhere,
		url: (version, os, arch) => `https://dl.k8s.io/release/v${version}/bin/${os}/${arch}/kubectl${exe(os)}`,
		sumSuffix: '.sha256',
	},
	helm: {
		title: 'Helm',
		version: '4.1.4',
		megabytes: 18,
		targets: everywhere,
		// For Windows there is a .zip as well; the .tar.gz is what Helm's own install script takes everywhere.
		url: (version, os, arch) => `https://get.helm.sh/helm-v${version}-${os}-${arch}.tar.gz`,
		sumSuffix: '.sha256sum',
		member: (os, arch) => `${os}-${arch}/helm${exe(os)}`,
	},
};

export const toolNames = ['minikube', 'kubectl', 'helm'] as const satisfies readonly ToolName[];

/** What a machine of this kind would get; undefined when the publisher builds nothing for it. */
export function packageFor(tool: ToolName, { platform, arch }: Pick<SystemFacts, 'platform' | 'arch'>): ToolPackage | undefined {
	const release = releases[tool];
	const os = platform === 'win32' ? 'windows' : platform;
	const cpu = arch === 'x64' ? 'amd64' : arch;
	if (!release.targets.includes(`${os}/${cpu}`)) return undefined;
	const { title, version, megabytes } = release;
	const url = release.url(version, os, cpu);
	const member = release.member?.(os, cpu);
	return {
		tool,
		title,
		version,
		megabytes,
		url,
		sumUrl: `${url}${release.sumSuffix}`,
		file: `${tool}${exe(os)}`,
		...(member === undefined ? {} : { member }),
	};
}

/** The same path on a mirror: https://get.helm.sh/helm-v4.tar.gz is MIRROR/helm-v4.tar.gz. */
export function onMirror(url: string, mirror: string): string {
	return `${mirror.replace(/\/+$/, '')}${new URL(url).pathname}`;
}
