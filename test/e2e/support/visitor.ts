import { randomBytes } from 'node:crypto';
import { type OutgoingHttpHeaders, request } from 'node:http';

export interface Answered {
	/** 0 where there was no answer at all. */
	readonly status: number;
	readonly body: any;
}

interface Account {
	readonly email: string;
	readonly password: string;
}

function newAccount(): Account {
	return { email: `visitor-${randomBytes(6).toString('hex')}@example.com`, password: randomBytes(12).toString('hex') };
}

/** Somebody with an account, who opens a connection for every request, as many people do. */
export class Visitor {
	readonly url: string;
	/** The name to ask for where the address is only a number. */
	readonly #host: string | undefined;
	readonly #token: string;
	readonly #account: Account;

	private constructor(url: string, host?: string, account: Account = newAccount(), token = '') {
		this.url = url;
		this.#host = host;
		this.#account = account;
		this.#token = token;
	}

	static async signUp(url: string, host?: string): Promise<Visitor> {
		const visitor = new Visitor(url, host);
		const { status, body } = await visitor.call('POST', '/api/auth/signup', visitor.#account);
		if (status !== 201) throw new Error(`${url} answered ${status} to signing up: ${JSON.stringify(body)}`);
		return new Visitor(url, host, visitor.#account, body.token);
	}

	/** The same session at another address. */
	at(url: string, host?: string): Visitor {
		return new Visitor(url, host, this.#account, this.#token);
	}

	/** The same person with a session of today: a new JWT_SECRET ends all earlier ones. */
	async back(): Promise<Visitor> {
		const { status } = await this.call('GET', '/api/todos?limit=1');
		if (status !== 401) return this;
		const answer = await this.call('POST', '/api/auth/login', this.#account);
		if (answer.status !== 200) throw new Error(`${this.url} answered ${answer.status} to logging in: ${JSON.stringify(answer.body)}`);
		return new Visitor(this.url, this.#host, this.#account, answer.body.token);
	}

	call(method: string, path: string, content?: object): Promise<Answered> {
		const text = content === undefined ? undefined : JSON.stringify(content);
		const headers: OutgoingHttpHeaders = {
			...(this.#host === undefined ? {} : { host: this.#host }),
			...(this.#token === '' ? {} : { authorization: `Bearer ${this.#token}` }),
			...(text === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
		};
		return new Promise((resolve) => {
			const none = (error: Error) => resolve({ status: 0, body: error.message });
			const sent = request(this.url + path, { method, headers, agent: false, timeout: 20_000 }, (response) => {
				let body = '';
				response.setEncoding('utf8').on('data', (chunk) => (body += chunk));
				response.on('error', none).on('end', () => resolve({ status: response.statusCode ?? 0, body: parsed(body) }));
			});
			sent.on('error', none).on('timeout', () => sent.destroy(new Error('no answer within 20 s')));
			sent.end(text);
		});
	}

	async titles(): Promise<readonly string[]> {
		const titles: string[] = [];
		for (let path: string | undefined = '/api/todos?limit=100'; path !== undefined; ) {
			const { status, body } = await this.call('GET', path);
			if (status !== 200) throw new Error(`the list answered ${status}: ${JSON.stringify(body)}`);
			titles.push(...body.todos.map(({ title }: { title: string }) => title));
			path = body.next === null ? undefined : `/api/todos?limit=100&cursor=${body.next}`;
		}
		return titles;
	}
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

export interface Load {
	/** Ends it, and tells what came of it. */
	stop(): Promise<{ readonly answers: number; readonly failed: readonly string[]; readonly kept: readonly string[] }>;
}

/** Keeps adding and reading todos, so many at a time, a request every 50 ms each. `kept` are those whose adding was confirmed. */
export function putUnderLoad(visitor: Visitor, atATime: number): Load {
	let goesOn = true;
	let count = 0;
	const failed: string[] = [];
	const kept: string[] = [];
	const work = async (who: number) => {
		while (goesOn) {
			const title = `load ${who}-${count++}`;
			const added = await visitor.call('POST', '/api/todos', { title });
			if (added.status === 201) kept.push(title);
			else failed.push(`POST ${added.status} ${JSON.stringify(added.body)}`);
			const read = await visitor.call('GET', '/api/todos?limit=5');
			if (read.status !== 200) failed.push(`GET ${read.status} ${JSON.stringify(read.body)}`);
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
	};
	const workers = Array.from({ length: atATime }, (_, who) => work(who));
	return {
		async stop() {
			goesOn = false;
			await Promise.all(workers);
			return { answers: count * 2, failed, kept };
		},
	};
}
