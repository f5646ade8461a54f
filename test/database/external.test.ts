import { describe, expect, it } from 'vitest';
import type { Ground } from '../../src/core/choice.js';
import { Secret } from '../../src/core/secret.js';
import type { TcpAnswer, TcpQuestion } from '../../src/core/tcp.js';
import { addressProblem, parseAddress } from '../../src/database/external/address.js';
import { greet } from '../../src/database/external/greet.js';
import { external } from '../../src/database/external/index.js';
import { logIn } from '../../src/database/external/log-in.js';
import { freshWorld, simulatedPorts } from '../../src/demo/world.js';
import { noAbort, portsWith } from '../support/context.js';
import { exited, type Scripted, ScriptedShell } from '../support/scripted-shell.js';

const good = 'postgresql://todo:pass-word-1@db.example.com/todo';
const cluster: Ground = { holdsServers: true, roomMb: undefined, because: '' };
const places = { bundles: '/bundles' };
const machine: Ground = { holdsServers: false, roomMb: undefined, because: '' };

/** The app is a project of its own, with compiler settings that these tests do not have. */
const appModule = new URL('../../templates/app/backend/src/config/storage-settings.ts', import.meta.url).href;
const { readStorageSettings } = (await import(appModule)) as { readStorageSettings: (reader: unknown) => unknown };

/** The app's own judgement of the same address. */
function problemsOfApp(address: string): readonly string[] {
	const problems: string[] = [];
	const text = (name: string, fallback: string) => ({ DATABASE_DRIVER: 'external' })[name] ?? fallback;
	readStorageSettings({
		problems,
		text,
		secret: () => address,
		file: () => undefined,
		integer: (_name: string, fallback: number) => fallback,
		oneOf: text,
	});
	return problems;
}

describe('the address of a database', () => {
	it.each([
		['postgres://u@h/d', undefined],
		[good, undefined],
		[`${good}?sslmode=disable`, undefined],
		[`${good}?sslmode=verify-full&channel_binding=require`, undefined],
		['mysql://u:p@h/d', 'This is not the address of a Postgres database.'],
		['just words', 'This is not the address of a Postgres database.'],
		['postgresql://h/d', 'The address names no user.'],
		['postgresql://u:p@h', 'The address names no database.'],
		['postgresql://u:p@h/', 'The address names no database.'],
		[`${good}?sslmode=maybe`, 'The address has an sslmode that is none of disable, no-verify, require, verify-ca, verify-full.'],
	])('%s is judged as the app does', (address, problem) => {
		if (problem === undefined) expect(addressProblem(address)).toBeUndefined();
		else expect(addressProblem(address)).toContain(problem);
		expect(problemsOfApp(address).length > 0).toBe(problem !== undefined);
	});

	it('is never repeated in a problem', () => {
		for (const bad of ['postgresql://:pass-word-1@h/d', 'http://u:pass-word-1@h/d', 'postgresql://u:pass-word-1@h'])
			expect(addressProblem(bad)).not.toContain('pass-word-1');
	});

	it('is taken apart', () => {
		expect(parseAddress(good)).toEqual({ host: 'db.example.com', port: 5432, encrypted: true });
		expect(parseAddress('postgres://u@[fd00::1]:6543/d?sslmode=disable')).toEqual({ host: 'fd00::1', port: 6543, encrypted: false });
	});
});

