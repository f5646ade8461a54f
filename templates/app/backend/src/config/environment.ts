import { readFileSync } from 'node:fs';
import { readSecret } from './secrets.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Thrown once with everything that is wrong, so that nobody repairs a configuration one restart at a time. */
export class ConfigurationError extends Error {
	readonly problems: readonly string[];

	constructor(problems: readonly string[]) {
		super(problems.join('\n'));
		this.name = 'ConfigurationError';
		this.problems = problems;
	}
}

/** Reads variables one by one and remembers each problem as a sentence. An empty variable counts as not set. */
export class EnvironmentReader {
	readonly problems: string[] = [];
	readonly #environment: Environment;

	constructor(environment: Environment) {
		this.#environment = environment;
	}

	text(name: string, fallback = ''): string {
		return this.#environment[name]?.trim() || fallback;
	}

	oneOf<T extends string>(name: string, allowed: readonly T[], fallback: T): T {
		const value = this.text(name, fallback);
		const known = allowed.find((candidate) => candidate === value);
		if (known === undefined) this.problems.push(`${name} is "${value}" and must be one of ${allowed.join(', ')}.`);
		return known ?? fallback;
	}

	integer(name: string, fallback: number, least: number, most: number): number {
		const value = this.text(name, String(fallback));
		const number = Number(value);
		if (/^\d+$/.test(value) && number >= least && number <= most) return number;
		this.problems.push(`${name} is "${value}" and must be a whole number from ${least} to ${most}.`);
		return fallback;
	}

	/** A port, or undefined where none is set. */
	optionalPort(name: string): number | undefined {
		return this.text(name) === '' ? undefined : this.integer(name, 0, 0, 65_535);
	}

	/** A length of time such as `30m`, `12h` or `7d`, in seconds. */
	durationSeconds(name: string, fallback: string): number {
		const value = this.text(name, fallback);
		const [, amount, unit] = /^([1-9]\d{0,4})([smhd])$/.exec(value) ?? [];
		if (amount !== undefined && unit !== undefined)
			return Number(amount) * { s: 1, m: 60, h: 3600, d: 86_400 }[unit as 's' | 'm' | 'h' | 'd'];
		this.problems.push(`${name} is "${value}" and must be a number with s, m, h or d, such as 7d.`);
		return 0;
	}

	/** An http(s) address without a slash at the end. */
	address(name: string, fallback: string): string {
		const value = this.text(name, fallback);
		if (value === '') return '';
		if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol))
			this.problems.push(`${name} is "${value}" and must be an address that starts with http:// or https://.`);
		return value.replace(/\/+$/, '');
	}

	list(name: string): readonly string[] {
		return this.text(name)
			.split(',')
			.map((item) => item.trim())
			.filter((item) => item !== '');
	}

	secret(name: string): string {
		const { value, problem } = readSecret(this.#environment, name);
		if (problem !== undefined) this.problems.push(problem);
		return value ?? '';
	}

	/** The content of a file that a variable names, or undefined where it names none. */
	file(name: string): string | undefined {
		const path = this.text(name);
		if (path === '') return undefined;
		try {
			return readFileSync(path, 'utf8');
		} catch (error) {
			this.problems.push(`${name} is "${path}", which cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'}).`);
			return undefined;
		}
	}

	/** Throws when anything was wrong. */
	finish(): void {
		if (this.problems.length > 0) throw new ConfigurationError(this.problems);
	}
}
