import { describe, expect, it } from 'vitest';
import type { World } from '../../src/core/world.js';
import { bareWorld, freshWorld } from '../../src/demo/world.js';
import { dir, type Gone, Wizard } from '../support/wizard.js';

const planted = 'sk-plantedsecret0123456789abcdef';
/** In every form in which it could get out. */
const forms = [planted, Buffer.from(planted).toString('base64'), encodeURIComponent(planted), 'plantedsecret'];

/** Where the secret was seen, of everything that a run leaves behind. */
function leaksOf(wizard: Wizard, { report, events, log }: Gone, mayHold: readonly string[] = []): readonly string[] {
	const { sent } = wizard.ports.machine;
	const seen: Record<string, string> = {
		report: JSON.stringify(report),
		events: JSON.stringify(events),
		log: log.join('\n'),
		memory: JSON.stringify([...wizard.remembered]),
		commands: JSON.stringify(sent.map(({ command }) => command)),
		environments: JSON.stringify(sent.map(({ env }) => env)),
		daemons: JSON.stringify(wizard.world.daemons),
		'inputs of other commands': JSON.stringify(
			sent.filter(({ command }) => !command.includes('--field-manager=todo-k8s-setup-openai_api_key')).map(({ input }) => input),
		),
	};
	for (const [path, { text }] of Object.entries(wizard.world.files)) if (!mayHold.includes(path)) seen[path] = text;
	return Object.entries(seen).flatMap(([place, text]) => (forms.some((form) => text.includes(form)) ? [place] : []));
}

const online: Partial<World> = { providers: { 'api.openai.com': 'accepts' } };
const go = { yes: true, flags: { ai: 'openai' }, env: { OPENAI_API_KEY: planted } };

describe('a key that was given', () => {
	it('gets into the cluster by stdin of one command, and appears nowhere else', async () => {
		const wizard = new Wizard(freshWorld(online));
		const gone = await wizard.go(go);

		expect(gone.report.outcome).toBe('ready');
		const holders = wizard.ports.machine.sent.filter(({ input }) => forms.some((form) => input.includes(form)));
		expect(holders.map(({ command }) => command.join(' '))).toEqual([
			'kubectl --context minikube --namespace todo --request-timeout=5s apply --server-side --field-manager=todo-k8s-setup-openai_api_key --force-conflicts -f -',
		]);
		expect(leaksOf(wizard, gone)).toEqual([]);
	});

	it('gets into one file of mode 0600 without a cluster, and appears nowhere else', async () => {
		const wizard = new Wizard(bareWorld(online));
		const gone = await wizard.go(go);
		const path = `${dir}/.todo-k8s/secrets/OPENAI_API_KEY`;

		expect(gone.report.outcome).toBe('ready');
		expect(wizard.world.files[path]).toEqual({ text: planted, mode: 0o600 });
		expect(leaksOf(wizard, gone, [path])).toEqual([]);
	});

	it('does not appear when a program prints it and fails', async () => {
		const wizard = new Wizard(
			freshWorld({
				...online,
				faults: { helmUpgrade: `Error: the value ${planted} (${Buffer.from(planted).toString('base64')}) is not accepted\n` },
			}),
		);
		const gone = await wizard.go(go);

		expect(gone.report).toMatchObject({ outcome: 'failed', lastLines: ['Error: the value [secret] ([secret]) is not accepted'] });
		expect(gone.log.join('\n')).toContain('Error: the value [secret]');
		expect(leaksOf(wizard, gone)).toEqual([]);
	});

	it('does not appear when the failure is a finding with the line as its proof', async () => {
		const wizard = new Wizard(
			freshWorld({ ...online, faults: { helmUpgrade: `Error: YAML parse error on backend.yaml near ${planted}\n` } }),
		);
		const gone = await wizard.go(go);

		expect(gone.report.findings.map(({ id }) => id)).toEqual(['helm.template-broken']);
		expect(leaksOf(wizard, gone)).toEqual([]);
	});

	it('does not appear when the build prints it', async () => {
		const wizard = new Wizard(
			freshWorld({
				...online,
				faults: {
					build: {
						backend: [
							`Step 4/5 : RUN npm ci`,
							`npm error network request to https://registry.npmjs.org/x?key=${planted} failed, reason: connect ETIMEDOUT`,
						],
					},
				},
			}),
		);
		const gone = await wizard.go(go);

		expect(gone.report.findings.map(({ id }) => id)).toEqual(['registry.unreachable']);
		expect(leaksOf(wizard, gone)).toEqual([]);
	});

	it('does not appear in a finding that quotes it as its proof', async () => {
		const wizard = new Wizard(freshWorld({ ...online, faults: { build: { backend: [`COPY failed: no file ${planted}`] } } }));
		const gone = await wizard.go(go);

		expect(gone.report.findings.map(({ id }) => id)).toEqual(['build.file-missing']);
		expect(gone.report.findings[0]?.because).toContain('[secret]');
		expect(leaksOf(wizard, gone)).toEqual([]);
	});

	it('does not appear in the stack of a mistake of ours', async () => {
		const wizard = new Wizard(freshWorld(online));
		const gone = await wizard.go({
			...go,
			ports: (all) => ({ ...all, shell: { ...all.shell, pipe: () => Promise.reject(new Error(`unexpected ${planted}`)) } }),
		});

		expect(gone.report.lastLines[0]).toBe('Error: unexpected [secret]');
		expect(leaksOf(wizard, gone)).toEqual([]);
	});

	it('does not appear in the plan', async () => {
		const wizard = new Wizard(freshWorld(online));
		const gone = await wizard.go({ ...go, yes: false, command: 'plan' });

		expect(gone.report.outcome).toBe('planned');
		expect(leaksOf(wizard, gone)).toEqual([]);
	});
});

describe('a secret that we make', () => {
	it('is never shown either', async () => {
		const wizard = new Wizard(bareWorld());
		const { report, events, log } = await wizard.go({ yes: true });
		const made = wizard.world.files[`${dir}/.todo-k8s/secrets/JWT_SECRET`]?.text ?? '';

		expect(made.length).toBeGreaterThanOrEqual(64);
		expect(JSON.stringify([report, events, log, wizard.world.daemons])).not.toContain(made);
	});
});
