import { execFileSync } from 'node:child_process';
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
