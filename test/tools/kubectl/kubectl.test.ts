import { describe, expect, it } from 'vitest';
import { freshWorld } from '../../../src/demo/world.js';
import { kubectlIsInstalled } from '../../../src/tools/kubectl/checks.js';
import { type KubectlFacts, kubectlProbe, parseKubeconfig, parseKubectlVersion } from '../../../src/tools/kubectl/probe.js';
import { noAbort, portsWith } from '../../support/context.js';
import { recorded, recording } from '../../support/fixtures.js';
import { installFacts } from '../../support/install-facts.js';
import { ScriptedShell } from '../../support/scripted-shell.js';

const check = kubectlIsInstalled({});
const install = installFacts();

const version = 'kubectl version --client -o json';
const view = 'kubectl config view -o json';

function read(script: ConstructorParameters<typeof ScriptedShell>[0]): Promise<KubectlFacts> {
	return kubectlProbe.read(portsWith(new ScriptedShell(script)), noAbort);
}

describe('what kubectl tells', () => {
	it('is parsed from its version and its configuration', () => {
		expect(parseKubectlVersion(recording('kubectl/version.kubectl-1.33.json'))).toBe('v1.33.9');
		expect(parseKubeconfig(recording('kubectl/config-view.running.minikube-1.36.json'))).toEqual({
			contexts: { minikube: 'https://192.168.49.2:8443' },
			current: 'minikube',
		});
		expect(parseKubeconfig(recording('kubectl/config-view.none.minikube-1.36.json'))).toEqual({ contexts: {}, current: undefined });
		expect(parseKubeconfig(recording('kubectl/config-view.stopped.minikube-1.36.json'))).toEqual({ contexts: {}, current: undefined });
	});

	it('is one fact of both commands', async () => {
		const facts = await read({
			[version]: recorded('kubectl/version.kubectl-1.33'),
			[view]: recorded('kubectl/config-view.running.minikube-1.36'),
		});

		expect(facts).toEqual({
			version: 'v1.33.9',
			contexts: { minikube: 'https://192.168.49.2:8443' },
			current: 'minikube',
			// There is no such file in the world of this test.
			lacking: { minikube: '/home/user/.minikube/profiles/minikube/client.crt' },
			configProblem: undefined,
		});
	});

	it('tells the file that a killed kubectl left, and only while it is there', async () => {
		const ports = portsWith(
			new ScriptedShell({
				[version]: recorded('kubectl/version.kubectl-1.33'),
				[view]: recorded('kubectl/config-view.none.minikube-1.36'),
			}),
		);
		expect((await kubectlProbe.read(ports, noAbort)).lockFile).toBeUndefined();
		const { home } = await ports.system.read('/');
		await ports.files.write(`${home}/.kube/config.lock`, '');
		expect((await kubectlProbe.read(ports, noAbort)).lockFile).toBe(`${home}/.kube/config.lock`);
	});

	it('tells the configuration that may not be written', async () => {
		const config = '/home/user/.kube/config';
		const script = { [version]: recorded('kubectl/version.kubectl-1.33'), [view]: recorded('kubectl/config-view.none.minikube-1.36') };
		const readOnly = async (mode: number) => {
			const ports = portsWith(new ScriptedShell(script), freshWorld({ files: { [config]: { text: '', mode } } }));
			return (await kubectlProbe.read(ports, noAbort)).readOnly;
		};
		expect(await readOnly(0o600)).toBeUndefined();
		expect(await readOnly(0o400)).toEqual({ file: config, cure: ['chmod', 'u+w', config] });
	});

	it.each([
		['linux', ':/srv/config:/other', '/srv/config', ['chmod', 'u+w', '/srv/config']],
		['win32', ';C:/Users/user/config', 'C:/Users/user/config', ['attrib', '-R', 'C:\\Users\\user\\config']],
	] as const)(
		'means the first file that KUBECONFIG names on %s, and the command of that system',
		async (platform, KUBECONFIG, file, cure) => {
			const script = { [version]: recorded('kubectl/version.kubectl-1.33'), [view]: recorded('kubectl/config-view.none.minikube-1.36') };
			const ports = portsWith(new ScriptedShell(script), freshWorld({ files: { [file]: { text: '', mode: 0o400 } } }));
			const read = async (folder: string) => ({ ...(await ports.system.read(folder)), platform, env: { KUBECONFIG } });
			const { readOnly } = await kubectlProbe.read({ ...ports, system: { ...ports.system, read } }, noAbort);
			expect(readOnly).toEqual({ file, cure });
		},
	);

	it('is nothing when it is not installed', async () => {
		const missing = { kind: 'missing', program: 'kubectl' } as const;
		expect(await read({ [version]: missing, [view]: missing })).toEqual({
			version: undefined,
			contexts: {},
			current: undefined,
			configProblem: undefined,
		});
	});

	it('is an error when it does not answer', async () => {
		await expect(read({ [version]: { kind: 'timed-out', afterMs: 8000 }, [view]: '' })).rejects.toThrow('did not answer within 8 s');
	});

	it.each([
		[
			'config-view.unreadable.kubectl-1.33',
			'error: error loading config file "/etc/shadow": open /etc/shadow: permission denied',
			'kubeconfig-permission',
		],
		[
			'config-view.broken-yaml.kubectl-1.33',
			'error: error loading config file "/tmp/bad.yaml": yaml: line 1: did not find expected node content',
			'kubeconfig-env-bad-path',
		],
	])('names the problem of its configuration in %s', async (name, configProblem, cause) => {
		const facts = await read({ [version]: recorded('kubectl/version.kubectl-1.33'), [view]: recorded(`kubectl/${name}`, 1) });

		expect(facts.configProblem).toBe(configProblem);
		expect(check.diagnose({ kubectl: facts, install })).toMatchObject([
			{ id: 'kubectl.config-unreadable', severity: 'blocker', cause, because: configProblem },
		]);
	});
});

describe('kubectl is installed', () => {
	const facts: KubectlFacts = { version: 'v1.33.9', contexts: {}, current: undefined, configProblem: undefined };

	it('holds with and without a context', () => {
		expect(check.diagnose({ kubectl: facts, install })).toEqual([]);
		expect(check.describe?.({ kubectl: facts, install })).toEqual({ subject: 'kubectl 1.33', fact: 'no context selected' });
		expect(check.describe?.({ kubectl: { ...facts, current: 'work' }, install })).toEqual({
			subject: 'kubectl 1.33',
			fact: 'context work',
		});
	});

	it('does not hold without it', () => {
		const [finding] = check.diagnose({ kubectl: { ...facts, version: undefined }, install });
		expect(finding?.id).toBe('kubectl.missing');
		expect(finding?.remedies.map(({ kind, says }) => `${kind}: ${says}`)).toEqual([
			'step: Install kubectl 1.33 for this user',
			'manual: Install kubectl 1.28 or newer.',
			'answer: Run without Kubernetes',
		]);
	});

	it('offers no install where there is no place for it', () => {
		const nowhere = installFacts({ folder: undefined });
		const [finding] = check.diagnose({ kubectl: { ...facts, version: undefined }, install: nowhere });
		expect(finding?.remedies[0]?.kind).toBe('manual');
	});
});
