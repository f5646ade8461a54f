import './not-in-ci.js';
import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import type { RunEvent } from '../../src/core/event.js';
import { BACK, LEAVE } from '../../src/core/front-end.js';
import { createPlain } from '../../src/front-ends/plain/index.js';
import { FakeTerminal, KEYS } from './fake-terminal.js';
import {
	aiQuestion,
	containerGone,
	hostQuestion,
	inspected,
	integrationOff,
	keyQuestion,
	place,
	plan,
	ready,
	reportOf,
	started,
	stepEvent,
} from './samples.js';
import { Written } from './written.js';

const aborts: AbortController[] = [];
afterEach(() => {
	for (const abort of aborts.splice(0)) abort.abort();
});

/** Without a terminal: what goes to which stream. */
function openPiped({ unicode = true, verbose = false, greeted = false } = {}) {
	const stdout = new Written();
	const stderr = new Written();
	const clock = { ms: 0 };
	const ui = createPlain({
		stdout: stdout.stream,
		stderr: stderr.stream,
		stdin: new PassThrough() as unknown as NodeJS.ReadStream,
		canAsk: false,
		now: () => clock.ms,
		onInterrupt: () => {},
		unicode,
		verbose,
		greeted,
	});
	const tell = (...events: readonly RunEvent[]) => {
		for (const event of events) ui.on(event);
	};
	return { ui, stdout, stderr, clock, tell };
}

/** At a terminal, with the real prompts. */
function openPrompts() {
	const terminal = new FakeTerminal(100, 40);
	const abort = new AbortController();
	aborts.push(abort);
	let interrupts = 0;
	const { stdout, stdin } = terminal;
	const ui = createPlain({ stdout, stderr: stdout, stdin, canAsk: true, now: () => 0, onInterrupt: () => interrupts++, unicode: true });
	return { ui, terminal, signal: abort.signal, interrupts: () => interrupts };
}

