import { describe, expect, it } from 'vitest';
import { keyQuestion, tryKey } from '../../src/ai/key.js';
import type { HttpAnswer, HttpRequest } from '../../src/core/ports.js';
import { noAbort } from '../support/context.js';

const trial = { provider: 'OpenAI', baseUrl: 'https://api.openai.com/v1', shape: 'A key begins with "sk-".' };

function answering(answer: HttpAnswer) {
	const asked: HttpRequest[] = [];
	const request = async (each: HttpRequest) => {
		asked.push(each);
		return answer;
	};
	return { asked, http: { request } };
}

const answered = (status: number, body = '{}'): HttpAnswer => ({ kind: 'answered', status, type: 'application/json', body });

describe('trying a key', () => {
	it.each<readonly [string, HttpAnswer, object]>([
		['accepted', answered(200), {}],
		['refused with 401', answered(401), { problem: 'OpenAI refused this key (401). A key begins with "sk-".' }],
		['refused with 403', answered(403), { problem: 'OpenAI refused this key (403). A key begins with "sk-".' }],
		[
			'refused as Google does it',
			answered(400, '{"error":{"status":"API_KEY_INVALID"}}'),
			{ problem: 'OpenAI refused this key (400). A key begins with "sk-".' },
		],
		['without quota', answered(429), { note: 'OpenAI accepted the key, but its quota is used up (429).' }],
		['answered with an error', answered(503), { note: 'OpenAI answered 503 when the key was tried.' }],
		['answered with a 400 about something else', answered(400, 'bad request'), { note: 'OpenAI answered 400 when the key was tried.' }],
		[
			'offline',
			{ kind: 'unreachable', because: 'getaddrinfo ENOTFOUND' },
			{ note: 'OpenAI could not be asked from here (getaddrinfo ENOTFOUND), so the key was not tried.' },
		],
		[
			'silent',
			{ kind: 'timed-out', afterMs: 6000 },
			{ note: 'OpenAI could not be asked from here (no answer), so the key was not tried.' },
		],
	])('that is %s', async (_what, answer, verdict) => {
		expect(await tryKey(trial, 'sk-key', answering(answer).http, noAbort)).toEqual(verdict);
	});

	it('asks for the list of models once, with the key as a bearer and nowhere else', async () => {
		const { asked, http } = answering(answered(200));
		await tryKey(trial, 'sk-key', http, noAbort);

		expect(asked).toHaveLength(1);
		expect(asked[0]?.url).toBe('https://api.openai.com/v1/models');
		expect(asked[0]?.bearer?.reveal()).toBe('sk-key');
		expect(JSON.stringify(asked)).not.toContain('sk-key');
	});
});

describe('the question for a key', () => {
	const question = keyQuestion('openaiKey', 'OPENAI_API_KEY', trial);

	it('has no flag, and the well-known variable', () => {
		expect(question).toMatchObject({ secret: true, env: ['TODO_K8S_OPENAI_API_KEY', 'OPENAI_API_KEY'] });
		expect(question.flag).toBeUndefined();
	});

	it('refuses what cannot be a key without repeating it', () => {
		expect(question.problem?.('a b c d e f g')).toBe('This is no key. A key begins with "sk-".');
		expect(question.problem?.('sk-12345678')).toBeUndefined();
	});
});
