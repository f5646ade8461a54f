import { setTimeout as sleep } from 'node:timers/promises';
import type { DownloadProblem } from '../core/ports.js';
import { reasonOf } from './reason-of.js';

export interface Patience {
	/** Longest silence of a server. */
	readonly silenceMs: number;
	readonly attempts: number;
	/** Before the second attempt; it doubles each time. */
	readonly pauseMs: number;
}

/** The disk refused; no further attempt would end differently. */
export class NotWritten extends Error {}

export async function written<T>(write: () => Promise<T>): Promise<T> {
	try {
		return await write();
	} catch (error) {
		throw new NotWritten(reasonOf(error));
	}
}

/** Tries again after what may pass: a connection that failed, an answer of an overloaded server. */
export async function persistently<T extends { readonly kind: string }>(
	{ attempts, pauseMs }: Patience,
	signal: AbortSignal,
	attempt: () => Promise<T | DownloadProblem>,
): Promise<T | DownloadProblem> {
	let problem: DownloadProblem = { kind: 'unreachable', because: 'it was never tried' };
	for (let count = 0; count < attempts; count++) {
		if (count > 0) await sleep(pauseMs * 2 ** (count - 1), undefined, { signal }).catch(() => undefined);
		signal.throwIfAborted();
		try {
			const end = await attempt();
			if (!isRefusal(end) || !mayPass(end.status)) return end;
			problem = end;
		} catch (error) {
			signal.throwIfAborted();
			if (error instanceof NotWritten) throw error;
			problem = { kind: 'unreachable', because: reasonOf(error) };
			if (isFinal(error)) return problem;
		}
	}
	return problem;
}

function isRefusal(end: { readonly kind: string }): end is Extract<DownloadProblem, { kind: 'refused' }> {
	return end.kind === 'refused';
}

/** A certificate that is not trusted, or the file of one that is not there, stays what it is. */
function isFinal(error: unknown): boolean {
	return /CERT|SIGNATURE|ENOENT/.test((error as NodeJS.ErrnoException).code ?? '');
}

function mayPass(status: number): boolean {
	return status >= 500 || status === 408 || status === 429;
}
