import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';

// 16 MiB and about 0.1 s each: what a small pod can afford while a guess stays expensive.
const cost = { N: 16_384, r: 8, p: 5 } as const;
const keyBytes = 32;
/** More at a time would not fit into the memory limit of a small pod. */
const concurrent = 2;

/** Hashes passwords with scrypt, a few at a time. */
export class Passwords {
	#running = 0;
	readonly #waiting: (() => void)[] = [];
	readonly #decoy = this.hash(randomBytes(16).toString('hex'));

	constructor() {
		// Awaited by the first comparison without an account; until then a failure must not end the process.
		this.#decoy.catch(() => {});
	}

	async hash(password: string): Promise<string> {
		const salt = randomBytes(16);
		const key = await this.#derive(password, salt, cost);
		return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64'), key.toString('base64')].join('$');
	}

	/** Takes the same time whether there is an account or not, so that the time tells nobody which. */
	async matches(password: string, stored: string | undefined): Promise<boolean> {
		const [, N, r, p, salt, key] = (stored ?? (await this.#decoy)).split('$');
		const expected = Buffer.from(key ?? '', 'base64');
		const actual = await this.#derive(password, Buffer.from(salt ?? '', 'base64'), { N: Number(N), r: Number(r), p: Number(p) });
		return actual.length === expected.length && timingSafeEqual(actual, expected) && stored !== undefined;
	}

	async #derive(password: string, salt: Buffer, options: ScryptOptions): Promise<Buffer> {
		if (this.#running >= concurrent) await new Promise<void>((resolve) => this.#waiting.push(resolve));
		else this.#running++;
		try {
			return await new Promise<Buffer>((resolve, reject) => {
				scrypt(password.normalize('NFKC'), salt, keyBytes, { ...options, maxmem: 64 * 1024 * 1024 }, (error, key) =>
					error ? reject(error) : resolve(key),
				);
			});
		} finally {
			// The place goes to the next in line without becoming free in between.
			const next = this.#waiting.shift();
			if (next === undefined) this.#running--;
			else next();
		}
	}
}
