import { defineCheck, type Probe } from '../../core/check.js';
import type { SystemFacts } from '../../core/ports.js';
import type { Command, Outcome } from '../../core/shell.js';
import { problemWords } from '../../tools/docker/checks.js';
import { type DockerFacts, dockerProbe } from '../../tools/docker/probe.js';

/** A way in which Minikube could make its node, and what came of looking at it. */
export interface Driver {
	readonly name: string;
	/** Why it is not chosen; undefined when it would work. */
	readonly problem: string | undefined;
}

/** Per system in Minikube's order of preference, after docker; each with the command that Minikube itself asks. */
const candidates: Readonly<Record<SystemFacts['platform'], readonly (readonly [name: string, ...ask: Command])[]>> = {
	linux: [
		['kvm2', 'virsh', 'domcapabilities', '--virttype', 'kvm'],
		['qemu2', 'qemu-system-x86_64', '--version'],
		['podman', 'podman', 'version'],
		['virtualbox', 'VBoxManage', '--version'],
	],
	darwin: [
		['vfkit', 'vfkit', '--version'],
		['hyperkit', 'hyperkit', '-v'],
		['qemu2', 'qemu-system-aarch64', '--version'],
		['parallels', 'prlctl', '--version'],
		['virtualbox', 'VBoxManage', '--version'],
		['podman', 'podman', 'version'],
	],
	win32: [
		['hyperv', 'powershell.exe', '-NoProfile', '-Command', '(Get-Command Get-VM).Name'],
		['qemu2', 'qemu-system-x86_64', '--version'],
		['virtualbox', 'VBoxManage', '--version'],
		['podman', 'podman', 'version'],
	],
	other: [],
};

/** The drivers beside docker. Each command is short, and a program that is not there costs nothing. */
const driversProbe: Probe<readonly Driver[]> = {
	id: 'minikube.drivers',
	withinMs: 6000,
	async read({ shell, system }, signal) {
		const { platform } = await system.read('/');
		return Promise.all(
			candidates[platform].map(async ([name, program, ...args]) => ({
				name,
				problem: problemOf(await shell.run([program, ...args], { signal, timeoutMs: 5000 })),
			})),
		);
	},
};

export function problemOf(outcome: Outcome): string | undefined {
	switch (outcome.kind) {
		case 'missing':
			return 'not installed';
		case 'timed-out':
			return 'does not answer';
		case 'cancelled':
			return 'not asked to the end';
		case 'exited':
			return outcome.code === 0
				? undefined
				: (`${outcome.stderr}\n${outcome.stdout}`.trim().split('\n')[0]?.slice(0, 80) ?? `exit code ${outcome.code}`);
	}
}

/** Which driver a new cluster gets, and why it is none of the others. We always ask for docker: it is the one that needs no administrator. */
export const driversAreJudged = defineCheck({
	id: 'minikube.drivers',
	title: 'Minikube has a driver',
	needs: { docker: dockerProbe, others: driversProbe },
	diagnose: () => [],
	describe: ({ docker, others }) => ({ subject: 'Minikube drivers', fact: toFact(docker, others) }),
});

export function toFact(docker: DockerFacts, others: readonly Driver[]): string {
	const first = docker.problem ? `docker: ${problemWords[docker.problem]}` : 'docker';
	return [first, ...others.map(({ name, problem }) => `${name}: ${problem ?? 'would work, docker is preferred'}`)].join(' · ');
}
