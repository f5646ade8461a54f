import { describe, expect, it } from 'vitest';
import { wslWorld } from '../../src/demo/scenarios/common.js';
import { simulatedPorts } from '../../src/demo/world.js';
import { desktopProbe } from '../../src/tools/docker/desktop.js';
import { dockerProbe } from '../../src/tools/docker/probe.js';
import { noAbort } from '../support/context.js';

describe('the simulated Windows around WSL', () => {
	it.each([
		['running', 'Docker Desktop runs on Windows'],
		['stopped', 'Windows runs no process of Docker Desktop'],
	] as const)('tells that Docker Desktop is %s', async (state, because) => {
		const ports = simulatedPorts(wslWorld(state));
		expect(await desktopProbe.read(ports, noAbort)).toEqual({ state, because, wslconfig: {} });
		expect((await dockerProbe.read(ports, noAbort)).problem).toBe('wsl-shim');
	});

	it('starts Docker Desktop when it is asked to, and docker answers only after its time', async () => {
		const ports = simulatedPorts(wslWorld('stopped'));
		const { start } = await dockerProbe.read(ports, noAbort);
		expect(start?.what).toBe('Docker Desktop');
		expect(await ports.shell.run(start?.command ?? [''])).toMatchObject({ kind: 'exited', code: 0 });

		expect((await desktopProbe.read(ports, noAbort)).state).toBe('running');
		expect((await dockerProbe.read(ports, noAbort)).problem).toBe('wsl-shim');
		await ports.clock.sleep(30_000);
		expect(await dockerProbe.read(ports, noAbort)).toMatchObject({ problem: undefined, kind: 'Desktop', server: '28.2.2' });
	});

	it('is not there on any other machine', async () => {
		const { windows: _, ...world } = wslWorld('running');
		expect(await simulatedPorts(world).shell.run(['tasklist.exe', '/NH', '/FO', 'CSV'])).toEqual({
			kind: 'missing',
			program: 'tasklist.exe',
		});
	});
});
