import type { Known, Needs, Probe } from '../core/check.js';
import { SetupError } from '../core/error.js';
import type { Ports } from '../core/ports.js';
import type { Redactor } from '../core/secret.js';
import type { Read } from '../core/setup.js';
import { askedOnce } from './asked-once.js';

/** What became of a probe: its fact, or why there is none. */
export type Reading = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problem: string };

const defaultWithinMs = 10_000;

/** One look at the world: every probe is read at most once, every command asked once, and those asked together are read at the same time. */
export class Facts {
	readonly #ports: Ports;
	readonly #signal: AbortSignal;
	readonly #readings = new Map<string, Promise<Reading>>();
	readonly #settled = new Map<string, Reading>();

	/** `lasting`: probes watch the world for a while, so the same command may have another answer later. */
	constructor(ports: Ports, signal: AbortSignal, { lasting = false }: { readonly lasting?: boolean } = {}) {
		this.#ports = lasting ? ports : askedOnce(ports);
		this.#signal = signal;
	}

	/** Facts of other answers at the same moment: they share what programs said, and nothing else. */
	beside(): Facts {
		return new Facts(this.#ports, this.#signal, { lasting: true });
	}

	get redactor(): Redactor {
		return this.#ports.redactor;
	}

	reading(probe: Probe<unknown>): Promise<Reading> {
		const there = this.#readings.get(probe.id);
		if (there) return there;
		const reading = this.#read(probe).then((result) => {
			this.#settled.set(probe.id, result);
			return result;
		});
		this.#readings.set(probe.id, reading);
		return reading;
	}

	/** The fact, or undefined when the probe failed. */
	readonly read: Read = async <T>(probe: Probe<T>) => {
		const reading = await this.reading(probe);
		return reading.ok ? (reading.value as T) : undefined;
	};

	/** The fact, or the probe's failure. */
	readonly must = async <T>(probe: Probe<T>): Promise<T> => {
		const reading = await this.reading(probe);
		if (reading.ok) return reading.value as T;
		throw new Error(reading.problem);
	};

	/** The fact if it was read already. */
	readonly known: Known = <T>(probe: Probe<T>) => {
		const reading = this.#settled.get(probe.id);
		return reading?.ok ? (reading.value as T) : undefined;
	};

	/** All facts that a check needs, or why one of them is missing. */
	async all(needs: Needs): Promise<{ readonly facts: Readonly<Record<string, unknown>> } | { readonly problem: string }> {
		const entries = await Promise.all(Object.entries(needs).map(async ([name, probe]) => [name, await this.reading(probe)] as const));
		const facts: Record<string, unknown> = {};
		for (const [name, reading] of entries) {
			if (!reading.ok) return { problem: reading.problem };
			facts[name] = reading.value;
		}
		return { facts };
	}

	async #read(probe: Probe<unknown>): Promise<Reading> {
		const withinMs = probe.withinMs ?? defaultWithinMs;
		// The signal ends the probe's commands; the race ends the wait for a probe that does not listen to it.
		const patience = new AbortController();
		const signal = AbortSignal.any([this.#signal, patience.signal]);
		const deadline = new Promise<never>((_, reject) => {
			const timer = setTimeout(() => reject(new Error(`it took longer than ${Math.round(withinMs / 1000)} s`)), withinMs);
			patience.signal.addEventListener('abort', () => clearTimeout(timer));
		});
		// Whoever loses the race is not waited for.
		deadline.catch(() => undefined);
		try {
			return { ok: true, value: await Promise.race([probe.read(this.#ports, signal), deadline]) };
		} catch (error) {
			this.#signal.throwIfAborted();
			// A file of the user's that cannot be read as what it should be stops the flow and says so.
			if (error instanceof SetupError) throw error;
			return { ok: false, problem: error instanceof Error ? error.message : String(error) };
		} finally {
			patience.abort();
		}
	}
}
