import { describe, expect, it } from 'vitest';
import type { Remedy } from '../../src/core/check.js';
import { toPlain } from '../../src/core/phrase.js';
import type { World } from '../../src/core/world.js';
import { bareWorld, freshWorld } from '../../src/demo/world.js';
import { inShort, Wizard } from '../support/wizard.js';

const toolless: Partial<World> = {
	minikube: { installed: false, profiles: {} },
	kubectl: { installed: false, current: '', contexts: {} },
	helm: { version: undefined },
};
const foreignHelm = { '/home/user/.local/bin/helm': { text: 'helm 2', mode: 0o755 } };
const isStep = (remedy: Remedy) => remedy.kind === 'step';

describe('up with --install-tools', () => {
	it('installs what is missing as part of its plan, and sets up Minikube with it', async () => {
		const wizard = new Wizard(freshWorld(toolless));
		const { report, events } = await wizard.go({ yes: true, installTools: true });

		expect(report).toMatchObject({ outcome: 'ready', exitCode: 0 });
		expect(report.done.filter((done) => done.endsWith('installed'))).toEqual([
			'Minikube 1.36.0 installed',
			'kubectl 1.33.9 installed',
			'Helm 4.1.4 installed',
			'Release "todo" installed',
		]);
		const [plan] = events.flatMap((event) => (event.event === 'plan' ? [event.plan] : []));
		expect(plan?.items.slice(0, 3).map(({ step }) => `${step.title}, ${step.costs}`)).toEqual([
			'Install Minikube 1.36 for this user, 120 MB',
			'Install kubectl 1.33 for this user, 60 MB',
			'Install Helm 4.1 for this user, 18 MB',
		]);
		expect(plan?.elsewhere.slice(0, 3).map(toPlain)).toEqual([
			'Minikube into ~/.local/bin',
			'kubectl into ~/.local/bin',
			'Helm into ~/.local/bin',
		]);
	});

	it('tells at the end how the user finds the tools, and needs nothing the next time', async () => {
		const wizard = new Wizard(freshWorld(toolless));
		const { report } = await wizard.go({ yes: true, installTools: true });
		expect(report.findings.map(({ id, severity }) => `${severity} ${id}`)).toEqual(['warning tool.folder-not-on-path']);

		const again = await wizard.go({ yes: true });
		expect(again.changes).toEqual([]);
		expect(again.report).toMatchObject({ outcome: 'ready', findings: [{ id: 'tool.folder-not-on-path' }] });
	});

	it('only shows it under plan', async () => {
		const wizard = new Wizard(freshWorld(toolless));
		const { report, changes } = await wizard.go({ command: 'plan', installTools: true });

		expect(report).toMatchObject({ outcome: 'planned', exitCode: 0 });
		expect(changes).toEqual([]);
		expect(wizard.world.helm.version).toBeUndefined();
	});

	it('runs without a cluster where Docker does not run', async () => {
		const wizard = new Wizard(bareWorld());
		const { report } = await wizard.go({ yes: true, installTools: true });

		expect(report).toMatchObject({ outcome: 'ready', url: 'http://localhost:3000' });
		expect(wizard.world.minikube.installed).toBe(false);
	});

	it('does not replace a file of somebody else', async () => {
		const wizard = new Wizard(freshWorld({ helm: { version: 'v2.17.0' }, files: foreignHelm }));
		const { report } = await wizard.go({ yes: true, installTools: true });

		expect(report).toMatchObject({ outcome: 'blocked', exitCode: 3, findings: [{ id: 'helm.too-old' }] });
		expect(wizard.world.files['/home/user/.local/bin/helm']?.text).toBe('helm 2');
	});

	it('ends with 4 and the address when the publishers cannot be reached', async () => {
		const wizard = new Wizard(freshWorld({ helm: { version: undefined }, faults: { download: 'offline' } }));
		const { report } = await wizard.go({ yes: true, installTools: true });

		expect(report).toMatchObject({ outcome: 'failed', exitCode: 4, says: 'Helm was not installed.' });
		expect(report.findings).toMatchObject([{ id: 'tool.checksum-missing', because: 'get.helm.sh: getaddrinfo ENOTFOUND get.helm.sh' }]);
	});

	it('does not keep what is not what its publisher made', async () => {
		const wizard = new Wizard(freshWorld({ helm: { version: undefined }, faults: { download: 'wrong' } }));
		const { report } = await wizard.go({ yes: true, installTools: true });

		expect(report).toMatchObject({ outcome: 'failed', findings: [{ id: 'tool.checksum-wrong' }] });
		expect(wizard.world.files['/home/user/.local/bin/helm']).toBeUndefined();
	});
});

