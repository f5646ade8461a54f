import { type ChildProcess, execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Ended, type Event, node, type Report, toReport, User } from '../support/user.js';
import { Visitor } from '../support/visitor.js';
import type { Ground, Lines } from './row.js';

/** The flags of each ground: the same command every time, as the issue has it. */
const flags: Readonly<Record<Ground, readonly string[]>> = {
	none: ['--cluster', 'none'],
	nodeport: ['--cluster', 'minikube', '--exposure', 'nodeport'],
	'port-forward': ['--cluster', 'minikube', '--exposure', 'port-forward'],
	ingress: ['--cluster', 'minikube', '--exposure', 'ingress', '--host', 'todo.repair.test'],
	kindnet: ['--cluster', 'minikube', '--exposure', 'nodeport', '--env', 'staging'],
};

/** The version of the report that names what was repaired. */
type Told = Report & { readonly causes?: readonly { readonly id: string; readonly says: string }[] };

export interface TimedEvent extends Event {
	readonly atMs: number;
}

/** What came of one run. */
export interface Ran {
	readonly report: Told;
	readonly events: readonly TimedEvent[];
	/** Ids of the steps that ran. */
	readonly ran: readonly string[];
	readonly seconds: number;
	/** Until the last step had ended; what follows is verification. */
	readonly secondsOfSteps: number;
}

export interface Started {
	readonly child: ChildProcess;
	readonly ended: Promise<Ended>;
	readonly events: TimedEvent[];
	/** Called with each event as it comes. */
	onEvent(listener: (event: TimedEvent) => void): void;
	/** Its end, as a report. */
	ran(): Promise<Ran>;
}

/** A machine that is broken again and again: one user, one folder, one cluster, and a visitor whose todos have to outlive it all. */
export class World {
	readonly user = new User();
	/** Changes when the same cluster is to be reached in another way. */
	ground: Ground;
	readonly root: string;
	readonly dir: string;
	readonly #program: string;
	#visitor: Visitor | undefined;
	#written: string[] = [];

	constructor(ground: Ground, program: string) {
		this.ground = ground;
		this.#program = program;
		this.root = this.user.folder('re pair-');
		this.dir = join(this.root, 'todo-k8s');
	}

