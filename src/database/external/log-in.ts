import type { Ports } from '../../core/ports.js';
import { Secret } from '../../core/secret.js';
import { parseJson } from '../../tools/version.js';

/** More than the app itself waits for a connection and its first answer. */
const timeoutMs = 15_000;

/**
 * Logs in once, as the app will: by the app. The address goes by stdin, so that its password is in no list of processes. What is
 * not about user and password is only told: a database may let the cluster in and not this machine.
 */
export async function logIn(
	address: string,
	bundles: string,
	{ shell }: Ports,
	signal: AbortSignal,
): Promise<{ readonly problem?: string; readonly note?: string }> {
	const command = [process.execPath, `${bundles}/backend/server.mjs`, 'try-database'] as const;
	const outcome = await shell.run(command, { signal, timeoutMs, input: new Secret(address) });
	if (outcome.kind !== 'exited' || outcome.code !== 0)
		return { note: 'Whether the database accepts user and password could not be tried.' };
	const { reason, problem } = (parseJson(outcome.stdout) ?? {}) as { reason?: string; problem?: string };
	if (problem === undefined) return {};
	if (reason === 'refused' && /password|no such database/.test(problem))
		return { problem: problem.replace(' POSTGRES_USER and POSTGRES_PASSWORD, or', '') };
	return { note: problem };
}