describe('up without --install-tools', () => {
	it('installs no program, and offers to', async () => {
		const wizard = new Wizard(freshWorld({ helm: { version: undefined } }));
		const { report } = await wizard.go({ yes: true, flags: { cluster: 'minikube' } });

		expect(report).toMatchObject({ outcome: 'blocked', exitCode: 3 });
		expect(report.findings[0]?.remedies.map(({ kind, says }) => `${kind}: ${toPlain(says)}`)).toEqual([
			'step: Install Helm 4.1 for this user',
			'manual: Install Helm 4 (or 3.13 and newer).',
			'answer: Run without Kubernetes',
		]);
		expect(wizard.world.helm.version).toBeUndefined();
	});

	it('does not choose Minikube where it is not installed', async () => {
		const { report } = await new Wizard(freshWorld(toolless)).go({ yes: true });

		expect(report).toMatchObject({ outcome: 'ready', url: 'http://localhost:3000' });
	});
});

describe('the wizard on a machine without the tools', () => {
	it('puts everything that is missing into the plan when its user chooses one install', async () => {
		const wizard = new Wizard(freshWorld(toolless));
		let decided = 0;
		const { report, frontEnd } = await wizard.go({
			command: '',
			flags: { cluster: 'minikube' },
			person: {
				decide: ([finding]) => {
					decided++;
					const remedy = finding?.remedies.find(isStep);
					return remedy ? { kind: 'remedy', remedy } : { kind: 'leave' };
				},
			},
		});

		expect(report.outcome).toBe('ready');
		expect(decided).toBe(1);
		expect(frontEnd.plans[0]?.items.slice(0, 3).map(({ step }) => step.id)).toEqual([
			'minikube.install',
			'kubectl.install',
			'helm.install',
		]);
	});

	it('asks before it replaces a file of somebody else', async () => {
		const wizard = new Wizard(freshWorld({ helm: { version: 'v2.17.0' }, files: foreignHelm }));
		const { report, frontEnd } = await wizard.go({
			command: '',
			person: {
				decide: ([finding]) => {
					const remedy = finding?.remedies.find(isStep);
					return remedy ? { kind: 'remedy', remedy } : { kind: 'leave' };
				},
				confirm: () => true,
			},
		});

		expect(frontEnd.confirmed).toEqual(['This will be lost: The file ~/.local/bin/helm, which somebody else put there. Go on?']);
		expect(report.outcome).toBe('ready');
	});

	it('starts Docker when its user chooses so, and goes on', async () => {
		const wizard = new Wizard(
			freshWorld(
				{
					freeSudo: true,
					files: {
						'/run/systemd/system/x': { text: '', mode: 0o644 },
						'/lib/systemd/system/docker.service': { text: '', mode: 0o644 },
					},
				},
				{ state: 'stopped' },
			),
		);
		const { report, changes } = await wizard.go({
			flags: { cluster: 'minikube' },
			person: {
				decide: ([finding]) => {
					const [remedy] = finding?.remedies ?? [];
					return remedy?.kind === 'step' ? { kind: 'remedy', remedy } : { kind: 'leave' };
				},
			},
		});

		expect(report.outcome).toBe('ready');
		expect(changes.map(inShort)[0]).toBe('sudo -n systemctl start docker');
	});
});
