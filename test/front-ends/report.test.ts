import { describe, expect, it } from 'vitest';
import type { CheckEvent } from '../../src/core/event.js';
import { createReport } from '../../src/front-ends/report/index.js';
import { anonymous } from '../../src/front-ends/report/to-markdown.js';

const person = { home: '/home/ada', user: 'ada', host: 'analytical-engine' };
const check: CheckEvent = {
	event: 'check',
	phase: 'inspect',
	id: 'docker.ready',
	state: 'blocker',
	row: { subject: 'Docker 28.2 (Engine)', fact: 'installed | its daemon does not run' },
	findings: [
		{
			id: 'docker.not-running',
			severity: 'blocker',
			says: 'Docker does not answer.',
			because: 'docker info: dial unix /home/ada/.docker/run/docker.sock',
			remedies: [],
		},
	],
};

describe('doctor --report', () => {
	it('is one Markdown text with every row and finding', async () => {
		let written = '';
		const stdout = {
			write(text: string, done: () => void) {
				written += text;
				done();
				return true;
			},
		} as unknown as NodeJS.WriteStream;
		const frontEnd = createReport({ stdout, version: '1.2.3', node: '22.1.0', person });
		frontEnd.on(check);
		await frontEnd.close({
			outcome: 'blocked',
			exitCode: 3,
			says: 'One thing has to be put right.',
			verified: [],
			findings: [],
			causes: [],
			done: [],
			held: [],
			left: [],
			lastLines: [],
			next: [],
			seconds: 1,
		});

		expect(written).toMatchInlineSnapshot(`
			"### todo-k8s-setup 1.2.3 doctor (Node 22.1.0)

			One thing has to be put right.

			| | What | Seen |
			|---|---|---|
			| FAIL | Docker 28.2 (Engine) | installed \\| its daemon does not run |

			- **docker.not-running** (blocker): Docker does not answer.
			  > docker info: dial unix ~/.docker/run/docker.sock
			"
		`);
	});

	it('names neither the person nor the machine', () => {
		expect(anonymous('ada@analytical-engine in /home/ada/todo and C:\\Users\\Ada\\x, mail ada@example.com', person)).toBe(
			'USER@HOST in ~/todo and C:\\Users\\USER\\x, mail EMAIL',
		);
		expect(anonymous('canada, ada-lovelace, adagio', person)).toBe('canada, ada-lovelace, adagio');
	});

	it('keeps the addresses of local clusters, which mean nobody', () => {
		expect(anonymous('192.168.49.2:8443, 127.0.0.1, 10.96.0.1, 203.0.113.7', person)).toBe(
			'192.168.49.2:8443, 127.0.0.1, 10.96.0.1, ADDRESS',
		);
	});
});
