import type { Environment } from '../config/environment.ts';
import { readPort } from '../config/settings.ts';

/** Asks the server in this container whether it lives; for the HEALTHCHECK of Docker. */
export async function healthcheck(environment: Environment): Promise<void> {
	const response = await fetch(`http://127.0.0.1:${readPort(environment)}/health`, { signal: AbortSignal.timeout(2000) });
	if (!response.ok) throw new Error(`/health answered ${response.status}.`);
}
