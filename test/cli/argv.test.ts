import { describe, expect, it } from 'vitest';
import { parseArgv } from '../../src/cli/argv.js';
import { UsageError } from '../../src/core/error.js';

const problemOf = (...args: readonly string[]) => {
	try {
		parseArgv(args);
	} catch (error) {
		if (error instanceof UsageError) return error.message;
		throw error;
	}
	return 'no problem';
};

describe('the command line', () => {
	it.each<readonly [readonly string[], object]>([
		[[], { command: '', values: {}, argument: undefined }],
		[['up', '--yes', '--cluster', 'none'], { command: 'up', values: { cluster: 'none' } }],
		[['up', '--cluster=none'], { command: 'up', values: { cluster: 'none' } }],
		[['--dir', 'my folder', 'plan'], { command: 'plan', values: { dir: 'my folder' } }],
		[['logs', 'frontend'], { command: 'logs', argument: 'frontend' }],
		[['--ai-model=a=b'], { command: '', values: { 'ai-model': 'a=b' } }],
		[['down', '--delete-data'], { command: 'down' }],
		[['--timeout', '30'], { values: { timeout: '30' } }],
	])('%j', (args, argv) => {
		expect(parseArgv(args)).toMatchObject(argv);
	});

	it('knows the short forms', () => {
		expect([...parseArgv(['up', '-y']).switches]).toEqual(['yes']);
		expect([...parseArgv(['-h']).switches]).toEqual(['help']);
		expect([...parseArgv(['-v']).switches]).toEqual(['version']);
	});

	it.each<readonly [readonly string[], string]>([
		[['upp'], 'There is no command "upp". Did you mean "up"?'],
		[['up', '--clutser', 'none'], 'There is no flag --clutser. Did you mean --cluster?'],
		[['up', 'now'], '"now" is one word too many after "up".'],
		[['logs', 'database'], '"database" is not known here; logs takes backend or frontend.'],
		[['logs', 'backend', 'twice', 'more'], '"twice more" is too much on this line.'],
		[['up', '--dir'], '--dir needs a value: --dir FOLDER.'],
		[['up', '--dir', '--yes'], '--dir needs a value: --dir FOLDER.'],
		[['up', '--dir='], '--dir needs a value: --dir FOLDER.'],
		[['up', '--yes=no'], '--yes takes no value.'],
		[['verify', '--delete-data'], '--delete-data does not belong to "verify".'],
		[['--restart'], '--restart does not belong to "todo-k8s-setup".'],
		[['verify', '--cluster', 'none'], '--cluster does not belong to "verify".'],
	])('%j is answered with: %s', (args, problem) => {
		expect(problemOf(...args)).toBe(problem);
	});

	it.each(['--openai-api-key', '--openai-key', '--gemini-key', '--ai-api-key', '--api-key'])(
		'says where a secret belongs instead of %s, and does not repeat it',
		(flag) => {
			const problem = problemOf('up', flag, 'sk-secret-secret');

			expect(problem).toMatch(
				/^A secret is never a flag, because other users could read it\. Set \w+_API_KEY in the environment, or use --secrets-from FILE\.$/,
			);
			expect(problemOf('up', `${flag}=sk-secret-secret`)).toBe(problem);
		},
	);

	it('lists all mistakes at once', () => {
		expect(problemOf('upp', '--clutser', '--dir').split('\n')).toHaveLength(3);
	});
});
