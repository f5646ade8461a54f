import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { confMemory } from '../../src/adapters/conf-memory.js';
import { fileLock } from '../../src/adapters/file-lock.js';
import { fileRunLog } from '../../src/adapters/file-run-log.js';
import { nodeClock } from '../../src/adapters/node-clock.js';
import { nodeFiles } from '../../src/adapters/node-files.js';
import { nodeSystem } from '../../src/adapters/node-system.js';

const posix = process.platform !== 'win32';
const files = nodeFiles();
let folder: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'todo k8s ü-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);

describe('the file system', () => {
	it('writes a file with the folders above it, and reads it back', async () => {
		const path = join(folder, 'a', 'b c', 'ä.txt');
		await files.write(path, 'ünï\r\n');

		expect(await files.read(path)).toBe('ünï\r\n');
		expect(await files.kind(path)).toBe('file');
		expect(await files.kind(join(folder, 'a'))).toBe('folder');
	});

	it('leaves no temporary file behind', async () => {
		await Promise.all(['one', 'two', 'three'].map((text) => files.write(join(folder, 'same.txt'), text)));
		expect(await readdir(folder)).toEqual(['same.txt']);
		expect(['one', 'two', 'three']).toContain(await files.read(join(folder, 'same.txt')));
	});

	it.runIf(posix)('keeps secrets for this user, also where a readable file was before', async () => {
		const path = join(folder, 'secret');
		await writeFile(path, 'old', { mode: 0o644 });
		await files.write(path, 'new', 0o600);

		expect(await modeOf(path)).toBe('600');
		await files.write(join(folder, 'public'), 'x');
		expect(await modeOf(join(folder, 'public'))).toBe('644');
	});

	it('says nothing of a file that is not there', async () => {
		expect(await files.read(join(folder, 'no', 'where'))).toBeUndefined();
		expect(await files.hash(join(folder, 'nowhere'))).toBeUndefined();
		expect(await files.kind(join(folder, 'nowhere'))).toBe('nothing');
		expect(await files.list(join(folder, 'nowhere'))).toEqual([]);
		await files.remove(join(folder, 'nowhere'));
	});

	it('says nothing of a file below a file', async () => {
		await files.write(join(folder, 'file'), 'x');
		expect(await files.read(join(folder, 'file', 'below'))).toBeUndefined();
		expect(await files.kind(join(folder, 'file', 'below'))).toBe('nothing');
	});

	it('lists files below a folder, sorted, without what is left out', async () => {
		for (const path of ['b.txt', 'a/z.txt', 'a/node_modules/x.js', 'node_modules/y.js']) await files.write(join(folder, path), 'x');
		expect(await files.list(folder, ['node_modules'])).toEqual(['a/z.txt', 'b.txt']);
	});

	it.runIf(posix)('does not follow links when it lists', async () => {
		await files.write(join(folder, 'real', 'a.txt'), 'x');
		await symlink(folder, join(folder, 'real', 'loop'));
		expect(await files.list(folder)).toEqual(['real/a.txt']);
	});

	it('hashes and copies bytes', async () => {
		await files.write(join(folder, 'a'), 'abc');
		await files.copy(join(folder, 'a'), join(folder, 'deep', 'b'));
		expect(await files.hash(join(folder, 'deep', 'b'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
	});

	it('says what keeps us from writing', async () => {
		await files.write(join(folder, 'file'), 'x');

		expect(await files.writeProblem(join(folder, 'not', 'yet', 'there'))).toBeUndefined();
		expect(await files.writeProblem(join(folder, 'file'))).toBe(`${join(folder, 'file')} is a file, not a folder`);
		expect(await files.writeProblem(join(folder, 'file', 'below'))).toBe(`${join(folder, 'file')} is a file, not a folder`);
	});

	it.runIf(posix && process.getuid?.() !== 0)('knows a file that may not be written from one that is not there', async () => {
		const path = join(folder, 'config');
		await writeFile(path, '', { mode: 0o400 });
		expect(await files.isReadOnly(path)).toBe(true);
		expect(await files.isReadOnly(join(folder, 'nothing'))).toBe(false);
		await chmod(path, 0o600);
		expect(await files.isReadOnly(path)).toBe(false);
	});

	it.runIf(posix && process.getuid?.() !== 0)('says when it may not be written', async () => {
		await mkdir(join(folder, 'closed'), { mode: 0o500 });
		expect(await files.writeProblem(join(folder, 'closed', 'x'))).toBe(`${join(folder, 'closed')} may not be written by this user`);
	});
});

describe('the lock', () => {
	const lockPath = () => join(folder, 'state', 'lock');

	it('is given to one run at a time, and given back', async () => {
		const first = await fileLock.acquire(join(folder, 'state'));
		expect(await fileLock.acquire(join(folder, 'state'))).toEqual({ heldBy: process.pid });

		if ('release' in first) await first.release();
		expect(await fileLock.acquire(join(folder, 'state'))).toHaveProperty('release');
	});

	it.each([
		['a run that was killed', JSON.stringify({ pid: 2_000_000_000 })],
		['a run that was killed while it wrote it', '{"pi'],
		['nobody, because it is empty', ''],
	])('is taken over from %s', async (_who, text) => {
		await files.write(lockPath(), text);
		const old = new Date(Date.now() - 60_000);
		await import('node:fs/promises').then(({ utimes }) => utimes(lockPath(), old, old));
		const taken = await fileLock.acquire(join(folder, 'state'));

		expect(taken).toHaveProperty('release');
		expect(JSON.parse(await readFile(lockPath(), 'utf8'))).toMatchObject({ pid: process.pid });
	});

	it.runIf(process.platform === 'linux')('is taken over when the number belongs to another program by now', async () => {
		await files.write(lockPath(), JSON.stringify({ pid: process.pid, birth: '1' }));
		expect(await fileLock.acquire(join(folder, 'state'))).toHaveProperty('release');
	});

	it('stays with another program that lives', async () => {
		await files.write(lockPath(), JSON.stringify({ pid: process.ppid }));
		expect(await fileLock.acquire(join(folder, 'state'))).toEqual({ heldBy: process.ppid });
	});
});

describe('the log of a run', () => {
	const at = (minute: number) => () => new Date(Date.UTC(2026, 0, 1, 8, minute));

	it('keeps what was written before it had a place, and is for this user only', async () => {
		const log = fileRunLog(at(1));
		log.write('before');
		const path = await log.keepIn(join(folder, 'state'));
		log.write('after');
		await log.close();

		expect(await readFile(path ?? '', 'utf8')).toBe('2026-01-01T08:01:00.000Z before\n2026-01-01T08:01:00.000Z after\n');
		if (posix) expect([await modeOf(path ?? ''), await modeOf(join(folder, 'state', 'logs'))]).toEqual(['600', '700']);
	});

	it('keeps the last ten', async () => {
		for (let minute = 0; minute < 13; minute++) {
			const log = fileRunLog(at(minute));
			log.write('x');
			await log.keepIn(join(folder, 'state'));
		}
		const kept = await readdir(join(folder, 'state', 'logs'));
		expect(kept).toHaveLength(10);
		expect(kept.sort()[0]).toBe('run-2026-01-01T08-03-00-000Z.log');
	});

	it('is done without where nothing can be written', async () => {
		await files.write(join(folder, 'file'), 'x');
		const log = fileRunLog(at(0));
		expect(await log.keepIn(join(folder, 'file', 'state'))).toBeUndefined();
		log.write('goes nowhere');
		await log.close();
	});
});

describe('the memory of choices', () => {
	it('is kept by folder, for this user only', async () => {
		await confMemory(folder).write('/my/project.v2', { cluster: 'none' });

		expect(await confMemory(folder).read('/my/project.v2')).toEqual({ cluster: 'none' });
		expect(await confMemory(folder).read('/my/other')).toEqual({});
		if (posix) expect(await modeOf(join(folder, 'config.json'))).toBe('600');
	});

	it.each(['{"broken', '', 'null', '[]'])('is empty when its file holds %j, and works again afterwards', async (text) => {
		await writeFile(join(folder, 'config.json'), text);

		expect(await confMemory(folder).read('/x')).toEqual({});
		await confMemory(folder).write('/x', { ai: 'none' });
		expect(await confMemory(folder).read('/x')).toEqual({ ai: 'none' });
	});

	it('is done without where nothing can be written', async () => {
		await files.write(join(folder, 'file'), 'x');
		const memory = confMemory(join(folder, 'file'));
		await memory.write('/x', { ai: 'none' });
		expect(await memory.read('/x')).toEqual({});
	});
});

describe('the system', () => {
	const system = nodeSystem(process.env);

	it('says what this machine is', async () => {
		const facts = await system.read(join(folder, 'not', 'there'));

		expect(facts).toMatchObject({ arch: process.arch, nodeVersion: process.versions.node });
		expect(facts.cpus).toBeGreaterThan(0);
		expect(facts.memoryBytes).toBeGreaterThan(100 * 1024 ** 2);
		expect(facts.freeBytes).toBeGreaterThan(0);
		expect(facts.name).not.toBe('');
	});

	it('knows a port that is taken', async () => {
		const { createServer } = await import('node:net');
		const server = createServer();
		const port = await new Promise<number>((resolve) =>
			server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)),
		);

		expect(await system.isPortFree(port)).toBe(false);
		await new Promise((resolve) => server.close(resolve));
		expect(await system.isPortFree(port)).toBe(true);
	});

	it('draws at random, and hashes', () => {
		expect(system.random(48).reveal()).toMatch(/^[\w-]{64}$/);
		expect(system.random(9).reveal()).not.toBe(system.random(9).reveal());
		expect(system.sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
	});

	it('has a clock that can be woken', async () => {
		const abort = new AbortController();
		const sleeping = nodeClock.sleep(60_000, abort.signal);
		abort.abort();
		await expect(sleeping).rejects.toThrow();
		expect(Math.abs(nodeClock.now() - Date.now())).toBeLessThan(1000);
	});
});