describe('greeting a database', () => {
	async function ask(answer: TcpAnswer, encrypted = true) {
		const asked: TcpQuestion[] = [];
		const tcp = {
			ask: async (question: TcpQuestion) => {
				asked.push(question);
				return answer;
			},
			addressesOf: async () => [],
		};
		const said = await greet({ host: 'h', port: 5432, encrypted }, { ...simulatedPorts(freshWorld()), tcp }, noAbort);
		return { said, asked };
	}
	const letter = (text: string): TcpAnswer => ({ kind: 'answered', bytes: new TextEncoder().encode(text) });

	it('sends the request for TLS, and nothing that logs in', async () => {
		const { asked, said } = await ask(letter('S'));
		expect(said).toEqual({});
		expect(asked.map(({ host, port, send }) => ({ host, port, send: [...send] }))).toEqual([
			{ host: 'h', port: 5432, send: [0, 0, 0, 8, 4, 210, 22, 47] },
		]);
	});

	it.each<readonly [string, TcpAnswer, boolean, RegExp | undefined]>([
		[
			'does not encrypt, although it should',
			letter('N'),
			true,
			/does not encrypt its connections\. If you want it so, add \?sslmode=disable/,
		],
		['does not encrypt, as it was said', letter('N'), false, undefined],
		['is a web server', letter('HTTP/1.1 400'), true, /it is no Postgres/],
		['hangs up', letter(''), true, /it is no Postgres/],
		[
			'refuses',
			{ kind: 'unreachable', because: 'connect ECONNREFUSED 1.2.3.4:5432' },
			true,
			/No database answers at this address: connect ECONNREFUSED/,
		],
		['is silent', { kind: 'timed-out', afterMs: 8000 }, true, /did not answer within 8 s/],
	])('one that %s', async (_what, answer, encrypted, problem) => {
		const { said } = await ask(answer, encrypted);
		expect(said.note).toBeUndefined();
		if (problem) expect(said.problem).toMatch(problem);
		else expect(said).toEqual({});
	});

	it('one whose name is not known here is only noted', async () => {
		const { said } = await ask({ kind: 'unresolved', because: 'getaddrinfo ENOTFOUND h' });
		expect(said).toEqual({
			note: 'The host of the database is not known from here (getaddrinfo ENOTFOUND h), so its address was not tried.',
		});
	});
});

describe('a database elsewhere', () => {
	it('takes no address that means the pod itself in a cluster', () => {
		const local = 'postgresql://u:p@localhost/d';
		const [inCluster] = external.questions({}, cluster, places);
		const [here] = external.questions({}, machine, places);
		expect(inCluster?.problem?.(local)).toContain('host.minikube.internal');
		expect(inCluster?.problem?.('postgresql://u:p@127.0.0.2/d')).toContain('host.minikube.internal');
		expect(inCluster?.problem?.(good)).toBeUndefined();
		expect(here?.problem?.(local)).toBeUndefined();
	});

	it('has no flag, and the well-known variable', () => {
		const [question] = external.questions({}, cluster, places);
		expect(question).toMatchObject({ secret: true, env: ['TODO_K8S_DATABASE_URL', 'DATABASE_URL'] });
		expect(question?.flag).toBeUndefined();
	});

	it('tells its port, and keeps it when the address is not given again', () => {
		expect(external.config(new Secret('postgres://u@h:6543/d'))).toEqual({ driver: 'external', port: 6543 });
		expect(external.config(undefined)).toEqual({ driver: 'external', port: 'kept' });
	});
});

describe('logging in once, as the app will', () => {
	const address = 'postgresql://todo:pass-word-1@db.example.com/todo';
	const command = `${process.execPath} /bundles/backend/server.mjs try-database`;
	const say = async (ending: Scripted) => {
		const shell = new ScriptedShell({ [command]: ending });
		return { shell, said: await logIn(address, '/bundles', portsWith(shell), noAbort) };
	};

	it('gives the address by stdin, and in no argument', async () => {
		const { shell, said } = await say('{}\n');
		expect(said).toEqual({});
		expect([shell.inputs, shell.sent.join(' ').includes('pass-word-1'), shell.envs]).toEqual([[address], false, [{}]]);
	});

	it('refuses an address whose user and password are not accepted', async () => {
		const { said } = await say(
			'{"reason":"refused","problem":"The database server db.example.com:5432 does not accept this user and password. Correct POSTGRES_USER and POSTGRES_PASSWORD, or DATABASE_URL."}',
		);
		expect(said).toEqual({
			problem: 'The database server db.example.com:5432 does not accept this user and password. Correct DATABASE_URL.',
		});
	});

	it('only notes what may be different in the cluster, or could not be tried', async () => {
		const unreachable = '{"reason":"unreachable","problem":"The database server db.example.com:5432 does not answer."}';
		expect((await say(unreachable)).said).toEqual({ note: 'The database server db.example.com:5432 does not answer.' });
		for (const ending of [exited(1, '', 'boom'), { kind: 'timed-out', afterMs: 15_000 } as const])
			expect((await say(ending)).said).toEqual({ note: 'Whether the database accepts user and password could not be tried.' });
	});
});
