import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeFiles } from '../../src/adapters/node-files.js';
import { withRealFolder } from '../../src/demo/real-folder.js';
import { freshWorld, simulatedPorts } from '../../src/demo/world.js';

describe('the files of a demo', () => {
	let folder = '';
	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'real-folder-'));
	});
	afterEach(() => rmSync(folder, { recursive: true, force: true }));

	const start = () => {
		const ports = simulatedPorts(freshWorld());
		return { ports, files: withRealFolder(ports, nodeFiles(), { templates: `${folder}/templates`, dir: `${folder}/todo-k8s` }) };
	};

	it('are written to this machine in the folder of the setup, and nowhere else', async () => {
		const { ports, files } = start();
		await files.write(`${folder}/todo-k8s/values/a.yaml`, 'a: 1\n');
		await files.write(`${folder}/elsewhere.txt`, 'simulated');

		expect(readFileSync(`${folder}/todo-k8s/values/a.yaml`, 'utf8')).toBe('a: 1\n');
		expect(ports.machine.world.files[`${folder}/todo-k8s/values/a.yaml`]?.text).toBe('a: 1\n');
		expect(existsSync(`${folder}/elsewhere.txt`)).toBe(false);
		expect(await files.read(`${folder}/elsewhere.txt`)).toBe('simulated');

		await files.remove(`${folder}/todo-k8s/values`);
		expect(existsSync(`${folder}/todo-k8s/values`)).toBe(false);
	});

	it('are not those of this machine, apart from what we ship', async () => {
		const { files } = start();
		await nodeFiles().write(`${folder}/templates/chart/Chart.yaml`, 'name: todo\n');
		writeFileSync(`${folder}/mine.txt`, 'mine');

		expect(await files.list(`${folder}/templates`)).toEqual(['chart/Chart.yaml']);
		expect(await files.read(`${folder}/templates/chart/Chart.yaml`)).toBe('name: todo\n');
		expect(await files.read(`${folder}/mine.txt`)).toBeUndefined();
		expect(await files.kind(`${folder}/mine.txt`)).toBe('nothing');
	});

	it('let no simulated time pass while this machine works', async () => {
		const { ports, files } = start();
		let slept = false;
		const writing = files.write(`${folder}/todo-k8s/slow.txt`, 'slow').then(() => slept);
		const sleeping = ports.clock.sleep(60_000).then(() => {
			slept = true;
		});
		expect(await writing).toBe(false);
		await sleeping;
	});
});
