import type { HttpAnswer, Ports } from '../../core/ports.js';
import { Secret } from '../../core/secret.js';
import { parseJson } from '../../tools/version.js';

/** How one part of the journey ended; `said` is the app's answer when it did not do what it should, `reason` its own word for why. */
export type Trial =
	| { readonly ok: true; readonly figure?: string }
	| { readonly ok: false; readonly said: string; readonly reason?: string };

/** A model on this machine is slow, and a small one does not understand every time. */
export const chatsWithModel = 2;
/** The app's own limit ends an answer before this one. */
export const chatMs = 120_000;
const requests = 200;
const atOnce = 4;

/** `p95Ms`: the time within which 95 of 100 requests were answered, in milliseconds. */
export type Speed = Trial & { readonly p95Ms?: number };

/** A throw-away account, seen from outside. */
export class Visitor {
	readonly ok = true;
	readonly #ports: Ports;
	readonly #url: string;
	readonly #signal: AbortSignal;
	readonly #email: string;
	readonly #password: Secret;
	#token: Secret;

	private constructor(ports: Ports, url: string, signal: AbortSignal, email: string, password: Secret, token: Secret) {
		this.#ports = ports;
		this.#url = url;
		this.#signal = signal;
		this.#email = email;
		this.#password = password;
		this.#token = token;
	}

	static async signUp(ports: Ports, url: string, signal: AbortSignal): Promise<Visitor | { readonly ok: false; readonly said: string }> {
		const email = `verify-${ports.system.random(9).reveal().toLowerCase()}@example.com`;
		const password = ports.system.random(18);
		const answer = await ports.http.request(
			{
				method: 'POST',
				url: `${url}/api/auth/signup`,
				json: { email, password: password.reveal(), name: 'Verification' },
				timeoutMs: 8000,
			},
			signal,
		);
		const token = (bodyOf(answer) as { token?: string } | undefined)?.token;
		if (!hasStatus(answer, 201) || !token) return { ok: false, said: `POST /api/auth/signup: ${describe(answer)}` };
		return new Visitor(ports, url, signal, email, password, new Secret(token));
	}

	#call(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, json?: unknown, timeoutMs = 8000): Promise<HttpAnswer> {
		return this.#ports.http.request(
			{ method, url: `${this.#url}${path}`, bearer: this.#token, timeoutMs, ...(json === undefined ? {} : { json }) },
			this.#signal,
		);
	}

	async logIn(): Promise<Trial> {
		const json = { email: this.#email, password: this.#password.reveal() };
		const answer = await this.#ports.http.request(
			{ method: 'POST', url: `${this.#url}/api/auth/login`, json, timeoutMs: 8000 },
			this.#signal,
		);
		const token = (bodyOf(answer) as { token?: string } | undefined)?.token;
		if (!hasStatus(answer, 200) || !token) return { ok: false, said: `POST /api/auth/login: ${describe(answer)}` };
		this.#token = new Secret(token);
		return { ok: true };
	}

	/** Adds a task; its id, or what was said instead. */
	async addTask(title: string): Promise<{ readonly id: string } | { readonly said: string }> {
		const answer = await this.#call('POST', '/api/todos', { title });
		const id = (bodyOf(answer) as { id?: string } | undefined)?.id;
		return hasStatus(answer, 201) && id !== undefined ? { id } : { said: `POST /api/todos: ${describe(answer)}` };
	}

	async hasTask(title: string): Promise<boolean> {
		const answer = await this.#call('GET', `/api/todos?q=${encodeURIComponent(title)}`);
		const found = bodyOf(answer) as { todos?: readonly { title?: string }[] } | undefined;
		return found?.todos?.some((todo) => todo.title === title) ?? false;
	}

	/** Create, list, complete, delete. */
	async tryTasks(): Promise<Trial> {
		const title = 'Verify the list';
		const added = await this.addTask(title);
		if ('said' in added) return { ok: false, said: added.said };
		if (!(await this.hasTask(title))) return { ok: false, said: 'GET /api/todos: the task that was just made is not in the list' };
		const completed = await this.#call('PATCH', `/api/todos/${added.id}`, { completed: true });
		if (!hasStatus(completed, 200)) return { ok: false, said: `PATCH /api/todos/:id: ${describe(completed)}` };
		const deleted = await this.#call('DELETE', `/api/todos/${added.id}`);
		if (!hasStatus(deleted, 204)) return { ok: false, said: `DELETE /api/todos/:id: ${describe(deleted)}` };
		return (await this.hasTask(title)) ? { ok: false, said: 'GET /api/todos: the deleted task is still in the list' } : { ok: true };
	}

	/** The chat makes a task, and the task is really there. */
	async chat(backend: string): Promise<Trial> {
		const title = 'water the plants';
		const message = backend === 'none' ? `add ${title}` : `Create a task with exactly this title: ${title}`;
		let failure: Trial = { ok: false, said: 'POST /api/chat was not asked' };
		for (let left = backend === 'ollama' ? chatsWithModel : 1; left > 0; left--) {
			const answer = await this.#call('POST', '/api/chat', { message }, backend === 'ollama' ? chatMs : 60_000);
			if (hasStatus(answer, 200) && (await this.hasTask(title))) return { ok: true, figure: backend };
			const said = hasStatus(answer, 200) ? 'it answered, but made no task' : describe(answer);
			const { reason } = (bodyOf(answer) ?? {}) as { reason?: string };
			failure = { ok: false, said: `POST /api/chat: ${said}`, ...(reason ? { reason } : {}) };
		}
		return failure;
	}

	/** The time within which 95 of 100 requests are answered, at a few requests at once. */
	async measure(): Promise<Speed> {
		const took: number[] = [];
		const failed: string[] = [];
		let left = requests;
		const worker = async () => {
			while (left-- > 0 && failed.length === 0) {
				const began = performance.now();
				const answer = await this.#call('GET', '/api/todos?limit=20');
				if (hasStatus(answer, 200)) took.push(performance.now() - began);
				else failed.push(describe(answer));
			}
		};
		await Promise.all(Array.from({ length: atOnce }, worker));
		if (failed[0] !== undefined) return { ok: false, said: `GET /api/todos: ${failed[0]}` };
		took.sort((a, b) => a - b);
		const p95Ms = Math.round(took[Math.floor(took.length * 0.95)] ?? 0);
		return { ok: true, p95Ms, figure: `p95 ${p95Ms} ms` };
	}

	/** Takes the account away with everything in it. That it fails must not hide what was found. */
	async leave(): Promise<void> {
		await this.#call('DELETE', '/api/account').catch(() => undefined);
	}
}

function hasStatus(answer: HttpAnswer, status: number): boolean {
	return answer.kind === 'answered' && answer.status === status;
}

function bodyOf(answer: HttpAnswer): unknown {
	return answer.kind === 'answered' ? parseJson(answer.body) : undefined;
}

export function describe(answer: HttpAnswer): string {
	if (answer.kind === 'unreachable') return answer.because;
	if (answer.kind === 'timed-out') return `no answer within ${answer.afterMs / 1000} s`;
	const problem = parseJson(answer.body) as { title?: string; detail?: string } | undefined;
	return `${answer.status} ${problem?.detail ?? problem?.title ?? ''}`.trim();
}
