import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { createTar } from 'nanotar';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeDownloads } from '../../src/adapters/node-downloads.js';
import type { Download } from '../../src/core/ports.js';
import { noAbort } from '../support/context.js';
import { caFile, openProxy, Publisher, type Serve, sha256 } from '../support/publisher.js';

const quick = { silenceMs: 300, attempts: 3, pauseMs: 1 };
const program = Buffer.from('#!/bin/sh\necho a program\n'.repeat(2000));
const sum = sha256(program);

let folder: string;
let publisher: Publisher;
beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'downloads-'));
	publisher = await Publisher.open();
	publisher.serve('/tool', program);
});
afterEach(async () => {
	await publisher.close();
	rmSync(folder, { recursive: true, force: true });
});

const download = (changes: Partial<Download> = {}): Download => ({
	url: `${publisher.url}/tool`,
	sha256: sum,
	to: join(folder, 'bin', 'tool'),
	...changes,
});
const get = (changes: Partial<Download> = {}, env: NodeJS.ProcessEnv = {}) => nodeDownloads(env, quick).program(download(changes), noAbort);
const bin = () => readdirSync(join(folder, 'bin'));

/** Sends so many bytes, and then hangs up. */
const cutOff =
	(bytes: number): Serve =>
	(_request, response) => {
		response.writeHead(200, { 'content-length': program.length });
		response.write(program.subarray(0, bytes));
		// What was sent arrives before the connection goes.
		setTimeout(() => response.destroy(), 50);
	};
/** Never says anything. */
const silent: Serve = () => undefined;

describe('a download', () => {
	it('ends as an executable file in its place, and nothing else is left there', async () => {
		const told: (readonly [number, number | undefined])[] = [];
		expect(await get({ onProgress: (bytes, total) => told.push([bytes, total]) })).toEqual({ kind: 'done' });

		expect(readFileSync(join(folder, 'bin', 'tool'))).toEqual(program);
		expect(statSync(join(folder, 'bin', 'tool')).mode & 0o777).toBe(0o755);
		expect(bin()).toEqual(['tool']);
		expect(told.at(-1)).toEqual([program.length, program.length]);
	});

	it('takes one file out of an archive', async () => {
		const archive = gzipSync(
			createTar([
				{ name: 'linux-amd64/LICENSE', data: 'MIT' },
				{ name: 'linux-amd64/helm', data: program },
			]),
		);
		publisher.files.set('/helm.tar.gz', archive);
		const end = await get({ url: `${publisher.url}/helm.tar.gz`, sha256: sha256(archive), member: 'linux-amd64/helm' });

		expect(end).toEqual({ kind: 'done' });
		expect(readFileSync(join(folder, 'bin', 'tool'))).toEqual(program);
		expect(statSync(join(folder, 'bin', 'tool')).mode & 0o777).toBe(0o755);
		expect(bin()).toEqual(['tool']);
	});

	it('that is not what was expected is deleted, and what was there before stays', async () => {
		mkdirSync(join(folder, 'bin'));
		writeFileSync(join(folder, 'bin', 'tool'), 'older');
		publisher.files.set('/tool', Buffer.from('something else'));

		expect(await get()).toEqual({ kind: 'mismatch', found: sha256(Buffer.from('something else')) });
		expect(bin()).toEqual(['tool']);
		expect(readFileSync(join(folder, 'bin', 'tool'), 'utf8')).toBe('older');
	});

	it('goes on behind what came before the connection was cut off', async () => {
		publisher.instead.push(cutOff(1000));

		expect(await get()).toEqual({ kind: 'done' });
		expect(publisher.requests).toHaveLength(2);
		expect(publisher.requests[1]).toMatch(/^GET \/tool bytes=\d+-$/);
		expect(readFileSync(join(folder, 'bin', 'tool'))).toEqual(program);
	});

	it('goes on in the next run as well', async () => {
		const hangUp: Serve = (_request, response) => response.destroy();
		publisher.instead.push(cutOff(1000), hangUp, hangUp);
		expect(await get()).toMatchObject({ kind: 'unreachable' });
		expect(bin()).toEqual([`.tool.${sum.slice(0, 12)}.part`]);

		expect(await get()).toEqual({ kind: 'done' });
		expect(publisher.requests.at(-1)).toMatch(/bytes=\d+-$/);
		expect(bin()).toEqual(['tool']);
	});

	it('begins anew when the server knows nothing of ranges, or the parts do not fit', async () => {
		mkdirSync(join(folder, 'bin'));
		writeFileSync(join(folder, 'bin', `.tool.${sum.slice(0, 12)}.part`), 'parts of another file');

		expect(await get()).toEqual({ kind: 'done' });
		expect(readFileSync(join(folder, 'bin', 'tool'))).toEqual(program);
	});

	it('that came whole before is only looked at', async () => {
		mkdirSync(join(folder, 'bin'));
		writeFileSync(join(folder, 'bin', `.tool.${sum.slice(0, 12)}.part`), program);

		expect(await get()).toEqual({ kind: 'done' });
	});

	it('is refused at once when the server does not have it', async () => {
		expect(await get({ url: `${publisher.url}/nothing` })).toEqual({ kind: 'refused', status: 404 });
		expect(publisher.requests).toHaveLength(1);
	});

	it('is tried again when the server is overloaded', async () => {
		publisher.instead.push((_request, response) => response.writeHead(503).end());

		expect(await get()).toEqual({ kind: 'done' });
	});

	it('gives up on a server that stays silent, before its answer and within it', async () => {
		publisher.instead.push(silent, silent, (_request, response) => {
			response.writeHead(200, { 'content-length': program.length });
			response.write(program.subarray(0, 10));
		});

		expect(await get()).toMatchObject({ kind: 'unreachable', because: expect.stringMatching(/was silent for|aborted/) });
	});

	it('follows redirects, but not away from TLS', async () => {
		publisher.instead.push((_request, response) => response.writeHead(302, { location: '/tool' }).end());
		expect(await get()).toEqual({ kind: 'done' });

		const secure = await Publisher.open({ secure: true });
		for (let count = 0; count < quick.attempts; count++) {
			secure.instead.push((_request, response) => response.writeHead(302, { location: `${publisher.url}/tool` }).end());
		}
		const end = await get({ url: `${secure.url}/tool`, caFile, to: join(folder, 'bin', 'other') });
		await secure.close();
		expect(end).toMatchObject({ kind: 'unreachable', because: expect.stringContaining('without TLS') });
	});

	it('says so when the folder cannot be made', async () => {
		writeFileSync(join(folder, 'file'), '');

		expect(await get({ to: join(folder, 'file', 'tool') })).toMatchObject({ kind: 'not-written' });
	});

	it.runIf(process.platform === 'linux')('says so when the disk is full', async () => {
		// Every byte for this device finds a full disk.
		mkdirSync(join(folder, 'bin'));
		symlinkSync('/dev/full', join(folder, 'bin', `.tool.${sum.slice(0, 12)}.part`));

		expect(await get()).toMatchObject({ kind: 'not-written', because: expect.stringContaining('ENOSPC') });
		expect(bin()).toEqual([]);
	});

	it('stops with the run, and what came so far stays for the next one', async () => {
		const abort = new AbortController();
		publisher.instead.push((_request, response) => {
			response.writeHead(200, { 'content-length': program.length });
			response.write(program.subarray(0, 1000));
		});
		const running = nodeDownloads({}, quick).program(download({ onProgress: () => abort.abort(new Error('Stopped.')) }), abort.signal);

		await expect(running).rejects.toThrow('Stopped.');
		expect(bin()).toEqual([`.tool.${sum.slice(0, 12)}.part`]);
		expect(await get()).toEqual({ kind: 'done' });
	});
});

