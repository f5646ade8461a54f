import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Redactor, Secret } from '../../src/core/secret.js';

describe('a secret', () => {
	const secret = new Secret('hunter2-hunter2');

	it('prints as [secret] however it is printed', () => {
		expect(`${secret}`).toBe('[secret]');
		expect(JSON.stringify({ secret })).toBe('{"secret":"[secret]"}');
		expect(inspect({ secret })).toBe('{ secret: [secret] }');
		expect(Object.keys(secret)).toEqual([]);
	});

	it('shows itself only when it is told to', () => {
		expect(secret.reveal()).toBe('hunter2-hunter2');
	});
});

describe('the redactor', () => {
	function knowing(...values: readonly string[]): Redactor {
		const redactor = new Redactor();
		for (const value of values) redactor.learn(new Secret(value));
		return redactor;
	}

	it('takes what it learned out of a text, everywhere', () => {
		expect(knowing('hunter2-hunter2').clean('a hunter2-hunter2 b\nhunter2-hunter2')).toBe('a [secret] b\n[secret]');
	});

	it('knows it in base64, as Kubernetes prints it, also with letters beyond ASCII', () => {
		for (const value of ['hunter2-hunter2', 'pässwörd-🔑-long']) {
			expect(knowing(value).clean(`data: ${Buffer.from(value).toString('base64')}`)).toBe('data: [secret]');
		}
	});

	it('knows it percent-encoded, as addresses carry it', () => {
		expect(knowing('p@ss/word+1').clean('https://host/?key=p%40ss%2Fword%2B1')).toBe('https://host/?key=[secret]');
	});

	it('knows the password in an address, which may be quoted alone', () => {
		const redactor = knowing('postgresql://todo:p%40ss-word-1@db.example.com/todo', 'postgresql://u:50%25-off%@h/d');
		expect(redactor.clean('for "p@ss-word-1" and p%40ss-word-1')).toBe('for "[secret]" and [secret]');
		expect(redactor.clean('db.example.com todo')).toBe('db.example.com todo');
		expect(redactor.clean('it was 50%25-off%')).toBe('it was [secret]');
		expect(knowing('postgresql://todo@db.example.com/todo').clean('todo')).toBe('todo');
	});

	it('leaves very short values, which would garble any text', () => {
		expect(knowing('abc').clean('abc alphabet')).toBe('abc alphabet');
	});

	it('takes a value out whose part is another value', () => {
		expect(knowing('hunter2-hunter2', 'hunter2-hunter2-longer').clean('x hunter2-hunter2-longer y')).not.toContain('longer');
	});

	it('treats a value as text, not as a pattern', () => {
		expect(knowing('a.*b$&c').clean('a.*b$&c and axxb')).toBe('[secret] and axxb');
	});

	it.each([
		['sk-proj-abcdefghijklmnop1234', 'OpenAI'],
		['AIzaSyA1234567890abcdefghijklmnopqrstuv', 'Google'],
		['gsk_abcdefghijklmnopqrstuvwx', 'Groq'],
	])('knows keys by their shape: %s of %s', (key) => {
		expect(new Redactor().clean(`key ${key}.`)).toBe('key [secret].');
	});

	it('takes passwords out of addresses', () => {
		expect(new Redactor().clean('postgres://me:secret@db:5432/x and http://proxy:3128/a@b')).toBe(
			'postgres://me:[secret]@db:5432/x and http://proxy:3128/a@b',
		);
	});
});
