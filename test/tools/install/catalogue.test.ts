import { describe, expect, it } from 'vitest';
import { onMirror, packageFor, toolNames } from '../../../src/tools/install/catalogue.js';

describe('the packages', () => {
	it('are those of the publishers, for each kind of machine', () => {
		const all = (['linux', 'darwin', 'win32'] as const).flatMap((platform) =>
			['x64', 'arm64'].flatMap((arch) => toolNames.flatMap((tool) => packageFor(tool, { platform, arch }) ?? [])),
		);
		expect(all.map(({ url }) => url)).toMatchInlineSnapshot(`
			[
			  "https://github.com/kubernetes/minikube/releases/download/v1.36.0/minikube-linux-amd64",
			  "https://dl.k8s.io/release/v1.33.9/bin/linux/amd64/kubectl",
			  "https://get.helm.sh/helm-v4.1.4-linux-amd64.tar.gz",
			  "https://github.com/kubernetes/minikube/releases/download/v1.36.0/minikube-linux-arm64",
			  "https://dl.k8s.io/release/v1.33.9/bin/linux/arm64/kubectl",
			  "https://get.helm.sh/helm-v4.1.4-linux-arm64.tar.gz",
			  "https://github.com/kubernetes/minikube/releases/download/v1.36.0/minikube-darwin-amd64",
			  "https://dl.k8s.io/release/v1.33.9/bin/darwin/amd64/kubectl",
			  "https://get.helm.sh/helm-v4.1.4-darwin-amd64.tar.gz",
			  "https://github.com/kubernetes/minikube/releases/download/v1.36.0/minikube-darwin-arm64",
			  "https://dl.k8s.io/release/v1.33.9/bin/darwin/arm64/kubectl",
			  "https://get.helm.sh/helm-v4.1.4-darwin-arm64.tar.gz",
			  "https://github.com/kubernetes/minikube/releases/download/v1.36.0/minikube-windows-amd64.exe",
			  "https://dl.k8s.io/release/v1.33.9/bin/windows/amd64/kubectl.exe",
			  "https://get.helm.sh/helm-v4.1.4-windows-amd64.tar.gz",
			  "https://dl.k8s.io/release/v1.33.9/bin/windows/arm64/kubectl.exe",
			  "https://get.helm.sh/helm-v4.1.4-windows-arm64.tar.gz",
			]
		`);
		// Minikube is not built for Windows on ARM.
		expect(packageFor('minikube', { platform: 'win32', arch: 'arm64' })).toBeUndefined();
		expect(packageFor('kubectl', { platform: 'linux', arch: 'riscv64' })).toBeUndefined();
		expect(packageFor('helm', { platform: 'other', arch: 'x64' })).toBeUndefined();
	});

	it('name the checksum beside the file, and the program in the archive', () => {
		const linux = { platform: 'linux', arch: 'x64' } as const;
		expect(toolNames.map((tool) => packageFor(tool, linux)?.sumUrl.split('/').at(-1))).toEqual([
			'minikube-linux-amd64.sha256',
			'kubectl.sha256',
			'helm-v4.1.4-linux-amd64.tar.gz.sha256sum',
		]);
		expect(packageFor('helm', linux)?.member).toBe('linux-amd64/helm');
		expect(packageFor('helm', { platform: 'win32', arch: 'x64' })).toMatchObject({ file: 'helm.exe', member: 'windows-amd64/helm.exe' });
	});

	it('have the same path on a mirror', () => {
		expect(onMirror('https://get.helm.sh/helm-v4.tar.gz', 'https://mirror.example/tools/')).toBe(
			'https://mirror.example/tools/helm-v4.tar.gz',
		);
	});
});
