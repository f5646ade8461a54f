import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rm, stat } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { basename, dirname, join } from 'node:path';
import type { Download, DownloadEnd, DownloadProblem, Downloads } from '../core/ports.js';
import type { GetOptions } from './http-get.js';
import { NotWritten, type Patience, persistently, written } from './persistently.js';

const usual: Patience = { silenceMs: 20_000, attempts: 5, pauseMs: 1000 };
const longestText = 64 * 1024;

/**
 * Downloads by Node's own HTTP. What was cut off stays beside its place under a hidden name that carries its checksum,
 * so that the next attempt, or the next run, goes on from there.
 */
export function nodeDownloads(env: NodeJS.ProcessEnv, patience: Patience = usual): Downloads {
	const { silenceMs } = patience;

	async function attempt({ url, to, sha256, caFile, onProgress }: Download, part: string, signal: AbortSignal) {
		await written(() => mkdir(dirname(to), { recursive: true }));
		const had = (await stat(part).catch(() => undefined))?.size ?? 0;
		const headers = had > 0 ? { range: `bytes=${had}-` } : {};
		const answer = await httpGet(url, { env, signal, silenceMs, caFile, headers });
		const goesOn = had > 0 && answer.statusCode === 206;
		// 416: nothing comes after what is there. Whether that is the whole file, its checksum tells.
		if (had > 0 && answer.statusCode === 416) answer.destroy();
		else if (goesOn || answer.statusCode === 200) await save(answer, part, goesOn ? had : 0, onProgress);
		else return refusal(answer);
		const found = await sumOf(part);
		if (found === sha256) return { kind: 'done' } as const;
		await rm(part, { force: true });
		// What was there before may have been of another file; the next attempt begins anew.
		if (answer.statusCode !== 200) throw new Error('the parts of the file do not fit together');
		return { kind: 'mismatch', found } as const;
	}

	return {
		text: (url, { caFile, signal }) =>
			persistently({ ...patience, attempts: Math.min(2, patience.attempts) }, signal, async () => {
				const answer = await httpGet(url, { env, signal, silenceMs: silenceMs / 2, caFile });
				if (answer.statusCode !== 200) return refusal(answer);
				let text = '';
				for await (const chunk of answer.setEncoding('utf8')) {
					text += chunk;
					if (text.length > longestText) break;
				}
				return { kind: 'text', text } as const;
			}),
		async program(download, signal): Promise<DownloadEnd> {
			const { to, sha256, member } = download;
			const part = join(dirname(to), `.${basename(to)}.${sha256.slice(0, 12)}.part`);
			try {
				const end = await persistently(patience, signal, () => attempt(download, part, signal));
				if (end.kind === 'done') {
					const { placeProgram } = await import('./place-program.js');
					await placeProgram(part, to, member);
				}
				return end;
			} catch (error) {
				if (!(error instanceof NotWritten)) throw error;
				// A full disk is not left fuller.
				await rm(part, { force: true }).catch(() => undefined);
				return { kind: 'not-written', because: error.message };
			}
		},
	};
}

/** HTTPS is loaded with the first download: most runs have none. */
async function httpGet(url: string, options: GetOptions): Promise<IncomingMessage> {
	const { httpGet: get } = await import('./http-get.js');
	return get(url, options);
}

/** Writes what the server sends behind what is there already. */
async function save(answer: IncomingMessage, part: string, from: number, onProgress: Download['onProgress']): Promise<void> {
	const length = answer.headers['content-length'];
	const total = length === undefined ? undefined : from + Number(length);
	const file = await written(() => open(part, from > 0 ? 'a' : 'w', 0o600));
	try {
		let bytes = from;
		for await (const chunk of answer as AsyncIterable<Buffer>) {
			await written(() => file.writeFile(chunk));
			bytes += chunk.length;
			onProgress?.(bytes, total);
		}
		await written(() => file.sync());
	} finally {
		await file.close();
	}
}

function refusal(answer: IncomingMessage): DownloadProblem {
	answer.destroy();
	return { kind: 'refused', status: answer.statusCode ?? 0 };
}

async function sumOf(path: string): Promise<string> {
	const sum = createHash('sha256');
	for await (const chunk of createReadStream(path)) sum.update(chunk as Buffer);
	return sum.digest('hex');
}