describe('a download over TLS', () => {
	let secure: Publisher;
	beforeEach(async () => {
		secure = await Publisher.open({ secure: true });
		secure.serve('/tool', program);
	});
	afterEach(() => secure.close());

	it('trusts the authority of a company when it is named', async () => {
		expect(await get({ url: `${secure.url}/tool`, caFile })).toEqual({ kind: 'done' });
	});

	it('is not made from a server that nobody vouches for, and not tried again', async () => {
		const began = Date.now();
		const end = await nodeDownloads({}, { ...quick, pauseMs: 5000 }).program(download({ url: `${secure.url}/tool` }), noAbort);

		expect(end).toMatchObject({ kind: 'unreachable', because: expect.stringContaining('certificate') });
		expect(Date.now() - began).toBeLessThan(4000);
	});

	it('goes through the proxy of the environment, whose tunnel sees nothing of it', async () => {
		const proxy = await openProxy();
		const end = await get({ url: `${secure.url}/tool`, caFile }, { HTTPS_PROXY: proxy.url });
		await proxy.close();

		expect(end).toEqual({ kind: 'done' });
		expect(proxy.asked).toEqual([`CONNECT ${new URL(secure.url).host}`]);
	});

	it('goes past the proxy where NO_PROXY says so', async () => {
		const end = await get({ url: `${secure.url}/tool`, caFile }, { HTTPS_PROXY: 'http://127.0.0.1:9', NO_PROXY: 'localhost' });

		expect(end).toEqual({ kind: 'done' });
	});

	it('says which proxy it could not reach', async () => {
		const end = await get({ url: `${secure.url}/tool`, caFile }, { HTTPS_PROXY: '127.0.0.1:9' });

		expect(end).toMatchObject({ kind: 'unreachable', because: expect.stringContaining('127.0.0.1:9') });
	});
});

describe('a short text', () => {
	it('comes as it is, also through a proxy', async () => {
		const downloads = nodeDownloads({}, quick);
		expect(await downloads.text(`${publisher.url}/tool.sha256`, { signal: noAbort })).toEqual({ kind: 'text', text: `${sum}\n` });
		expect(await downloads.text(`${publisher.url}/nothing`, { signal: noAbort })).toEqual({ kind: 'refused', status: 404 });

		const proxy = await openProxy();
		const end = await nodeDownloads({ http_proxy: proxy.url }, quick).text('http://publisher.example/sum', { signal: noAbort });
		await proxy.close();
		expect(end).toEqual({ kind: 'text', text: 'through the proxy' });
		expect(proxy.asked).toEqual(['GET http://publisher.example/sum']);
	});
});