	/** Starts the program; its events are read as they come. */
	start(args: readonly string[], env: Readonly<Record<string, string>> = {}): Started {
		const child = this.user.start([node, this.#program, ...args], { cwd: this.root, env });
		const began = Date.now();
		const events: TimedEvent[] = [];
		const listeners: ((event: TimedEvent) => void)[] = [];
		let rest = '';
		child.stdout?.on('data', (text: string) => {
			const lines = `${rest}${text}`.split('\n');
			rest = lines.pop() ?? '';
			for (const line of lines.filter((each) => each.startsWith('{'))) {
				const event = { ...(JSON.parse(line) as Event), atMs: Date.now() - began };
				events.push(event);
				for (const listener of listeners) listener(event);
			}
		});
		return {
			child,
			ended: child.ended,
			events,
			onEvent: (listener) => listeners.push(listener),
			ran: async () => toRan(await child.ended, events, Date.now() - began),
		};
	}

	/** The program as the user would type it, for whoever starts it elsewhere: in a terminal. */
	command(args: readonly string[]): readonly string[] {
		const { name, isOther } = this.user;
		const asUser = isOther ? ['setpriv', '--reuid', name, '--regid', name, '--init-groups', '--'] : [];
		return [...asUser, node, this.#program, ...args, ...flags[this.ground]];
	}

	environment(): Record<string, string> {
		const { home, name } = this.user;
		const { PATH = '' } = process.env;
		return { HOME: home, USER: name, LANG: 'C.UTF-8', TERM: 'xterm-256color', PATH, TODO_K8S_CONFIG_DIR: join(this.root, '.config') };
	}

	upArgs(args: readonly string[] = []): readonly string[] {
		return ['up', '--yes', '--json', ...flags[this.ground], ...args];
	}

	up(args: readonly string[] = []): Promise<Ran> {
		return this.start(this.upArgs(args)).ran();
	}

	/** Runs lines as the user, in the folder of the setup; a line that fails ends them. */
	async sh(lines: Lines): Promise<string> {
		const script = ['set -eo pipefail', ...lines].join('\n');
		return this.user.must(['bash', '-c', script], existsSync(this.dir) ? this.dir : this.root);
	}

	/** The same, where it may fail. */
	async try(...lines: string[]): Promise<string> {
		return this.sh(lines).catch((error: Error) => error.message);
	}

	/** Asks again and again until the lines succeed. */
	async until(line: string, withinSeconds = 60): Promise<void> {
		for (const end = Date.now() + withinSeconds * 1000; ; ) {
			const outcome = await this.sh([line]).then(
				() => undefined,
				(error: Error) => error,
			);
			if (!outcome) return;
			if (Date.now() > end) throw outcome;
			await sleep(300);
		}
	}

	/** Runs a command as whoever runs the tests. */
	asRoot(...command: string[]): string {
		const [program = '', ...args] = command;
		return execFileSync(program, args, { encoding: 'utf8', stdio: 'pipe', cwd: this.root });
	}

	path(name: string): string {
		return join(this.dir, name);
	}

	read(name: string): string {
		return readFileSync(this.path(name), 'utf8');
	}

	/** Changes a file of the folder, and puts it back when asked. It stays the user's. */
	edit(name: string, change: (text: string) => string): () => void {
		const before = this.read(name);
		writeFileSync(this.path(name), change(before));
		return () => writeFileSync(this.path(name), before);
	}

	/** What a power cut leaves of a file. */
	halve(name: string): void {
		this.edit(name, (text) => text.slice(0, text.length / 2));
	}

	/** The visitor finds the app where the report says it is. */
	async visit(report: Told): Promise<Visitor> {
		const { url = '' } = report;
		const { hostname } = new URL(url);
		// A name of ours leads nowhere on this machine; the address of the node does.
		const [place, host] = this.ground === 'ingress' ? [`http://${await this.#nodeAddress()}`, hostname] : [url, undefined];
		this.#visitor = this.#visitor ? await this.#visitor.at(place, host).back() : await Visitor.signUp(place, host);
		return this.#visitor;
	}

	async #nodeAddress(): Promise<string> {
		return (await this.sh(['minikube ip'])).trim();
	}

	/** Adds a todo that has to be there after every repair from now on. */
	async write(title: string): Promise<void> {
		const added = await this.#visitor?.call('POST', '/api/todos', { title });
		if (added?.status !== 201) throw new Error(`adding a todo was answered with ${added?.status}: ${JSON.stringify(added?.body)}`);
		this.#written.push(title);
	}

	/** Todos that were written and are not there any more. */
	async missing(report: Told): Promise<readonly string[]> {
		const there = new Set(await (await this.visit(report)).titles());
		return this.#written.filter((title) => !there.has(title));
	}

	/** The data went away as it had to; whoever comes now is new. */
	async forget(report: Told): Promise<void> {
		this.#visitor = undefined;
		this.#written = [];
		await this.visit(report);
	}

	/** Until the visitor is let in again. */
	async untilAnswered(): Promise<void> {
		for (const end = Date.now() + 120_000; ; await sleep(100)) {
			const answer = await this.#visitor?.call('GET', '/api/todos?limit=1');
			// A session that has ended is an answer, too.
			if (answer && answer.status > 0 && answer.status < 500) return;
			if (Date.now() > end) throw new Error(`the app is not back: ${JSON.stringify(answer)}`);
		}
	}

	/** Reaches the same app in another way. */
	async goTo(ground: Ground): Promise<void> {
		if (ground === this.ground) return;
		this.ground = ground;
		const { report } = await this.up();
		if (report.outcome !== 'ready') throw new Error(`nothing to break: ${JSON.stringify(report)}`);
		await this.visit(report);
	}

	/** Takes everything away. */
	async end(): Promise<void> {
		if (this.ground === 'none') await this.start(['down', '--yes', '--json', '--delete-data']).ended;
		else await this.user.start(['minikube', 'delete'], { cwd: this.root }).ended;
	}

	/** Everything from nothing. */
	async fresh(): Promise<Ran> {
		await this.end();
		rmSync(this.dir, { recursive: true, force: true });
		const first = await this.up();
		if (first.report.outcome !== 'ready') throw new Error(`nothing to break: ${JSON.stringify(first.report)}`);
		await this.forget(first.report);
		// Whoever installs by hand has to have kept these.
		if (this.ground !== 'none') await this.sh(['helm get values todo -n todo -o yaml > ../expert.yaml']);
		return first;
	}
}

function toRan(ended: Ended, events: readonly TimedEvent[], tookMs: number): Ran {
	const report = toReport(ended) as Told;
	const steps = events.filter(({ event }) => event === 'step');
	return {
		report,
		events,
		ran: steps.filter(({ state }) => state === 'running').map(({ id }) => String(id)),
		seconds: tookMs / 1000,
		secondsOfSteps: (steps.at(-1)?.atMs ?? tookMs) / 1000,
	};
}
