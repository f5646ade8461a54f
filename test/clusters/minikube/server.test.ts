import { describe, expect, it } from 'vitest';
import { serverAnswers } from '../../../src/clusters/minikube/server.js';
import { serverProbe } from '../../../src/tools/kubectl/server.js';
import { noAbort, portsWith } from '../../support/context.js';
import { exited, ScriptedShell } from '../../support/scripted-shell.js';

const version = (client: string, server?: string) =>
	JSON.stringify({ clientVersion: { gitVersion: client }, ...(server ? { serverVersion: { gitVersion: server } } : {}) });

async function judged(versions: ReturnType<typeof exited>, may: ReturnType<typeof exited>) {
	const shell = new ScriptedShell({
		'kubectl --context minikube --request-timeout=4s version -o json': versions,
		'kubectl --context minikube --request-timeout=4s auth can-i create namespaces': may,
	});
	const server = await serverProbe('minikube').read(portsWith(shell), noAbort);
	const check = serverAnswers('minikube');
	const facts = { server, minikube: { state: 'running' } } as never;
	return {
		findings: check.diagnose(facts).map(({ id, severity }) => `${id} ${severity}`),
		row: check.describe?.(facts),
	};
}

describe('the API server of a context', () => {
	it('answers, fits and lets us work', async () => {
		expect(await judged(exited(0, version('v1.33.1', 'v1.34.0')), exited(0, 'yes\n'))).toEqual({
			findings: [],
			row: { subject: 'Context "minikube"', fact: 'Kubernetes 1.34.0' },
		});
	});

	it('is too old or too new for this kubectl', async () => {
		expect((await judged(exited(0, version('v1.33.1', 'v1.30.0')), exited(0, 'yes\n'))).findings).toEqual(['kubectl.version-skew note']);
	});

	it('does not let this user work', async () => {
		expect((await judged(exited(0, version('v1.33.1', 'v1.33.0')), exited(1, 'no\n'))).findings).toEqual(['kubectl.forbidden warning']);
	});

	it('does not answer, and what kubectl said names the cause', async () => {
		const refused = 'The connection to the server 127.0.0.1:32770 was refused - did you specify the right host or port?';
		expect((await judged(exited(1, version('v1.33.1'), refused), exited(1, '', refused))).findings).toEqual([
			'kubectl.stale-context warning',
		]);
		expect((await judged(exited(1, version('v1.33.1'), 'something odd'), exited(1))).findings).toEqual(['cluster.unreachable warning']);
	});
});
