import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { execaShell } from '../../../src/adapters/execa-shell.js';
import { nodeDownloads } from '../../../src/adapters/node-downloads.js';
import { nodeFiles } from '../../../src/adapters/node-files.js';
import { StepFailed } from '../../../src/core/error.js';
import { toPlain } from '../../../src/core/phrase.js';
import type { Ports, SystemFacts } from '../../../src/core/ports.js';
import { freshWorld, simulatedPorts } from '../../../src/demo/world.js';
import { packageFor } from '../../../src/tools/install/catalogue.js';
import { toolsAreOnPath } from '../../../src/tools/install/checks.js';
import { readChecksum } from '../../../src/tools/install/checksum.js';
import { installProbe } from '../../../src/tools/install/probe.js';
import { findInstalledTools } from '../../../src/tools/install/record.js';
import { installRemedy } from '../../../src/tools/install/remedy.js';
import { kubectlProbe } from '../../../src/tools/kubectl/probe.js';
import { noAbort, runStep } from '../../support/context.js';
import { Publisher } from '../../support/publisher.js';

const path = '/release/v1.33.9/bin/linux/amd64/kubectl';
const kubectl = Buffer.from(`#!/bin/sh\necho '{"clientVersion":{"gitVersion":"v1.33.9"}}'\n`);

