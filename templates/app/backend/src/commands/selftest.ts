import { randomBytes } from 'node:crypto';
import { UsageError } from './usage-error.ts';

interface Answer {
	readonly status: number;
	readonly body: Record<string, unknown>;
	readonly text: string;
}

const patienceMs = 15_000;
const aiPatienceMs = 60_000;
/** Longer than a connection inside a cluster ever takes. */
const blockedAfterMs = 5000;

type Call = ReturnType<typeof caller>;
type Check = (title: string, work: () => Promise<void>) => Promise<void>;

/** What can be tried; each from where its address leads. */
const parts: Readonly<Record<string, (call: Call, check: Check) => Promise<void>>> = {
	api: tryApi,
	database: tryDatabase,
	metrics: tryMetrics,
	web: tryWeb,
	ai: tryAi,
	blocked: tryBlocked,
};

/** Tries one part of a running app. Throws at the first thing that is not as it should be. */
export async function selftest(baseUrl: string, part: string, print: (line: string) => void): Promise<void> {
	const work = parts[part];
	if (work === undefined) throw new UsageError(`selftest knows ${Object.keys(parts).join(', ')}, and not "${part}".`);
	await work(caller(baseUrl.replace(/\/+$/, '')), async (title, step) => {
		try {
			await step();
			print(`ok   ${title}`);
		} catch (error) {
			print(`FAIL ${title}`);
			throw error;
		}
	});
}

/** Uses the app the way a person would, with an account of its own that it removes again. */
async function tryApi(call: Call, check: Check): Promise<void> {
	const email = `selftest-${randomBytes(8).toString('hex')}@selftest.invalid`;
	const password = randomBytes(24).toString('base64url');
	let token = '';
	let id = '';

	await check('sign up', async () => {
		token = String(expectStatus(await call('POST', '/api/auth/signup', { email, password }), 201).token);
	});
	try {
		await check('log in', async () => {
			token = String(expectStatus(await call('POST', '/api/auth/login', { email, password }), 200).token);
		});
		await check('create a todo', async () => {
			id = String(expectStatus(await call('POST', '/api/todos', { title: 'selftest', priority: 'high' }, token), 201).id);
		});
		await check('list todos', async () => {
			const { todos } = expectStatus(await call('GET', '/api/todos?status=open', undefined, token), 200) as { todos: { id: string }[] };
			if (!todos.some((todo) => todo.id === id)) throw new Error('the new todo is not in the list');
		});
		await check('complete the todo', async () => {
			const todo = expectStatus(await call('PATCH', `/api/todos/${id}`, { completed: true }, token), 200);
			if (todo.completed !== true) throw new Error('the todo is still open');
		});
		await check('delete the todo', async () => {
			expectStatus(await call('DELETE', `/api/todos/${id}`, undefined, token), 204);
			expectStatus(await call('GET', `/api/todos/${id}`, undefined, token), 404);
		});
		// With a provider behind it, a chat would cost money and depend on somebody else, so only the built-in one is tried here.
		if ((await call('GET', '/ready')).body.ai === 'none') await check('chat', () => chat(call, token, 'add selftest by chat'));
	} finally {
		await check('remove the account', async () => {
			expectStatus(await call('DELETE', '/api/account', undefined, token), 204);
			expectStatus(await call('GET', '/api/todos', undefined, token), 401);
		});
	}
}

async function chat(call: Call, token: string, message: string): Promise<void> {
	const { actions } = expectStatus(await call('POST', '/api/chat', { message }, token, aiPatienceMs), 200) as {
		actions: { tool: string }[];
	};
	if (actions[0]?.tool !== 'create_todo') throw new Error('the chat did not add a todo');
}

/** The API says whether its database answers and has the right schema; nobody else has a password for it. */
async function tryDatabase(call: Call, check: Check): Promise<void> {
	await check('the database answers and has the schema of this version', async () => {
		expectStatus(await call('GET', '/ready'), 200);
	});
}

async function tryMetrics(call: Call, check: Check): Promise<void> {
	await check('figures are served', async () => {
		const { status, text } = await call('GET', '/metrics');
		if (status !== 200) throw new Error(`expected status 200 and got ${status}`);
		for (const line of [/^todo_build_info\{/m, /^todo_db_up 1$/m]) if (!line.test(text)) throw new Error(`there is no line ${line.source}`);
	});
}

async function tryWeb(call: Call, check: Check): Promise<void> {
	await check('the page is served', async () => {
		const { status, text } = await call('GET', '/');
		if (status !== 200 || !/<div id="root"/.test(text)) throw new Error(`got ${status} and not the page`);
	});
	await check('the web says that it lives', async () => {
		const { status } = await call('GET', '/healthz');
		if (status !== 200) throw new Error(`expected status 200 and got ${status}`);
	});
	await check('the web passes /api on', async () => {
		// Without a session, and it is the API that says so.
		expectStatus(await call('GET', '/api/todos'), 401);
	});
}

/** Providers that ask for a key cost money, so of these only whether they can be reached is asked. */
async function tryAi(call: Call, check: Check): Promise<void> {
	await check('the model can be reached', async () => {
		// The API looks from time to time and answers what it saw last.
		for (const end = Date.now() + aiPatienceMs; ; await new Promise((resolve) => setTimeout(resolve, 1000))) {
			const { ai } = expectStatus(await call('GET', '/ready'), 200);
			if (ai === 'ready') return;
			if (Date.now() > end) throw new Error(`the API says that the model is ${ai}`);
		}
	});
}

/** Succeeds when nobody answers: this is for a place that network policies have to keep out. */
async function tryBlocked(call: Call, check: Check): Promise<void> {
	await check('network policies keep strangers out', async () => {
		const answer = await call('GET', '/health', undefined, undefined, blockedAfterMs).catch((error: Error) => error);
		if (answer instanceof Error && /timeout|timed out|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH/i.test(whyOf(answer))) return;
		if (answer instanceof Error) throw answer;
		throw new Error(
			`got an answer (${answer.status}): the network plugin of this cluster does not enforce network policies. On Minikube: minikube start --cni=kindnet`,
		);
	});
}

function whyOf({ name, message, cause }: Error): string {
	const { code = '' } = (cause ?? {}) as { code?: string };
	return [name, message, code].join(' ');
}

function caller(baseUrl: string) {
	return async (method: string, path: string, body?: object, token?: string, limitMs = patienceMs): Promise<Answer> => {
		const response = await fetch(baseUrl + path, {
			method,
			signal: AbortSignal.timeout(limitMs),
			headers: {
				...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
				...(body === undefined ? {} : { 'content-type': 'application/json' }),
			},
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
		const text = await response.text();
		return { status: response.status, body: parseObject(text), text };
	};
}

function parseObject(text: string): Record<string, unknown> {
	try {
		return JSON.parse(text) as Record<string, unknown>;
	} catch {
		return {};
	}
}

function expectStatus({ status, body }: Answer, expected: number): Record<string, unknown> {
	if (status === expected) return body;
	throw new Error(`expected status ${expected} and got ${status}${typeof body.detail === 'string' ? `: ${body.detail}` : ''}`);
}
