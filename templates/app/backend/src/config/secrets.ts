import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from './environment.ts';

/** Where Kubernetes mounts the Secret of this app. */
export const defaultSecretsDirectory = '/run/secrets/app';

/**
 * Finds a secret: as a variable, as a file named by `<NAME>_FILE`, or as a file in the secrets directory.
 * A file that was asked for and cannot be read is a problem, not an absent secret.
 */
export function readSecret(environment: Environment, name: string): { readonly value?: string; readonly problem?: string } {
	const direct = environment[name];
	if (direct) return { value: direct };
	const asked = environment[`${name}_FILE`];
	const mounted = join(environment.SECRETS_DIR || defaultSecretsDirectory, name);
	const path = asked || (existsSync(mounted) ? mounted : undefined);
	if (!path) return {};
	try {
		// Editors and `echo` leave a line end that is not part of the secret.
		const value = readFileSync(path, 'utf8').replace(/\r?\n$/, '');
		return value === '' ? { problem: `${name} is read from ${path}, which is empty.` } : { value };
	} catch (error) {
		return { problem: `${name} cannot be read from ${path} (${(error as NodeJS.ErrnoException).code ?? 'unknown error'}).` };
	}
}
