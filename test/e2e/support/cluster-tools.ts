import { execFileSync } from 'node:child_process';
import { afterEach } from 'vitest';
import type { User } from './user.js';

/** Why a test with a real cluster cannot run here, with these images for it; undefined when it can. */
export function missingForCluster(user: User, images: readonly string[] = []): string | undefined {
	for (const [program = '', ...args] of [
		images.length > 0 ? ['docker', 'image', 'inspect', ...images] : ['docker', 'info'],
		['minikube', 'version'],
		['kubectl', 'version', '--client'],
		['helm', 'version'],
	]) {
		try {
			execFileSync(program, args, { stdio: 'ignore', timeout: 20_000 });
		} catch {
			return `"${[program, ...args].join(' ')}" does not work here`;
		}
	}
	if (user.name === 'root') return 'it needs an ordinary user: set E2E_USER to one who may use Docker';
	return undefined;
}

const lookings = [
	['get', 'pods,persistentvolumeclaims', '--all-namespaces', '-o', 'wide'],
	['get', 'events', '--all-namespaces', '--sort-by=.lastTimestamp'],
	['-n', 'kube-system', 'logs', 'storage-provisioner', '--tail=40'],
];

/** After a failed test, prints what the cluster was like: it is gone before anybody can look. */
export function tellOfClusterAfterFailure(user: User): void {
	afterEach(async ({ task }) => {
		if (task.result?.state !== 'fail') return;
		for (const args of lookings) {
			const command = ['timeout', '20', 'kubectl', '--context', 'minikube', ...args];
			const { stdout, stderr } = await user.start(command, { cwd: user.home }).ended;
			console.log(`--- ${command.slice(2).join(' ')}\n${(stdout + stderr).slice(-6000)}`);
		}
	});
}
