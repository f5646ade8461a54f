import { describe, expect, it } from 'vitest';
import type { Access } from '../../../src/core/app.js';
import type { Probe } from '../../../src/core/check.js';
import { toPlain } from '../../../src/core/phrase.js';
import type { HttpAnswer, HttpRequest, Ports } from '../../../src/core/ports.js';
import type { AppData } from '../../../src/core/world.js';
import { freshWorld, simulatedPorts } from '../../../src/demo/world.js';
import { Facts } from '../../../src/engine/facts.js';
import { judgeCheck } from '../../../src/engine/judge.js';
import { answerAsApp } from '../../../src/release/simulation.js';
import { journeyProbe } from '../../../src/release/verification/journey.js';
import { dataSurvives, verifyApp } from '../../../src/release/verification/verify.js';
import { noAbort } from '../../support/context.js';

const access: Probe<Access> = { id: 'access', read: async () => ({ url: 'http://app' }) };
const problem = (status: number, title: string): HttpAnswer => ({
	kind: 'answered',
	status,
	type: 'application/json',
	body: JSON.stringify({ title }),
});

/** The simulated app, spoilt in one place: what this returns is answered instead. */
class App {
	data: AppData = { accounts: {}, todos: [] };
	readonly asked: string[] = [];
	readonly ports: Ports;

	constructor(spoil: (call: string, request: HttpRequest) => HttpAnswer | undefined = () => undefined) {
		this.ports = {
			...simulatedPorts(freshWorld()),
			http: {
				request: async (request) => {
					const call = `${request.method ?? 'GET'} ${new URL(request.url).pathname}`;
					this.asked.push(call);
					const spoilt = spoil(call, request);
					if (spoilt) return spoilt;
					const { data, answer } = answerAsApp(this.data, request);
					this.data = data;
					return answer;
				},
			},
		};
	}

	async journey(backend = 'none') {
		return journeyProbe(access, backend).read(this.ports, noAbort);
	}
}

describe('the journey of a visitor', () => {
	it('goes through everything, and leaves nothing behind', async () => {
		const app = new App();
		const facts = await app.journey();

		expect(facts).toMatchObject({
			url: 'http://app',
			page: { ok: true },
			account: { ok: true },
			tasks: { ok: true },
			chat: { ok: true, figure: 'none' },
			speed: { ok: true },
		});
		expect(app.data).toEqual({ accounts: {}, todos: [] });
		expect(app.asked.filter((call) => call === 'GET /api/todos').length).toBeGreaterThan(200);
	});

	it('asks a model on this machine a second time, since a small one does not always understand', async () => {
		let asked = 0;
		const deaf = (times: number) => (call: string) => (call === 'POST /api/chat' && asked++ < times ? problem(200, 'Sure!') : undefined);
		expect((await new App(deaf(1)).journey('ollama')).chat).toEqual({ ok: true, figure: 'ollama' });
		asked = 0;
		expect((await new App(deaf(2)).journey('ollama')).chat).toEqual({ ok: false, said: 'POST /api/chat: it answered, but made no task' });
		asked = 0;
		expect((await new App(deaf(1)).journey('openai')).chat.ok).toBe(false);
	});

	it('takes the way that it is told to every part', async () => {
		const ways: unknown[] = [];
		const app = new App((_call, { via }) => {
			ways.push(via);
			return undefined;
		});
		const named: Probe<Access> = { id: 'named', read: async () => ({ url: 'http://todo.local', via: { address: '10.0.0.7' } }) };
		const facts = await journeyProbe(named, 'none').read(app.ports, noAbort);

		expect(facts.speed.ok).toBe(true);
		expect(ways.length).toBeGreaterThan(200);
		expect(new Set(ways.map((way) => JSON.stringify(way)))).toEqual(new Set(['{"address":"10.0.0.7"}']));
	});

	it('asks a model in a sentence, and the built-in grammar in its words', async () => {
		const messages: unknown[] = [];
		const listen = (call: string, { json }: HttpRequest) => {
			if (call === 'POST /api/chat') messages.push((json as { message: string }).message);
			return undefined;
		};
		await new App(listen).journey('none');
		await new App(listen).journey('openai');

		expect(messages).toEqual(['add water the plants', 'Create a task with exactly this title: water the plants']);
	});

	it.each<readonly [string, (call: string) => HttpAnswer | undefined, string, string]>([
		[
			'the page is silent',
			(call) => (call === 'GET /' ? { kind: 'unreachable', because: 'connect ECONNREFUSED' } : undefined),
			'page',
			'GET http://app/: connect ECONNREFUSED',
		],
		[
			'the page is something else',
			(call) => (call === 'GET /' ? problem(200, 'no page') : undefined),
			'page',
			'GET http://app/: 200 no page',
		],
		[
			'nobody can sign up',
			(call) => (call === 'POST /api/auth/signup' ? problem(503, 'The store is not ready.') : undefined),
			'account',
			'POST /api/auth/signup: 503 The store is not ready.',
		],
		[
			'nobody can log in',
			(call) => (call === 'POST /api/auth/login' ? problem(500, 'Oops') : undefined),
			'account',
			'POST /api/auth/login: 500 Oops',
		],
		[
			'tasks cannot be made',
			(call) => (call === 'POST /api/todos' ? problem(507, 'The disk is full.') : undefined),
			'tasks',
			'POST /api/todos: 507 The disk is full.',
		],
		[
			'tasks are not completed',
			(call) => (call.startsWith('PATCH') ? problem(500, 'Oops') : undefined),
			'tasks',
			'PATCH /api/todos/:id: 500 Oops',
		],
		[
			'tasks are not deleted',
			(call) => (call.startsWith('DELETE /api/todos') ? { kind: 'answered', status: 204, type: '', body: '' } : undefined),
			'tasks',
			'GET /api/todos: the deleted task is still in the list',
		],
		[
			'the chat fails',
			(call) => (call === 'POST /api/chat' ? problem(502, 'The key was refused.') : undefined),
			'chat',
			'POST /api/chat: 502 The key was refused.',
		],
		[
			'the chat talks and does nothing',
			(call) => (call === 'POST /api/chat' ? problem(200, 'Sure!') : undefined),
			'chat',
			'POST /api/chat: it answered, but made no task',
		],
	])('says where it ended when %s', async (_what, spoil, part, said) => {
		const app = new App(spoil);
		const facts = await app.journey();

		expect(facts[part as 'page']).toEqual({ ok: false, said });
		expect(app.data.accounts).toEqual({});
	});

	it('tries nothing without an address', async () => {
		const nowhere: Probe<Access> = { id: 'nowhere', read: async () => ({ url: undefined, because: 'the node has no address' }) };
		const facts = await journeyProbe(nowhere, 'none').read(new App().ports, noAbort);
		expect(facts).toMatchObject({ url: undefined, page: { ok: false, said: 'the node has no address' } });
	});
});

