import type { ReleasePlace } from '../../core/app.js';
import { StepFailed } from '../../core/error.js';
import { Secret } from '../../core/secret.js';
import type { StepContext } from '../../core/step.js';
import { kubectl } from '../../tools/kubectl/place.js';
import { lastLines } from '../../tools/version.js';

/**
 * Tells the running server its new password. Inside its own container it asks for none, so that an old one need not be
 * known, and one that was changed halfway is put right by changing it once more.
 */
export async function changePassword({ ports, signal }: StepContext, { release, ...place }: ReleasePlace, password: Secret): Promise<void> {
	const psql = ['psql', '--no-psqlrc', '--quiet', '--set', 'ON_ERROR_STOP=1', '--username', 'todo', '--dbname', 'todo'];
	const command = kubectl(place, 'exec', '-i', `${release}-postgres-0`, '--', ...psql);
	// Its letters are those of base64url, so there is nothing to escape.
	const input = new Secret(`ALTER ROLE CURRENT_USER PASSWORD '${password.reveal()}';\n`);
	const outcome = await ports.shell.run(command, { signal, timeoutMs: 30_000, input });
	if (outcome.kind === 'exited' && outcome.code === 0) return;
	signal.throwIfAborted();
	throw new StepFailed(
		'The database did not take its new password, so the old one still counts. See what its pod lacks with todo-k8s-setup diagnose, and run this again.',
		{
			lastLines: outcome.kind === 'exited' ? lastLines(ports.redactor.clean(outcome.stderr)) : [],
		},
	);
}
