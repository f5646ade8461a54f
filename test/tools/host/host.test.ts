import { describe, expect, it } from 'vitest';
import { GIB } from '../../../src/core/size.js';
import { freshWorld, simulatedPorts } from '../../../src/demo/world.js';
import { machineCanHoldCluster, machineIsFit } from '../../../src/tools/host/checks.js';
import { hostProbe, parseWsl } from '../../../src/tools/host/probe.js';
import { noAbort } from '../../support/context.js';
import { hostFacts } from '../../support/host-facts.js';

describe('the version of WSL', () => {
	it.each([
		['5.15.153.1-microsoft-standard-WSL2', 2],
		['6.6.87.2-custom-WSL2+', 2],
		['4.4.0-19041-Microsoft', 1],
		['6.8.0-45-generic', undefined],
		['23.6.0', undefined],
	])('is told by the kernel %s: %s', (kernel, wsl) => {
		expect(parseWsl(kernel)).toBe(wsl);
	});
});

describe('the machine', () => {
	it('is seen on a Windows drive only inside WSL', async () => {
		const host = { ...freshWorld().host, kernel: '5.15.153.1-microsoft-standard-WSL2' };
		const read = (dir: string, world = freshWorld({ host })) => hostProbe(dir).read(simulatedPorts(world), noAbort);

		expect(await read('/mnt/c/Users/me')).toMatchObject({ wsl: 2, onWindowsDrive: true });
		expect(await read('/home/me')).toMatchObject({ wsl: 2, onWindowsDrive: false });
		expect(await read('/mnt/c/Users/me', freshWorld())).toMatchObject({ wsl: undefined, onWindowsDrive: false });
	});

	it('tells proxies without their passwords', async () => {
		const env = { HTTPS_PROXY: 'http://me:secret@proxy:3128', no_proxy: 'localhost', http_proxy: '' };
		const facts = await hostProbe('/x').read(simulatedPorts(freshWorld({ host: { ...freshWorld().host, env } })), noAbort);

		expect(facts.proxies).toEqual({ HTTPS_PROXY: 'http://proxy:3128', NO_PROXY: 'localhost' });
	});
});

describe('what every way of running needs', () => {
	const idsOf = (changes: Parameters<typeof hostFacts>[0]) =>
		machineIsFit('/x')
			.diagnose({ host: hostFacts(changes) })
			.map(({ id, severity }) => `${id} ${severity}`);

	it.each([
		['a folder that cannot be written', { writeProblem: '/ may not be written' }, ['host.folder-not-writable blocker']],
		['a full disk', { freeBytes: 0.1 * GIB }, ['host.disk-full blocker']],
		['a Windows drive', { onWindowsDrive: true }, ['host.windows-drive warning']],
		['free space that nobody knows', { freeBytes: undefined }, []],
		['nothing wrong', {}, []],
	])('%s', (_what, changes, ids) => {
		expect(idsOf(changes)).toEqual(ids);
	});

	it('is described in one row', () => {
		expect(machineIsFit('/x').describe?.({ host: hostFacts({ wsl: 2 }) })).toEqual({
			subject: 'Ubuntu 24.04 in WSL 2',
			fact: '4 CPU · 16 GiB · 80 GiB free',
		});
	});
});

describe('what a cluster needs', () => {
	const idsOf = (changes: Parameters<typeof hostFacts>[0]) =>
		machineCanHoldCluster('/x')
			.diagnose({ host: hostFacts(changes) })
			.map(({ id, severity }) => `${id} ${severity}`);

	it.each([
		['2 GiB', { memoryBytes: 2 * GIB }, ['host.low-memory blocker']],
		['3 GiB', { memoryBytes: 3 * GIB }, ['host.tight-memory warning']],
		['one CPU', { cpus: 1 }, ['host.one-cpu blocker']],
		['enough of all', {}, []],
	])('%s', (_what, changes, ids) => {
		expect(idsOf(changes)).toEqual(ids);
	});
});