const openai = { backend: 'openai', baseUrl: '', model: 'gpt-4o-mini' };

describe('what is said of it', () => {
	it.each([
		['bad-key', 'todo-k8s-setup secrets set'],
		['no-model', 'todo-k8s-setup --ai-model NAME'],
		['rate-limited', 'todo-k8s-setup verify'],
		['refused', 'todo-k8s-setup logs backend'],
		[undefined, 'todo-k8s-setup logs backend'],
	])('leads on when the chat fails with the reason %s, and past the provider in any case', async (reason, command) => {
		const body = JSON.stringify({ title: 'Service Unavailable', detail: 'The provider said no.', reason });
		const answer: HttpAnswer = { kind: 'answered', status: 503, type: 'application/problem+json', body };
		const app = new App((call) => (call === 'POST /api/chat' ? answer : undefined));
		const judged = await Promise.all(verifyApp(access, openai).map(({ check }) => judgeCheck(check, new Facts(app.ports, noAbort))));
		const [finding] = judged.flatMap(({ findings }) => findings);
		const commands = finding?.remedies.flatMap((remedy) => (remedy.kind === 'manual' ? (remedy.commands ?? []) : []));

		expect(commands?.[0]).toBe(command);
		expect(commands?.at(-1)).toBe('todo-k8s-setup --ai none');
	});

	it('is one finding for each part that does not hold, in whole sentences', async () => {
		const app = new App((call) => (call === 'POST /api/chat' ? problem(502, 'The key was refused.') : undefined));
		const facts = new Facts(app.ports, noAbort);
		const judged = await Promise.all(verifyApp(access, openai).map(({ check }) => judgeCheck(check, facts)));

		expect(judged.map(({ check, findings }) => `${check.id}: ${findings.map(({ id }) => id)}`)).toEqual([
			'app.page: ',
			'app.account: ',
			'app.tasks: ',
			'app.chat: app.chat-fails',
			'app.speed: ',
		]);
		const [finding] = judged.flatMap(({ findings }) => findings);
		expect([toPlain(finding?.says ?? ''), finding?.because]).toMatchInlineSnapshot(`
			[
			  "This does not hold yet: the chat makes a task.",
			  "POST /api/chat: 502 The key was refused.",
			]
		`);
	});
});

describe('data over a restart', () => {
	const read = (app: App, restart: () => Promise<void>) => judgeCheck(dataSurvives(access, restart).check, new Facts(app.ports, noAbort));

	it('is there again', async () => {
		const app = new App();
		const judged = await read(app, async () => undefined);

		expect(judged).toMatchObject({ findings: [], row: { subject: 'data survives a restart', fact: 'back after 1 s' } });
		expect(app.data.accounts).toEqual({});
	});

	it('is waited for while the app comes back', async () => {
		let away = 0;
		const app = new App(() => (away > 0 && away-- ? problem(502, 'Bad gateway') : undefined));
		const judged = await read(app, async () => {
			away = 5;
		});

		expect(judged.findings).toEqual([]);
		expect(judged.row.fact).toBe('back after 2 s');
	});

	it('is lost when the app comes back empty', async () => {
		const app = new App();
		const { findings } = await read(app, async () => {
			app.data = { accounts: {}, todos: [] };
		});

		expect(findings).toMatchObject([{ id: 'app.data-lost', because: 'the task that was made before the restart is not there any more' }]);
	});
});
