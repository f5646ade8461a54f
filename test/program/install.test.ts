import { execFile } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { createTar } from 'nanotar';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packageFor, type ToolName, toolNames } from '../../src/tools/install/catalogue.js';
import { Publisher } from '../support/publisher.js';
import { Machine, node, program } from './terminal.js';

const run = promisify(execFile);

/** Programs that only know their version, in the words of the real ones. */
const says: Readonly<Record<ToolName, string>> = {
	minikube: '{"minikubeVersion":"v1.36.0"}',
	kubectl: '{"clientVersion":{"gitVersion":"v1.33.9"}}',
	helm: 'v4.1.4',
};

describe.skipIf(process.platform === 'win32')('the built program with a mirror of the tools', () => {
	let machine: Machine;
	let mirror: Publisher;
	beforeEach(async () => {
		machine = new Machine();
		mirror = await Publisher.open();
		for (const tool of toolNames) {
			const pkg = packageFor(tool, { platform: process.platform as 'linux' | 'darwin', arch: process.arch });
			if (!pkg) throw new Error(`There is no ${tool} for this machine.`);
			const script = Buffer.from(`#!/bin/sh\necho '${says[tool]}'\n`);
			const file = pkg.member ? Buffer.from(gzipSync(createTar([{ name: pkg.member, data: script }]))) : script;
			mirror.serve(new URL(pkg.url).pathname, file, pkg.sumUrl.slice(pkg.url.length));
		}
	});
	afterEach(async () => {
		await mirror.close();
		machine.remove();
	});

	async function doctor(...args: string[]) {
		// The publishers are out of reach, wherever this test runs.
		const env = { ...machine.env, HTTPS_PROXY: 'http://127.0.0.1:9', TODO_K8S_TOOLS_MIRROR: mirror.url };
		const command = [program, 'doctor', '--cluster', 'minikube', '--json', ...args];
		const ended = await run(node, command, { cwd: machine.folder, env }).then(
			({ stdout }) => ({ code: 0, stdout }),
			(error: { code: number; stdout: string }) => error,
		);
		const events = ended.stdout
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line) as { event: string; id?: string; percent?: number; exitCode?: number });
		const report = events.at(-1) as unknown as { done: readonly string[]; findings: readonly { id: string }[]; says: string };
		// Root may not start a cluster, and what else doctor finds depends on where this test runs.
		const ids = report.findings
			.map(({ id }) => id)
			.filter((id) => /^(docker|minikube|kubectl|helm|tool)\./.test(id) && id !== 'minikube.as-root');
		return { code: ended.code, events, ...report, ids };
	}

	it('installs them into the home, finds them there, and needs nothing the next time', { timeout: 60_000 }, async () => {
		const first = await doctor('--fix', '--yes');

		expect(first.done).toEqual(['Minikube 1.36.0 installed', 'kubectl 1.33.9 installed', 'Helm 4.1.4 installed']);
		// Docker is for the user to install.
		expect([first.code, first.ids]).toEqual([3, ['docker.missing', 'tool.folder-not-on-path']]);
		expect(first.events.filter(({ event }) => event === 'plan')).toHaveLength(1);
		const folder = join(machine.folder, '.local', 'bin');
		expect(readdirSync(folder)).toEqual(['helm', 'kubectl', 'minikube']);
		expect(statSync(join(folder, 'helm')).mode & 0o777).toBe(0o755);

		const requests = mirror.requests.length;
		const second = await doctor('--fix', '--yes');
		expect([second.code, second.done, second.ids]).toEqual([3, [], ['docker.missing', 'tool.folder-not-on-path']]);
		expect(mirror.requests).toHaveLength(requests);
	});

	it('changes nothing without a yes, and says what it would do', { timeout: 60_000 }, async () => {
		const { code, says: sentence } = await doctor('--fix');

		expect(code).toBe(2);
		expect(sentence).toMatch(/^Install Minikube 1\.36 for this user; .* Add --yes to do it\.$/);
		expect(readdirSync(machine.folder)).not.toContain('.local');
	});
});
