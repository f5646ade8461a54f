import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { check, rules } from './dockerfile-rules.js';

const read = (path: string) => readFileSync(fileURLToPath(new URL(`../../../templates/app/${path}`, import.meta.url)), 'utf8');

describe.each(['backend', 'frontend'])('the Dockerfile of the %s', (app) => {
	const text = read(`${app}/Dockerfile`);

	it('breaks no rule', () => {
		expect(check(text)).toEqual([]);
	});

	it('has the usual stages, and is the runtime when no stage is asked for', () => {
		const stages = [...text.matchAll(/^FROM \S+(?: AS (\w+))?$/gm)].map(([, name]) => name);
		expect(stages).toEqual(['deps', 'build', 'runtime', 'test', undefined]);
		expect(text.trim().split('\n').at(-1)).toBe('FROM runtime');
	});

	it('names no secret in ARG or ENV', () => {
		const names = [...text.matchAll(/^(?:ARG|ENV) (\w+)/gm)].map(([, name]) => name);
		expect(names.filter((name) => /KEY|SECRET|TOKEN|PASSWORD/.test(name ?? ''))).toEqual([]);
	});

	it('says what the image is', () => {
		for (const label of ['title', 'version', 'revision', 'created', 'source', 'licenses'])
			expect(text).toContain(`org.opencontainers.image.${label}=`);
	});
});

describe('the rules', () => {
	it.each(rules.map((rule) => [rule.id, rule.says, rule] as const))('%s: %s', (id, _says, { broken }) => {
		expect(check(broken).some((problem) => problem.startsWith(id))).toBe(true);
	});
});
