import { fstatSync, readSync } from 'node:fs';
import { UsageError } from '../core/error.js';
import type { Platform } from '../knowledge/entry.js';
import { platforms } from '../knowledge/entry.js';
import { explain, toJson } from '../knowledge/explain.js';
import { entryOf } from '../knowledge/found.js';
import { entries } from '../knowledge/index.js';
import { decode, maxBytes } from '../knowledge/text.js';
import { type Argv, parseArgv } from './argv.js';
import { calledAs, withCall } from './called-as.js';
import { cardLines, pageLines } from './explain-card.js';
import { speaksUnicode } from './mode.js';

type Streams = Pick<NodeJS.Process, 'stdin' | 'stdout' | 'stderr' | 'env' | 'platform'>;

/** `explain`: a failing output on stdin, or the id of a finding. Needs nothing of the machine, so it is quick and works anywhere. `stdinFd`: where a file may be. */
export async function explainCommand(args: readonly string[], streams: Streams, stdinFd?: number): Promise<number> {
	const { stdout, stderr, env, platform } = streams;
	// A reader that went away (| head) ends us quietly.
	stdout.on('error', () => process.exit(0));
	const write = (lines: readonly string[]) => stdout.write(`${lines.join('\n')}\n`);
	const show = (lines: readonly string[]) => write(lines.map((line) => withCall(line, calledAs(env))));
	try {
		const argv = parseArgv(args);
		const unicode = speaksUnicode(env, platform);
		const style = { unicode, colour: stdout.isTTY === true && env.FORCE_COLOR !== '0', width: Math.min(stdout.columns ?? 80, 100) };
		const json = argv.switches.has('json');
		if (argv.argument !== undefined) {
			const entry = entryOf(argv.argument) ?? entries.find(({ cause }) => cause === argv.argument);
			if (!entry) throw new UsageError(unknownId(argv.argument));
			if (json) write([JSON.stringify({ ...entry, signs: undefined, against: undefined, symptomOf: undefined })]);
			else show(pageLines(entry, style));
			return 0;
		}
		const file = stdinFd === undefined ? undefined : endOfFile(stdinFd);
		if (!file && streams.stdin.isTTY) {
			throw new UsageError(
				'There is nothing to explain. Pipe a failing output into it: minikube start 2>&1 | todo-k8s-setup explain. Or name a finding: todo-k8s-setup explain docker.not-running.',
			);
		}
		const explanation = explain({ ...contextOf(argv), output: decode(file ?? (await lastBytes(streams.stdin))) });
		if (json) write([JSON.stringify(toJson(explanation))]);
		else show(cardLines(explanation, style));
		return 0;
	} catch (error) {
		if (!(error instanceof UsageError)) throw error;
		stderr.write(`${withCall(error.message, calledAs(env))}\n`);
		return error.exitCode;
	}
}

function contextOf({ values, lists }: Argv) {
	const problems: string[] = [];
	const platform = values.platform ?? 'unknown';
	if (!isPlatform(platform)) problems.push(`--platform is one of ${platforms.join(', ')}, not "${platform}".`);
	const facts: Record<string, string> = {};
	for (const fact of lists.fact ?? []) {
		const at = fact.indexOf('=');
		if (at < 1) problems.push(`--fact is KEY=VALUE, for instance --fact "kubectl get pods=…", not "${fact}".`);
		else facts[fact.slice(0, at)] = fact.slice(at + 1);
	}
	if (problems.length > 0) throw new UsageError(problems.join('\n'));
	return { command: values.command ?? '', platform: platform as Platform, facts };
}

function isPlatform(name: string): name is Platform {
	return (platforms as readonly string[]).includes(name);
}

function unknownId(id: string): string {
	const [prefix] = id.split('.');
	const near = entries.filter((entry) => entry.id.startsWith(`${prefix}.`)).map((entry) => entry.id);
	return `There is no finding "${id}". ${near.length > 0 ? `With "${prefix}" there are: ${near.join(', ')}.` : 'docs/findings has a page for each.'}`;
}

/** The end of a file that is read as stdin (`< build.log`), however long it is; undefined when it is no file. */
function endOfFile(fd: number): Uint8Array | undefined {
	try {
		const stats = fstatSync(fd);
		// What the system makes as it is read (/proc) has no size beforehand.
		if (!stats.isFile() || stats.size === 0) return undefined;
		const end = Buffer.alloc(Math.min(stats.size, maxBytes));
		return end.subarray(0, readSync(fd, end, 0, end.length, stats.size - end.length));
	} catch {
		return undefined;
	}
}

/** The end of a stream; what came before is dropped as it comes, so that a long log needs no memory. */
async function lastBytes(stream: NodeJS.ReadableStream): Promise<Uint8Array> {
	let parts: Buffer[] = [];
	let size = 0;
	for await (const chunk of stream) {
		const part = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
		parts.push(part);
		size += part.length;
		// One mark of the encoding stands at the beginning, so the first piece is decided by what is left: UTF-16 shows by itself.
		if (size > 4 * maxBytes) {
			parts = [Buffer.concat(parts).subarray(-maxBytes)];
			size = maxBytes;
		}
	}
	return Buffer.concat(parts).subarray(-maxBytes);
}