describe('plain, without a terminal', () => {
	it('does not show its name again where that was shown already', async () => {
		const { ui, stderr, tell } = openPiped({ greeted: true });
		tell(...inspected);
		await ui.close(reportOf('cancelled', 130, 'Stopped.'));
		expect(stderr.text).not.toContain('todo-k8s-setup 1.0.0');
		expect(stderr.text).toContain('Looking at this machine');
	});

	it('tells a whole run in lines that are only appended', async () => {
		const { ui, stdout, stderr, clock, tell } = openPiped();
		tell(
			...inspected,
			{ event: 'note', says: 'A proxy is used.' },
			{ event: 'phase', phase: 'plan' },
			{ event: 'plan', plan },
			{ event: 'phase', phase: 'run' },
		);
		tell(stepEvent('docker.start', 'Docker is running', 'held'), stepEvent('cluster.create', 'Create the cluster "minikube"', 'running'));
		for (let percent = 1; percent <= 30; percent++) {
			clock.ms += 100;
			tell(stepEvent('cluster.create', 'Create the cluster "minikube"', 'progress', { percent, says: 'Preparing Kubernetes v1.36' }));
		}
		tell(stepEvent('cluster.create', 'Cluster created', 'done', { seconds: 88 }), { event: 'report', report: ready });
		await ui.close(ready);
		expect(stderr.text).toMatchInlineSnapshot(`
			"todo-k8s-setup 1.0.0
			Looking at this machine
			ok    Docker 28.2 (Engine): running · 15.5 GiB for containers
			FAIL  Minikube 1.39: profile "minikube": its container is gone (minikube.container-gone)
			warn  Helm: not installed · we can do that (18 MB) (helm.missing)
			note  A proxy is used.
			Plan: 3 to do, 1 holds, about 2 min
			Running the plan
			ok    Docker is running: holds already
			start Create the cluster "minikube"
			      Create the cluster "minikube": Preparing Kubernetes v1.36 (10%)
			      Create the cluster "minikube": Preparing Kubernetes v1.36 (20%)
			      Create the cluster "minikube": Preparing Kubernetes v1.36 (30%)
			done  Cluster created, 1 m 28 s
			"
		`);
		expect(stdout.text).toMatchInlineSnapshot(`
			"Ready: http://localhost:30080
			Your Todo Chatbot is running (2 m 51 s)
			ok    pods: 3 of 3
			ok    sign up, log in
			ok    p95: 31 ms
			Next: todo-k8s-setup status
			"
		`);
	});

	it('tells progress at most every ten percent, or every five seconds', () => {
		const { stderr, clock, tell } = openPiped();
		tell(stepEvent('a.b', 'Build', 'running'));
		for (let percent = 1; percent <= 9; percent++) tell(stepEvent('a.b', 'Build', 'progress', { percent, says: 'compiling' }));
		expect(stderr.lines).toEqual(['start Build']);
		clock.ms = 5_000;
		tell(stepEvent('a.b', 'Build', 'progress', { percent: 9.4, says: 'compiling' }));
		tell(stepEvent('a.b', 'Build', 'progress', { percent: 19.4, says: 'linking' }));
		expect(stderr.lines).toEqual(['start Build', '      Build: compiling (9%)', '      Build: linking (19%)']);
	});

	it('shows output only when it is asked for, and the last of it when a step fails', () => {
		const quiet = openPiped();
		const loud = openPiped({ verbose: true });
		const events = [
			stepEvent('a.b', 'Build', 'running'),
			stepEvent('a.b', 'Build', 'progress', { line: '\u001B[31mnpm ERR! network\u001B[0m' }),
			stepEvent('a.b', 'Build', 'failed', { seconds: 3 }),
		];
		quiet.tell(...events);
		loud.tell(...events);
		expect(quiet.stderr.lines).toEqual(['start Build', 'FAIL  Build, 3 s', '      | npm ERR! network']);
		expect(loud.stderr.lines).toEqual(['start Build', '      | npm ERR! network', 'FAIL  Build, 3 s']);
	});

	it('gives the findings of doctor on stdout, with their remedies', async () => {
		const { ui, stdout } = openPiped();
		await ui.close(reportOf('inspected', 3, 'Two things have to be mended.', { findings: [containerGone, integrationOff], seconds: 0.4 }));
		expect(stdout.text).toMatchInlineSnapshot(`
			"Two things have to be mended.
			FAIL  The cluster's container is gone. The profile "minikube" remembers a node that Docker does not have any more. (minikube.container-gone)
			      Seen: minikube status: host Nonexistent · docker ps -a: no "minikube"
			      1. Create it again (about 1 min 30 s · what ran in it is lost)
			         $ minikube start --profile minikube --driver docker --cpus 2 --memory 4g --kubernetes-version v1.36.0
			      2. Use kind instead (kind 0.33 is here)
			      3. Choose another cluster
			FAIL  Docker Desktop does not share this WSL distribution (wsl.integration-off)
			      1. Open Docker Desktop > Settings > Resources > WSL integration
			         Switch on "Ubuntu-24.04" and press "Apply & restart"
			         $ docker version
			         https://docs.docker.com/desktop/features/wsl/
			      2. Run without Kubernetes (on this machine)
			"
		`);
	});

	it('gives the plan on stdout, command by command, with the diffs', async () => {
		const { ui, stdout, tell } = openPiped();
		tell({ event: 'plan', plan });
		await ui.close(reportOf('planned', 0, 'Nothing was changed.', { seconds: 0 }));
		expect(stdout.text).toMatchInlineSnapshot(`
			"Plan: 3 to do, 1 holds, about 2 min
			ok    Docker is running
			to do Install Helm 4.1 for this user (18 MB, about 5 s)
			      $ run helm.install
			to do Create the cluster "minikube" (2 CPU · 4 GiB, about 1 m 30 s)
			      $ minikube start --profile minikube --driver docker --cpus 2 --memory 4g --kubernetes-version v1.36.0
			to do Install the release "todo" (about 30 s)
			      $ run release.install
			file  setup.yaml: new
			file  values/values-dev.yaml: changed, and you changed it, too
			      @@ -1 +1 @@
			      -mode: openai
			      +mode: none
			       replicas: 1
			Writes 2 files in ./todo-k8s; Helm into ~/.local/bin; nothing else.
			Nothing was changed.
			"
		`);
	});

	it('complains on stderr and leaves stdout empty when it fails', async () => {
		const { ui, stdout, stderr } = openPiped();
		const lastLines = ['Error: context deadline exceeded'];
		await ui.close(
			reportOf('failed', 4, 'The release could not be installed.', { lastLines, done: ['Cluster created'], logFile: '/tmp/run.log' }),
		);
		expect(stdout.text).toBe('');
		expect(stderr.lines).toEqual([
			'The release could not be installed. (2 m 51 s)',
			'Done: Cluster created',
			'      | Error: context deadline exceeded',
			'Log: /tmp/run.log',
		]);
	});

	it('writes ASCII only where Unicode cannot be shown', async () => {
		const { ui, stdout, stderr, tell } = openPiped({ unicode: false });
		tell(...inspected);
		await ui.close(ready);
		expect(stderr.text).toContain('ok    Docker 28.2 (Engine): running - 15.5 GiB for containers');
		expect([...stderr.text, ...stdout.text].filter((character) => character > '\u007E')).toEqual([]);
	});
});

