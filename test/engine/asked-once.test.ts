import { describe, expect, it } from 'vitest';
import type { Command, Outcome, RunOptions } from '../../src/core/shell.js';
import { askedOnce } from '../../src/engine/asked-once.js';
import { portsWith } from '../support/context.js';

function counting(answer: (command: Command, time: number) => Outcome) {
	const sent: string[] = [];
	const shell = {
		run: async (command: Command, _options?: RunOptions) => {
			sent.push(command.join(' '));
			return answer(command, sent.length);
		},
		pipe: async () => answer(['pipe'], 0),
		lookFirstIn: () => undefined,
	};
	return { sent, shell: askedOnce(portsWith(shell)).shell };
}

const said = (stdout: string): Outcome => ({ kind: 'exited', code: 0, stdout, stderr: '' });

describe('one look at the world', () => {
	it('asks the same question once, whoever asks and whenever', async () => {
		const { sent, shell } = counting((_, time) => said(`${time}`));
		const together = await Promise.all([shell.run(['helm', 'version']), shell.run(['helm', 'version'], { timeoutMs: 1 })]);
		expect([...together, await shell.run(['helm', 'version'])]).toEqual([said('1'), said('1'), said('1')]);
		expect(sent).toEqual(['helm version']);
	});

	it('takes another environment or folder for another question', async () => {
		const { sent, shell } = counting(() => said(''));
		await shell.run(['docker', 'info']);
		await shell.run(['docker', 'info'], { env: { DOCKER_HOST: 'tcp://node' } });
		await shell.run(['docker', 'info'], { cwd: '/elsewhere' });
		expect(sent).toHaveLength(3);
	});

	it('never shares what is told something, or watched', async () => {
		const { sent, shell } = counting(() => said(''));
		for (const options of [{ input: 'x' }, { onLine: () => undefined }]) {
			await shell.run(['kubectl', 'apply'], options);
			await shell.run(['kubectl', 'apply'], options);
		}
		expect(sent).toHaveLength(4);
	});

	it.each<Outcome>([{ kind: 'timed-out', afterMs: 5 }, { kind: 'cancelled' }])(
		'asks again when the other one got no answer: %j',
		async (none) => {
			const { sent, shell } = counting((_, time) => (time === 1 ? none : said('there')));
			expect(await shell.run(['minikube', 'status'])).toEqual(none);
			expect(await shell.run(['minikube', 'status'])).toEqual(said('there'));
			expect(sent).toHaveLength(2);
		},
	);
});
