import { StorageError } from './storage-error.ts';

const pauseMs = 500;

/** Does the work again while the database cannot be reached, as it is when both start at the same time; at most this long. */
export async function onceReachable<T>(patienceMs: number, work: () => Promise<T>, onWait: (reason: string) => void): Promise<T> {
	const end = performance.now() + patienceMs;
	for (let tries = 0; ; tries++) {
		try {
			return await work();
		} catch (error) {
			const isAway = error instanceof StorageError && (error.reason === 'unreachable' || error.reason === 'busy');
			if (!isAway || performance.now() > end) throw error;
			if (tries === 0) onWait(error.message);
			await new Promise((resolve) => setTimeout(resolve, pauseMs));
		}
	}
}