describe('plain, at a terminal', () => {
	it('asks with numbered text and takes a number', async () => {
		const { ui, terminal, signal } = openPrompts();
		ui.on(started);
		const answer = ui.ask(aiQuestion, place(1, 4), signal);
		const window = await terminal.until('Which AI answers in the chat?');
		expect(window).toContain('      1. OpenAI: a key · nothing to download');
		expect(window).toContain('      2. Ollama: not possible here: needs 2 GiB of memory, 1 GiB is free');
		terminal.type(`1${KEYS.enter}`);
		expect(await answer).toBe('openai');
	});

	it('takes what is offered when only enter is pressed', async () => {
		const { ui, terminal, signal } = openPrompts();
		const answer = ui.ask(hostQuestion, place(1, 1), signal);
		await terminal.until('todo.localhost');
		terminal.type(KEYS.enter);
		expect(await answer).toBe('todo.localhost');
	});

	it('says what is wrong and asks on', async () => {
		const { ui, terminal, signal } = openPrompts();
		const answer = ui.ask(aiQuestion, place(1, 1), signal);
		await terminal.until('Which AI');
		terminal.type(`2${KEYS.enter}`);
		await terminal.until('needs 2 GiB of memory, 1 GiB is free');
		terminal.type(`${KEYS.backspace}3${KEYS.enter}`);
		expect(await answer).toBe('none');
	});

	it('goes back with <', async () => {
		const { ui, terminal, signal } = openPrompts();
		const answer = ui.ask(hostQuestion, place(2, 2), signal);
		await terminal.until('< goes back');
		terminal.type(`<${KEYS.enter}`);
		expect(await answer).toBe(BACK);
	});

	it('masks a secret, tries it, and tells the note', async () => {
		const { ui, terminal, signal } = openPrompts();
		const tried: string[] = [];
		const attempt = async (raw: string) => {
			tried.push(raw);
			return { note: 'OpenAI could not be reached; the key was not tried.' };
		};
		const answer = ui.ask(keyQuestion, place(1, 1, { attempt }), signal);
		await terminal.until('OpenAI key');
		terminal.type('sk-planted-secret');
		await terminal.until('*****************');
		terminal.type(KEYS.enter);
		expect(await answer).toBe('sk-planted-secret');
		expect(tried).toEqual(['sk-planted-secret']);
		await terminal.until('note  OpenAI could not be reached');
		expect(terminal.written.includes('planted')).toBe(false);
	});

	it('leaves and tells of the interrupt at ctrl+c', async () => {
		const { ui, terminal, signal, interrupts } = openPrompts();
		const answer = ui.ask(hostQuestion, place(1, 1), signal);
		await terminal.until('Which host name?');
		terminal.type(KEYS.ctrlC);
		expect(await answer).toBe(LEAVE);
		expect(interrupts()).toBe(1);
	});

	it('leaves when the input ends', async () => {
		const { ui, terminal, signal } = openPrompts();
		const answer = ui.ask(hostQuestion, place(1, 1), signal);
		await terminal.until('Which host name?');
		(terminal.stdin as unknown as PassThrough).end();
		expect(await answer).toBe(LEAVE);
	});

	it('shows a finding with numbered remedies and takes one', async () => {
		const { ui, terminal, signal } = openPrompts();
		const decided = ui.decide([containerGone], new AbortController().signal, signal);
		const window = await terminal.until('What now?');
		expect(window).toContain('      2. Use kind instead (kind 0.33 is here)');
		terminal.type(`2${KEYS.enter}`);
		expect(await decided).toEqual({ kind: 'remedy', remedy: containerGone.remedies[1] });
	});

	it('goes on by itself when the machine is fine', async () => {
		const { ui, terminal, signal } = openPrompts();
		const resolved = new AbortController();
		const decided = ui.decide([integrationOff], resolved.signal, signal);
		await terminal.until('We watch, and go on by ourselves');
		await terminal.until('What now?');
		resolved.abort();
		expect(await decided).toEqual({ kind: 'again' });
	});

	it('shows the plan, its commands when asked, and runs it', async () => {
		const { ui, terminal, signal } = openPrompts();
		const approved = ui.approve(plan, signal);
		expect(await terminal.until('Run it?')).toContain('to do Create the cluster "minikube" (2 CPU · 4 GiB, about 1 m 30 s)');
		terminal.type(`c${KEYS.enter}`);
		await terminal.until('$ minikube start --profile minikube');
		await terminal.waitFor(() => terminal.window.split('Run it?').length === 3, 'the question to be asked again');
		terminal.type(KEYS.enter);
		expect(await approved).toBe('run');
	});

	it.each([
		['', false],
		['y', true],
	])('takes %j to a confirmation as %s', async (typed, result) => {
		const { ui, terminal, signal } = openPrompts();
		const confirmed = ui.confirm('Overwrite it?', plan.files[1], signal);
		expect(await terminal.until('Overwrite it?')).toContain('      -mode: openai');
		terminal.type(`${typed}${KEYS.enter}`);
		expect(await confirmed).toBe(result);
	});
});