describe('installing a tool for this user', () => {
	let home: string;
	let mirror: Publisher;
	beforeEach(async () => {
		home = mkdtempSync(join(tmpdir(), 'home ü '));
		mirror = await Publisher.open();
		mirror.serve(path, kubectl);
	});
	afterEach(async () => {
		await mirror.close();
		chmodSync(home, 0o755);
		rmSync(home, { recursive: true, force: true });
	});

	const tool = () => join(home, '.local', 'bin', 'kubectl');

	/** Real files, programs and downloads in this home. The publishers themselves are out of reach behind a dead proxy. */
	function machine(): Ports {
		const env = { PATH: join(home, 'empty'), HTTPS_PROXY: 'http://127.0.0.1:9' };
		const host: SystemFacts = { ...freshWorld().host, home, env };
		const simulated = simulatedPorts(freshWorld());
		return {
			...simulated,
			system: { ...simulated.system, read: async () => host },
			files: nodeFiles(),
			shell: execaShell({ ...env }),
			downloads: nodeDownloads(env, { silenceMs: 2000, attempts: 1, pauseMs: 1 }),
		};
	}

	async function stepOn(ports: Ports) {
		const facts = await installProbe.read(ports, noAbort);
		const [remedy] = installRemedy('kubectl', facts, { mirror: mirror.url }, kubectlProbe);
		if (remedy?.kind !== 'step') throw new Error('There is no remedy.');
		return remedy.step;
	}

	async function failureOn(ports: Ports) {
		const error = await runStep(await stepOn(ports), ports).catch((thrown: unknown) => thrown);
		if (!(error instanceof StepFailed)) throw new Error(`It did not fail as it should: ${error}`);
		const [finding] = error.findings;
		return { id: finding?.id, because: toPlain(finding?.because ?? '') };
	}

	it('ends with a program that our own commands find, and with a word about the PATH', async () => {
		const ports = machine();
		const step = await stepOn(ports);
		expect(await kubectlProbe.read(ports, noAbort)).toMatchObject({ version: undefined });
		const told = await runStep(step, ports);

		expect(readFileSync(tool())).toEqual(kubectl);
		expect(told.at(-1)).toMatchObject({ percent: 100 });
		expect(await kubectlProbe.read(ports, noAbort)).toMatchObject({ version: 'v1.33.9' });
		const [finding] = toolsAreOnPath.diagnose({ install: await installProbe.read(ports, noAbort) } as never);
		expect(finding).toMatchObject({ id: 'tool.folder-not-on-path', severity: 'warning' });

		const nextRun = machine();
		await findInstalledTools(nextRun);
		expect(await kubectlProbe.read(nextRun, noAbort)).toMatchObject({ version: 'v1.33.9' });
	});

	it('shows the plain commands that do the same', async () => {
		const step = await stepOn(machine());
		expect(step).toMatchObject({ title: 'Install kubectl 1.33 for this user', costs: '60 MB', installs: 'kubectl into ~/.local/bin' });
		expect(step.preview).toEqual([
			`curl -fLO ${mirror.url}${path}`,
			'curl -fL https://dl.k8s.io/release/v1.33.9/bin/linux/amd64/kubectl.sha256',
			'install -m 0755 kubectl ~/.local/bin/kubectl',
		]);
	});

	it('takes what it installed itself anew, but nothing of somebody else', async () => {
		await runStep(await stepOn(machine()), machine());
		await runStep(await stepOn(machine()), machine());

		writeFileSync(tool(), 'exchanged since');
		expect(await failureOn(machine())).toMatchObject({ id: 'tool.file-in-the-way' });
		expect(readFileSync(tool(), 'utf8')).toBe('exchanged since');
	});

	it('replaces a file of somebody else only after a yes of its own', async () => {
		mkdirSync(join(home, '.local', 'bin'), { recursive: true });
		writeFileSync(tool(), 'mine');
		const ports = machine();
		const step = await stepOn(ports);

		expect(step.destroys).toBe('The file ~/.local/bin/kubectl, which somebody else put there.');
		await runStep(step, ports);
		expect(readFileSync(tool())).toEqual(kubectl);
	});

	it('refuses what does not match its checksum, and leaves nothing', async () => {
		mirror.files.set(path, Buffer.from('tampered with'));

		expect(await failureOn(machine())).toMatchObject({ id: 'tool.checksum-wrong' });
		expect(existsSync(tool())).toBe(false);
	});

	it('installs nothing without a checksum', async () => {
		mirror.files.set(`${path}.sha256`, Buffer.from('<html>Please log in</html>'));

		const failure = await failureOn(machine());
		expect(failure.id).toBe('tool.checksum-missing');
		expect(failure.because).toMatch(/dl\.k8s\.io: .*127\.0\.0\.1:9; localhost:\d+: what came is no checksum/);
	});

	it('says that the mirror does not have it', async () => {
		mirror.files.delete(path);

		expect(await failureOn(machine())).toMatchObject({ id: 'tool.download-refused', because: `${mirror.url}${path}: HTTP status 404` });
	});

	it('says which folder could not be written', async () => {
		const ports = machine();
		const step = await stepOn(ports);
		writeFileSync(join(home, '.local'), 'a file');
		const error = await runStep(step, ports).catch((thrown: StepFailed) => thrown);

		expect(error).toMatchObject({ findings: [{ id: 'tool.not-written' }] });
	});

	it('is not offered where nothing can be written, or nothing is built for', async () => {
		writeFileSync(join(home, '.local'), 'a file');
		const facts = await installProbe.read(machine(), noAbort);

		expect(installRemedy('kubectl', facts, {}, kubectlProbe)).toEqual([]);
	});
});

describe('the checksum', () => {
	it('comes from the publisher also when the file comes from a mirror', async () => {
		const pkg = packageFor('helm', { platform: 'linux', arch: 'x64' });
		if (!pkg) throw new Error('There is no Helm for Linux.');
		const asked: string[] = [];
		const downloads = {
			text: async (url: string) => {
				asked.push(url);
				return { kind: 'text', text: `${'a'.repeat(64)}  helm-v4.1.4-linux-amd64.tar.gz\n` } as const;
			},
			program: () => Promise.reject(new Error('not asked for')),
		};

		expect(await readChecksum(downloads, pkg, { mirror: 'https://mirror.example' }, noAbort)).toEqual({
			kind: 'found',
			sha256: 'a'.repeat(64),
		});
		expect(asked).toEqual(['https://get.helm.sh/helm-v4.1.4-linux-amd64.tar.gz.sha256sum']);
	});
});
