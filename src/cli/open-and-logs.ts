import { open } from 'node:fs/promises';
import { StepFailed, UsageError } from '../core/error.js';
import type { Command } from '../core/shell.js';
import { locate } from '../engine/look.js';
import type { Run } from '../engine/run.js';

/** `open`: shows the URL, and the browser where there is one. */
export async function openApp(run: Run, openInBrowser: (url: string) => Promise<void>): Promise<number> {
	const { url } = await locate(run);
	process.stdout.write(`${url}\n`);
	// Without a screen there is nothing to open it in; the line above is the answer then.
	if (url && process.stdout.isTTY) await openInBrowser(url).catch(() => undefined);
	return 0;
}

/** `logs`: the last lines, and on a terminal all that follow until Ctrl+C. */
export async function followLogs(run: Run, component: string, stdout: NodeJS.WriteStream): Promise<number> {
	const { logs } = await locate(run);
	const source = logs(component);
	const follows = stdout.isTTY === true;
	if ('file' in source) return followFile(source.file, follows, run, stdout);
	const command = (follows ? source : source.filter((word) => word !== '--follow')) as Command;
	const outcome = await run.ports.shell.run(command, {
		signal: run.signal,
		onLine: (line) => stdout.write(`${run.ports.redactor.clean(line)}\n`),
	});
	if (outcome.kind === 'cancelled') return 130;
	if (outcome.kind === 'exited' && outcome.code === 0) return 0;
	throw new StepFailed(`The logs of the ${component} cannot be read.`, {
		lastLines: outcome.kind === 'exited' ? outcome.stderr.trim().split('\n').slice(-3) : [],
	});
}

const pauseMs = 300;
const lastBytes = 32 * 1024;

async function followFile(path: string, follows: boolean, { ports, signal }: Run, stdout: NodeJS.WriteStream): Promise<number> {
	const file = await open(path).catch(() => undefined);
	if (!file) throw new UsageError('There is no log yet: the app was not started in this folder.');
	try {
		let at = Math.max(0, (await file.stat()).size - lastBytes);
		for (;;) {
			const { size } = await file.stat();
			if (size < at) at = 0;
			if (size > at) {
				const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(size - at), position: at });
				stdout.write(ports.redactor.clean(buffer.subarray(0, bytesRead).toString('utf8')));
				at += bytesRead;
			}
			if (!follows) return 0;
			await ports.clock.sleep(pauseMs, signal);
		}
	} finally {
		await file.close();
	}
}
