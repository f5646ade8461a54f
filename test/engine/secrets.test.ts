import { describe, expect, it } from 'vitest';
import { bareWorld, freshWorld } from '../../src/demo/world.js';
import { type Go, healthy, inShort, type Wizard } from '../support/wizard.js';

const key = 'sk-aaaaaaaaaaaaaaaa';
const other = 'sk-bbbbbbbbbbbbbbbb';
const online = () => freshWorld({ providers: { 'api.openai.com': 'accepts' } });
const withOpenAi = () => healthy(online(), { flags: { ai: 'openai' }, env: { OPENAI_API_KEY: key } });
const secrets = (wizard: Wizard, action: 'list' | 'set' | 'rotate', name?: string, go: Go = {}) =>
	wizard.go({ command: 'secrets', secretsWork: { action, key: name }, ...go });

describe('secrets list', () => {
	it('tells names and whose they are, and never a value', async () => {
		const wizard = await withOpenAi();
		const { report, events, changes } = await secrets(wizard, 'list');

		expect(report).toMatchObject({ outcome: 'status', exitCode: 0 });
		const rows = events.flatMap((event) => (event.event === 'check' ? [`${event.row.subject}: ${event.row.fact}`] : []));
		expect(rows).toEqual(['JWT_SECRET: there · made by us', 'OPENAI_API_KEY: there · yours']);
		expect(changes).toEqual([]);
		expect(JSON.stringify([report, events])).not.toContain(key);
	});

	it('ends with 5 when one is missing', async () => {
		const wizard = await withOpenAi();
		wizard.change((world) => {
			const [profile] = Object.values(world.minikube.profiles);
			const todo = profile?.namespaces.todo;
			if (!profile || !todo) return world;
			const namespaces = { ...profile.namespaces, todo: { ...todo, secrets: {} } };
			return { ...world, minikube: { ...world.minikube, profiles: { minikube: { ...profile, namespaces } } } };
		});
		expect((await secrets(wizard, 'list')).report).toMatchObject({
			exitCode: 5,
			says: 'Missing: JWT_SECRET, OPENAI_API_KEY. A run asks for it.',
		});
	});
});

describe('secrets set', () => {
	it('brings a value from the environment in, and restarts only what reads it', async () => {
		const wizard = await withOpenAi();
		const { report, changes } = await secrets(wizard, 'set', 'OPENAI_API_KEY', { yes: true, env: { OPENAI_API_KEY: other } });

		expect(report).toMatchObject({ outcome: 'done', exitCode: 0, says: 'New in place: OPENAI_API_KEY.' });
		expect(changes.map(inShort).slice(0, 2)).toEqual(['kubectl apply as todo-k8s-setup-openai_api_key', 'helm upgrade todo']);
		expect((await wizard.go({ yes: true })).changes).toEqual([]);
	});

	it('asks for it on a terminal', async () => {
		const wizard = await withOpenAi();
		const { report, frontEnd } = await secrets(wizard, 'set', undefined, { person: { answers: { openaiKey: [other] } } });

		expect(frontEnd.asked.map(({ id }) => id)).toEqual(['openaiKey']);
		expect(report.says).toBe('New in place: OPENAI_API_KEY.');
	});

	it.each<[string, string | undefined, Go, RegExp]>([
		[
			'no value, and nobody to ask',
			'OPENAI_API_KEY',
			{ yes: true },
			/^OPENAI_API_KEY: missing\. Give it by OPENAI_API_KEY or .*--secrets-from FILE, or leave --yes out on a terminal\.$/,
		],
		[
			'a key that the provider refuses',
			'OPENAI_API_KEY',
			{ yes: true, env: { OPENAI_API_KEY: 'sk' } },
			/^OPENAI_API_KEY.*: this is not accepted\./,
		],
		['one that we make', 'JWT_SECRET', { yes: true }, /^JWT_SECRET is made by us.*secrets rotate JWT_SECRET$/],
		[
			'one that there is not',
			'GEMINI_API_KEY',
			{ yes: true },
			/^There is no secret GEMINI_API_KEY in this setup; you give OPENAI_API_KEY\.$/,
		],
	])('says what would be right about %s', async (_, name, go, words) => {
		const wizard = await withOpenAi();
		const { report, changes } = await secrets(wizard, 'set', name, go);

		expect(report).toMatchObject({ outcome: 'usage', exitCode: 2 });
		expect(report.says).toMatch(words);
		expect(changes).toEqual([]);
	});
});

describe('secrets rotate', () => {
	it('makes new values where nobody has to know them', async () => {
		const wizard = await withOpenAi();
		const { report, changes } = await secrets(wizard, 'rotate', undefined, { yes: true });

		expect(report).toMatchObject({ outcome: 'done', says: 'New in place: JWT_SECRET. Everybody has to log in again.' });
		expect(changes.map(inShort).slice(0, 2)).toEqual(['kubectl apply as todo-k8s-setup-jwt_secret', 'helm upgrade todo']);
		expect((await wizard.go({ yes: true })).changes).toEqual([]);
	});

	it('tells the database its new password before the app reads it, by stdin', async () => {
		const wizard = await healthy(freshWorld(), { flags: { database: 'postgres' } });
		const before = wizard.ports.machine.sent.length;
		const { report, changes } = await secrets(wizard, 'rotate', 'POSTGRES_PASSWORD', { yes: true });

		expect(report.says).toBe('New in place: POSTGRES_PASSWORD.');
		const [tell, apply] = changes;
		expect(tell).toMatch(/ exec -i todo-postgres-0 -- psql /);
		expect(inShort(apply ?? '')).toBe('kubectl apply as todo-k8s-setup-postgres_password');
		const told = wizard.ports.machine.sent.slice(before).find(({ command }) => command.includes('psql'));
		expect(told?.input).toMatch(/^ALTER ROLE CURRENT_USER PASSWORD '[\w-]{64}';\n$/);
	});

	it("sends those to their provider that are the user's", async () => {
		const wizard = await withOpenAi();
		expect((await secrets(wizard, 'rotate', 'OPENAI_API_KEY', { yes: true })).report.says).toBe(
			'OPENAI_API_KEY is yours: get a new one from its provider, then todo-k8s-setup secrets set OPENAI_API_KEY',
		);
	});

	it('works without a cluster, and needs a yes off a terminal', async () => {
		const wizard = await healthy(bareWorld());
		expect((await secrets(wizard, 'rotate')).report).toMatchObject({ outcome: 'usage', exitCode: 2 });
		const { report } = await secrets(wizard, 'rotate', 'JWT_SECRET', { yes: true });
		expect(report).toMatchObject({ outcome: 'done', done: ['Secrets kept for this user', 'App started on this machine'] });
	});
});
