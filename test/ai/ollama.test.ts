import { describe, expect, it } from 'vitest';
import { ollama } from '../../src/ai/ollama/index.js';
import { memoryOf, offeredModels } from '../../src/ai/ollama/models.js';
import type { Ground } from '../../src/core/choice.js';
import type { HttpAnswer } from '../../src/core/ports.js';
import { problemOf, type Question } from '../../src/core/question.js';
import { freshWorld, simulatedPorts } from '../../src/demo/world.js';
import { noAbort } from '../support/context.js';

const cluster = (roomMb?: number): Ground => ({ holdsServers: true, roomMb, because: 'the cluster is small' });
const machine: Ground = { holdsServers: false, roomMb: undefined, because: '' };

function modelQuestion(ground: Ground): Question {
	const [question] = ollama.questions({}, ground);
	if (!question) throw new Error('There is no question for the model.');
	return question;
}

describe('the memory of a model', () => {
	it.each([
		['qwen2.5:0.5b', 1024],
		['llama3.2:1b', 2048],
		['qwen2.5:3b', 3072],
		['llama3.1:8b', 6400],
		['qwen2.5:7b-instruct-q4_K_M', 5632],
		['smollm2:135m', 768],
		['mistral', undefined],
		['library/model:latest', undefined],
	])('of %s is %s MiB', (name, memoryMb) => {
		expect(memoryOf(name)).toBe(memoryMb);
	});
});

describe('the model question', () => {
	it('offers models from the smallest on, each with what it takes, and the smallest by itself', () => {
		const { options, fallback } = modelQuestion(cluster(8000));
		expect(options?.map(({ value, hint }) => `${value}: ${hint}`)).toEqual([
			'qwen2.5:0.5b: 400 MB to download · 1 GiB of memory',
			'llama3.2:1b: 1.3 GB to download · 2 GiB of memory',
			'qwen2.5:3b: 1.9 GB to download · 3 GiB of memory',
		]);
		expect(fallback).toBe('qwen2.5:0.5b');
		expect(options?.filter(({ refused }) => refused)).toEqual([]);
	});

	it('refuses what does not fit, with the figures', () => {
		const question = modelQuestion(cluster(2500));
		expect(question.options?.map(({ refused }) => refused !== undefined)).toEqual([false, false, true]);
		expect(problemOf(question, 'qwen2.5:3b')).toBe(
			'The model qwen2.5:3b needs 3 GiB of memory, and 2.4 GiB can be had: the cluster is small.',
		);
		expect(problemOf(question, 'llama3.1:8b')).toMatch(/^The model llama3\.1:8b needs 6\.3 GiB of memory/);
	});

	it('takes any other name that could be one', () => {
		const question = modelQuestion(cluster(2500));
		expect(problemOf(question, 'mistral')).toBeUndefined();
		expect(problemOf(question, 'hf.co/team/model:Q4')).toBeUndefined();
		expect(problemOf(question, 'not a model')).toContain('is not a model name');
	});

	it('refuses nothing where the memory is not known', () => {
		expect(problemOf(modelQuestion(cluster()), 'llama3.1:70b')).toBeUndefined();
	});

	it.each<readonly [string, HttpAnswer, string | undefined]>([
		[
			'is away',
			{ kind: 'unreachable', because: 'connect ECONNREFUSED' },
			'Start it with "ollama serve", and get the model with "ollama pull llama3.2:1b".',
		],
		['lacks the model', answered('{"data":[{"id":"qwen2.5:0.5b"}]}'), 'Get it with "ollama pull llama3.2:1b".'],
		['has the model', answered('{"data":[{"id":"llama3.2:1b"}]}'), undefined],
	])('notes where there is no cluster that the own Ollama %s', async (_what, answer, note) => {
		const ports = { ...simulatedPorts(freshWorld()), http: { request: async () => answer } };
		const tried = await modelQuestion(machine).try?.('llama3.2:1b', ports, noAbort);
		expect(tried?.problem).toBeUndefined();
		if (note === undefined) expect(tried).toEqual({});
		else expect(tried?.note).toContain(note);
	});

	it('tries nothing that will only be there later', () => {
		expect(modelQuestion(cluster()).try).toBeUndefined();
	});
});

describe('Ollama among the answers', () => {
	it('says what it takes, or whose server it is', () => {
		expect(ollama.option(cluster(2000)).hint).toBe('no key · 400 MB to download · 1 GiB of memory');
		expect(ollama.option(machine).hint).toBe('no key · an Ollama of yours on this machine, at http://localhost:11434/v1');
	});

	it('is refused where not even its smallest model fits', () => {
		expect(ollama.option(cluster(1000)).refused).toMatch(/^The model qwen2\.5:0\.5b needs 1 GiB of memory, and 1000 MiB can be had/);
		expect(ollama.option(cluster(1024)).refused).toBeUndefined();
	});

	it.each(offeredModels)('gets memory for $name and the server itself', ({ name, memoryMb, download }) => {
		expect(ollama.companion?.({ aiModel: name }, cluster())).toEqual({
			name: 'ollama',
			image: 'ollama/ollama:0.12.11',
			minutesToCome: 20,
			model: name,
			download,
			memoryMb: memoryMb + 256,
		});
	});

	it('brings no server along where there is no cluster', () => {
		expect(ollama.companion?.({}, machine)).toBeUndefined();
		expect(ollama.config({}, machine)).toEqual({ backend: 'ollama', baseUrl: 'http://localhost:11434/v1', model: 'qwen2.5:0.5b' });
		expect(ollama.config({ aiModel: 'x' }, cluster())).toEqual({ backend: 'ollama', baseUrl: '', model: 'x' });
	});
});

function answered(body: string): HttpAnswer {
	return { kind: 'answered', status: 200, type: 'application/json', body };
}
