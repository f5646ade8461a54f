import './not-in-ci.js';
import { afterEach, describe, expect, it } from 'vitest';
import { BACK, type FrontEnd, LEAVE } from '../../src/core/front-end.js';
import { createTui } from '../../src/front-ends/tui/index.js';
import { FakeTerminal, KEYS } from './fake-terminal.js';
import {
	aiQuestion,
	containerGone,
	helmMissing,
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

interface Opened {
	readonly terminal: FakeTerminal;
	readonly ui: FrontEnd;
	readonly signal: AbortSignal;
	readonly opened: string[];
	interrupts(): number;
}

const open: FrontEnd[] = [];
const bye = reportOf('cancelled', 130, 'Stopped. Nothing was changed.');

function openTui({ columns = 80, rows = 24, unicode = true, screenReader = false, browser = true, greeted = false } = {}): Opened {
	const terminal = new FakeTerminal(columns, rows);
	const abort = new AbortController();
	const opened: string[] = [];
	let interrupts = 0;
	const { stdout, stdin } = terminal;
	const ui = createTui({
		stdout,
		stdin,
		stderr: stdout,
		now: () => Date.now(),
		unicode,
		screenReader,
		lingers: true,
		greeted,
		version: '1.0.0',
		onInterrupt: () => {
			interrupts++;
			abort.abort();
		},
		openUrl: async (url) => {
			if (!browser) throw new Error('no browser');
			opened.push(url);
		},
	});
	open.push(ui);
	return { terminal, ui, signal: abort.signal, opened, interrupts: () => interrupts };
}

afterEach(async () => {
	for (const ui of open.splice(0)) await ui.close(bye);
});

describe('inspecting', () => {
	it('does not show its name again where that was shown already', async () => {
		const { terminal, ui } = openTui({ greeted: true });
		for (const event of inspected) ui.on(event);
		await terminal.until('not installed');
		expect(terminal.window).not.toContain('todo-k8s-setup');
		expect(terminal.window).toContain('This machine');
	});

	it('shows each check as mark, subject and fact in columns', async () => {
		const { terminal, ui } = openTui();
		for (const event of inspected) ui.on(event);
		await terminal.until('not installed');
		expect(terminal.window.split('\n').slice(0, 6)).toEqual([
			'  todo-k8s-setup 1.0.0                      a Todo Chatbot on Kubernetes, here',
			'',
			expect.stringMatching(/^ {2}This machine +0\.\d s$/),
			'  ✓ Docker 28.2 (Engine)  running · 15.5 GiB for containers',
			'  ✗ Minikube 1.39         profile "minikube": its container is gone',
			'  ! Helm                  not installed · we can do that (18 MB)',
		]);
	});

	it('moves finished checks to the scrollback, where they are once', async () => {
		const { terminal, ui, signal } = openTui({ rows: 12 });
		for (const event of inspected) ui.on(event);
		void ui.ask(aiQuestion, place(1, 2), signal);
		await terminal.until('Which AI');
		expect(terminal.scrollback.split('Docker 28.2')).toHaveLength(2);
	});

	it('shows notes as lines of their own', async () => {
		const { terminal, ui } = openTui();
		ui.on(started);
		ui.on({ event: 'note', says: 'A proxy is used: http://proxy:3128' });
		expect(await terminal.until('A proxy is used')).toContain('  · A proxy is used: http://proxy:3128');
	});
});

describe('a finding', () => {
	it('is opened with its id, its evidence and its remedies', async () => {
		const { terminal, ui, signal } = openTui();
		void ui.decide([containerGone], new AbortController().signal, signal);
		await terminal.until('Leave it');
		expect(terminal.window).toMatchInlineSnapshot(`
			"
			  ✗ The cluster's container is gone                    minikube.container-gone

			    The profile "minikube" remembers a node that Docker does not have any
			    more.
			    Seen   minikube status: host Nonexistent · docker ps -a: no "minikube"

			  ❯ Create it again         about 1 min 30 s · what ran in it is lost
			    Use kind instead        kind 0.33 is here
			    Choose another cluster
			    Leave it                run this again any time
			  ↑↓ choose   ⏎ accept   c commands   esc leave"
		`);
	});

	it('gives the remedy that was chosen with the arrows', async () => {
		const { terminal, ui, signal } = openTui();
		const decided = ui.decide([containerGone], new AbortController().signal, signal);
		await terminal.until('❯ Create it again');
		terminal.type(KEYS.down);
		await terminal.until('❯ Use kind instead');
		terminal.type(KEYS.enter);
		expect(await decided).toEqual({ kind: 'remedy', remedy: containerGone.remedies[1] });
	});

	it('shows the commands of the remedy under the cursor', async () => {
		const { terminal, ui, signal } = openTui();
		void ui.decide([containerGone], new AbortController().signal, signal);
		await terminal.until('Leave it');
		terminal.type('c');
		expect(await terminal.until('$ minikube start')).toContain('--kubernetes-version v1.36.0');
	});

	it('is left with esc', async () => {
		const { terminal, ui, signal } = openTui();
		const decided = ui.decide([containerGone], new AbortController().signal, signal);
		await terminal.until('esc leave');
		terminal.type(KEYS.escape);
		expect(await decided).toEqual({ kind: 'leave' });
	});

	it('makes room for the next one with tab', async () => {
		const { terminal, ui, signal } = openTui();
		void ui.decide([containerGone, helmMissing], new AbortController().signal, signal);
		await terminal.until('1 of 2');
		terminal.type(KEYS.tab);
		expect(await terminal.until('2 of 2')).toContain('! Helm is not installed');
	});

	it('after a failed step shows what is in place and what the program said last', async () => {
		const { terminal, ui, signal } = openTui();
		ui.on(stepEvent('cluster.create', 'Cluster created', 'done', { seconds: 88 }));
		ui.on(stepEvent('release.install', 'Install the release', 'progress', { line: 'Error: context deadline exceeded' }));
		ui.on(stepEvent('release.install', 'Install the release', 'failed', { seconds: 9 }));
		void ui.decide([containerGone], new AbortController().signal, signal);
		const window = await terminal.until('Leave it');
		expect(window).toContain('Done   Cluster created; all of it stays.');
		expect(window).toContain('│ Error: context deadline exceeded');
	});
});

describe('waiting for the user', () => {
	it('shows numbered steps, commands and a running clock', async () => {
		const { terminal, ui, signal } = openTui();
		void ui.decide([integrationOff], new AbortController().signal, signal);
		const window = await terminal.until('Watching');
		expect(window).toContain('    1  Open Docker Desktop > Settings > Resources > WSL integration');
		expect(window).toContain('    2  Switch on "Ubuntu-24.04" and press "Apply & restart"');
		expect(window).toContain('    $ docker version');
		expect(window).toMatch(/Watching\. .* 0:00$/m);
		expect(window).toContain('esc leave (nothing was changed)');
	});

	it('ends by itself when the machine is fine', async () => {
		const { terminal, ui, signal } = openTui();
		const resolved = new AbortController();
		const decided = ui.decide([integrationOff], resolved.signal, signal);
		await terminal.until('Watching');
		resolved.abort();
		expect(await decided).toEqual({ kind: 'again' });
	});

	it('looks again at once with r', async () => {
		const { terminal, ui, signal } = openTui();
		const decided = ui.decide([integrationOff], new AbortController().signal, signal);
		await terminal.until('r look again now');
		terminal.type('r');
		expect(await decided).toEqual({ kind: 'again' });
	});

	it('shows other ways with o, and waits again after esc', async () => {
		const { terminal, ui, signal } = openTui();
		void ui.decide([integrationOff], new AbortController().signal, signal);
		await terminal.until('o other ways');
		terminal.type('o');
		expect(await terminal.until('Run without Kubernetes')).toContain('❯ Open Docker Desktop > Settings > Resources > WSL integration …');
		terminal.type(KEYS.escape);
		expect(await terminal.until('Watching')).toContain('1  Open Docker Desktop');
	});
});

describe('a question with options', () => {
	it('is drawn with its place, its hints and the keys that work', async () => {
		const { terminal, ui, signal } = openTui();
		void ui.ask(aiQuestion, place(2, 4), signal);
		await terminal.until('Which AI');
		expect(terminal.window).toMatchInlineSnapshot(`
			"
			  Which AI answers in the chat?                                         2 of 4
			    OpenAI        a key · nothing to download
			    Ollama        needs 2 GiB of memory, 1 GiB is free
			  ❯ None          built-in commands, works offline

			  Used by the chat only.
			  ↑↓ choose   ⏎ accept   ← previous   ? more   ctrl+c leave"
		`);
	});

	it('offers the earlier answer first', async () => {
		const { terminal, ui, signal } = openTui();
		const answer = ui.ask(aiQuestion, place(1, 2, { suggestion: 'openai' }), signal);
		await terminal.until('❯ OpenAI');
		terminal.type(KEYS.enter);
		expect(await answer).toBe('openai');
	});

	it('goes round at its ends', async () => {
		const { terminal, ui, signal } = openTui();
		const answer = ui.ask(aiQuestion, place(1, 2), signal);
		await terminal.until('❯ None');
		terminal.type(KEYS.down + KEYS.enter);
		expect(await answer).toBe('openai');
	});

	it('refuses what cannot work here and says why', async () => {
		const { terminal, ui, signal } = openTui();
		void ui.ask(aiQuestion, place(1, 2), signal);
		await terminal.until('❯ None');
		terminal.type(KEYS.up + KEYS.enter);
		expect(await terminal.until('✗ needs 2 GiB')).toContain('❯ Ollama');
	});

	it.each([
		['left', KEYS.left],
		['esc', KEYS.escape],
	])('goes back with %s', async (_, key) => {
		const { terminal, ui, signal } = openTui();
		const answer = ui.ask(aiQuestion, place(2, 4), signal);
		await terminal.until('previous');
		terminal.type(key);
		expect(await answer).toBe(BACK);
	});

	it('is left with esc when it is the first', async () => {
		const { terminal, ui, signal } = openTui();
		const answer = ui.ask(aiQuestion, place(1, 4), signal);
		await terminal.until('esc leave');
		terminal.type(KEYS.escape);
		expect(await answer).toBe(LEAVE);
	});

	it('explains itself with ?', async () => {
		const { terminal, ui, signal } = openTui();
		void ui.ask(aiQuestion, place(1, 4), signal);
		await terminal.until('? more');
		terminal.type('?');
		expect(await terminal.until('Can also be given as')).toContain('--ai, TODO_K8S_AI');
	});
});

describe('a question with an entry', () => {
	it('takes what is typed, corrected on the way', async () => {
		const { terminal, ui, signal } = openTui();
		const answer = ui.ask(hostQuestion, place(1, 1), signal);
		await terminal.until('todo.localhost');
		terminal.type('todo.tesd');
		await terminal.until('❯ todo.tesd');
		terminal.type(`${KEYS.backspace}t${KEYS.enter}`);
		expect(await answer).toBe('todo.test');
	});

	it('takes the offer when nothing is typed', async () => {
		const { terminal, ui, signal } = openTui();
		const answer = ui.ask(hostQuestion, place(1, 1, { suggestion: 'app.localhost' }), signal);
		await terminal.until('app.localhost');
		terminal.type(KEYS.enter);
		expect(await answer).toBe('app.localhost');
	});

	it('masks a secret but for its last four characters, and never writes it', async () => {
		const { terminal, ui, signal } = openTui();
		const secret = 'sk-planted-secret-value-k3Qa';
		const answer = ui.ask(keyQuestion, place(1, 1), signal);
		await terminal.until('OpenAI key');
		terminal.type(secret);
		await terminal.until(`${'•'.repeat(secret.length - 4)}k3Qa`);
		terminal.type(KEYS.enter);
		expect(await answer).toBe(secret);
		expect(terminal.written).toContain('k3Qa');
		expect(terminal.written.includes('planted')).toBe(false);
	});

	it('accepts nothing by itself when several lines are pasted', async () => {
		const { terminal, ui, signal } = openTui();
		const answer = ui.ask(keyQuestion, place(1, 1), signal);
		await terminal.until('OpenAI key');
		terminal.type('\u001B[200~sk-one\r\ntwo-three\r\n\u001B[201~');
		await terminal.until('•••••••••••hree');
		terminal.type(KEYS.enter);
		expect(await answer).toBe('sk-onetwo-three');
	});

	it('keeps the entry beside the problem when the answer has the wrong form', async () => {
		const { terminal, ui, signal } = openTui();
		void ui.ask(keyQuestion, place(1, 1), signal);
		await terminal.until('OpenAI key');
		terminal.type(`hello-hello-hello${KEYS.enter}`);
		expect(await terminal.until('✗ A key begins with "sk-".')).toContain('•••••••••••••ello');
	});

	it('shows that an answer is being tried, then why it is refused, then takes the next one with its note', async () => {
		const { terminal, ui, signal } = openTui();
		const waiting: ((outcome: { problem?: string; note?: string }) => void)[] = [];
		const attempt = () => new Promise<{ problem?: string; note?: string }>((resolve) => waiting.push(resolve));
		const answer = ui.ask(keyQuestion, place(1, 1, { attempt }), signal);
		await terminal.until('OpenAI key');
		terminal.type(`sk-wrong${KEYS.enter}`);
		await terminal.until('Trying it out');
		waiting[0]?.({ problem: 'OpenAI refused this key (401).' });
		expect(await terminal.until('✗ OpenAI refused this key (401).')).toContain('••••••••');
		terminal.type(`-right${KEYS.enter}`);
		await terminal.until('Trying it out');
		waiting[1]?.({ note: 'OpenAI could not be reached; the key was not tried.' });
		expect(await answer).toBe('sk-wrong-right');
		await terminal.until('· OpenAI could not be reached');
	});

	it('goes back to the entry with esc while it is being tried, and forgets what comes of it', async () => {
		const { terminal, ui, signal } = openTui();
		let refuse: (outcome: { problem?: string }) => void = () => {};
		const attempt = () => new Promise<{ problem?: string }>((resolve) => (refuse = resolve));
		void ui.ask(keyQuestion, place(1, 1, { attempt }), signal);
		await terminal.until('OpenAI key');
		terminal.type(`sk-slow${KEYS.enter}`);
		await terminal.until('Trying it out');
		terminal.type(KEYS.escape);
		await terminal.until('⏎ accept');
		refuse({ problem: 'too late' });
		terminal.type('er');
		const window = await terminal.until('•••••••••');
		expect(window).toContain('⏎ accept');
		expect(window.includes('too late')).toBe(false);
	});
});

describe('the plan', () => {
	it('is shown before anything changes', async () => {
		const { terminal, ui, signal } = openTui();
		void ui.approve(plan, signal);
		await terminal.until('nothing else');
		expect(terminal.window).toMatchInlineSnapshot(`
			"
			  Plan                                         3 to do · 1 holds · about 2 min
			  ✓ Docker is running                                                    holds
			  ● Install Helm 4.1 for this user  18 MB                                 ~5 s
			  ● Create the cluster "minikube"   2 CPU · 4 GiB                    ~1 m 30 s
			  ● Install the release "todo"                                           ~30 s

			  Writes 2 files in ./todo-k8s · Helm into ~/.local/bin · nothing else
			  ⏎ run   c commands   f files   ← change an answer   esc leave"
		`);
	});

	it.each([
		['enter', KEYS.enter, 'run'],
		['left', KEYS.left, BACK],
		['esc', KEYS.escape, LEAVE],
	])('answers %s', async (_, key, result) => {
		const { terminal, ui, signal } = openTui();
		const approved = ui.approve(plan, signal);
		await terminal.until('change an answer');
		terminal.type(key);
		expect(await approved).toBe(result);
	});

	it('shows every command whole, however narrow the window is', async () => {
		const { terminal, ui, signal } = openTui({ columns: 59, rows: 30 });
		void ui.approve(plan, signal);
		await terminal.until('c commands');
		terminal.type('c');
		const window = await terminal.until('command by command');
		expect(window.replace(/\n\s+/g, ' ')).toContain(
			'$ minikube start --profile minikube --driver docker --cpus 2 --memory 4g --kubernetes-version v1.36.0',
		);
	});

	it('shows the files and what changes in one of them', async () => {
		const { terminal, ui, signal } = openTui();
		const approved = ui.approve(plan, signal);
		await terminal.until('f files');
		terminal.type('f');
		expect(await terminal.until('Files in ./todo-k8s')).toMatch(/values\/values-dev\.yaml +you changed it, too/);
		terminal.type(KEYS.down + KEYS.enter);
		const diff = await terminal.until('@@');
		expect(diff).toContain('    -mode: openai\n    +mode: none\n     replicas: 1');
		terminal.type(KEYS.escape);
		await terminal.until('Files in ./todo-k8s');
		terminal.type(KEYS.escape);
		await terminal.until('change an answer');
		terminal.type(KEYS.enter);
		expect(await approved).toBe('run');
	});
});

describe('a confirmation', () => {
	it.each([
		['y', true],
		['n', false],
		[KEYS.enter, false],
		[KEYS.escape, false],
	])('takes only y as a yes (%j)', async (key, result) => {
		const { terminal, ui, signal } = openTui();
		const confirmed = ui.confirm('You changed values/values-dev.yaml, too. Overwrite it?', plan.files[1], signal);
		expect(await terminal.until('y yes')).toContain('-mode: openai');
		terminal.type(key);
		expect(await confirmed).toBe(result);
	});
});

describe('a run', () => {
	function begin(terminal: Opened) {
		const { ui } = terminal;
		ui.on(started);
		ui.on({ event: 'plan', plan });
		ui.on({ event: 'phase', phase: 'run' });
		ui.on(stepEvent('helm.install', 'Helm 4.1.4 installed', 'done', { seconds: 4 }));
		ui.on(stepEvent('cluster.create', 'Create the cluster "minikube"', 'progress', { percent: 50, says: 'Preparing Kubernetes' }));
	}

	it.each([
		[100, 20],
		[80, 12],
		[60, 12],
	])('has bars of one width in one column, %i columns wide, whatever stands beside them', async (columns, width) => {
		const { terminal, ui } = openTui({ columns, rows: 30 });
		ui.on(started);
		ui.on({ event: 'plan', plan });
		ui.on({ event: 'phase', phase: 'run' });
		const says = ['1 of 5', 'Preparing Kubernetes v1.33.1 on Docker 28.2 and much more than has room', undefined];
		for (const [index, { step }] of plan.items.slice(1).entries()) {
			const said = says[index];
			const long = index === 1 ? `${step.title} and everything that is in it, step by step` : step.title;
			ui.on(stepEvent(step.id, long, 'progress', { percent: 25 * (index + 1), ...(said === undefined ? {} : { says: said }) }));
		}
		const window = await terminal.until('75 %');
		const bars = [...window.matchAll(/^(.*?)([█░]+) /gm)].map(([, before = '', bar = '']) => [before.length, bar.length]);
		expect(bars).toEqual(Array(3).fill([bars[0]?.[0], width]));
		expect(window.indexOf('Install Helm')).toBeLessThan(window.indexOf('Create the'));
	});

	it('shows what is done, what is going on and what waits', async () => {
		const opened = openTui();
		begin(opened);
		const window = await opened.terminal.until('Preparing Kubernetes');
		expect(window).toMatch(/^ {2}✓ Helm 4\.1\.4 installed +4 s$/m);
		expect(window).toMatch(/^ {2}\S Create the cluster "minikube" {10}██████░░░░░░ {2}Preparing Kubernetes$/m);
		expect(window).toMatch(/^ {2}○ Install the release "todo"$/m);
		expect(window).toMatch(/^ {2}l log {3}v all output {3}ctrl\+c stop +0:00 of ~2:00$/m);
	});

	it('shows the last lines of output, more with v, and the log with l', async () => {
		const opened = openTui();
		begin(opened);
		for (let line = 1; line <= 300; line++) {
			opened.ui.on(stepEvent('cluster.create', 'Create the cluster "minikube"', 'progress', { line: `pulled layer ${line} of 300` }));
		}
		const few = await opened.terminal.until('pulled layer 300');
		expect(few.match(/pulled layer/g)).toHaveLength(3);
		opened.terminal.type('v');
		const many = await opened.terminal.until('v less output');
		expect(many.match(/pulled layer/g)?.length).toBeGreaterThan(8);
		opened.terminal.type('l');
		await opened.terminal.until('Log  ~/.local/state/run.log');
	});

	it('draws far less often than lines come in', async () => {
		const opened = openTui();
		begin(opened);
		await opened.terminal.until('Preparing Kubernetes');
		const before = opened.terminal.written.length;
		for (let line = 1; line <= 2_000; line++) {
			opened.ui.on(stepEvent('cluster.create', 'Create the cluster "minikube"', 'progress', { line: `line ${line}` }));
		}
		await opened.terminal.until('line 2000');
		expect(opened.terminal.written.length - before).toBeLessThan(40_000);
	});

	it('says at the first ctrl+c that it is stopping, and tells of the second', async () => {
		const opened = openTui();
		begin(opened);
		await opened.terminal.until('ctrl+c stop');
		opened.terminal.type(KEYS.ctrlC);
		await opened.terminal.until('Stopping.');
		opened.terminal.type(KEYS.ctrlC);
		await opened.terminal.waitFor(() => opened.interrupts() === 2, 'the second interrupt');
		expect(opened.interrupts()).toBe(2);
	});

	it('stays shorter than the window while it is made smaller', async () => {
		const opened = openTui({ columns: 80, rows: 30 });
		begin(opened);
		await opened.terminal.until('Install the release');
		opened.terminal.resize(50, 9);
		await opened.terminal.waitFor(() => /of ~2:00$/.test(opened.terminal.window), 'the clock at the end');
		expect(opened.terminal.window.split('\n').length).toBeLessThanOrEqual(9);
		expect(opened.terminal.written).not.toContain('\u001B[3J');
	});
});

describe('a window that becomes narrower', () => {
	it('has the live part once, whatever the terminal made of its rows', async () => {
		const { terminal, ui, signal } = openTui({ columns: 80, rows: 24 });
		void ui.approve(plan, signal);
		await terminal.until('change an answer');
		terminal.resize(44, 24);
		await terminal.waitFor(() => /Plan\n? +3 to do/.test(terminal.window), 'the plan to be drawn anew');
		await terminal.waitFor(() => terminal.scrollback.split('Install Helm').length === 2, 'one plan only');
		expect(terminal.scrollback.match(/change an answer/g)).toHaveLength(1);
	});
});

describe('the end', () => {
	it('shows the address, what was verified and what comes next', async () => {
		const { terminal, ui } = openTui();
		const closed = ui.close(ready);
		await terminal.until('⏎ done');
		expect(terminal.window).toMatchInlineSnapshot(`
			"
			  Your Todo Chatbot is running                                        2 m 51 s

			  Open        http://localhost:30080

			  Verified    ✓ pods 3 of 3       ✓ sign up, log in   ✓ p95 31 ms

			  Next        todo-k8s-setup status

			  o open browser   ⏎ done"
		`);
		terminal.type(KEYS.enter);
		await closed;
		expect(terminal.scrollback).toContain('Open        http://localhost:30080');
	});

	it('opens the browser with o', async () => {
		const { terminal, ui, opened } = openTui();
		void ui.close(ready);
		await terminal.until('o open browser');
		terminal.type('o');
		await terminal.until('Opened in your browser.');
		expect(opened).toEqual(['http://localhost:30080']);
		terminal.type(KEYS.enter);
	});

	it('gives the address when no browser can be opened', async () => {
		const { terminal, ui } = openTui({ browser: false });
		void ui.close(ready);
		await terminal.until('o open browser');
		terminal.type('o');
		await terminal.until('No browser could be opened. The address is http://localhost:30080');
		terminal.type(KEYS.enter);
	});

	it('does not wait when there is nothing to be seen', async () => {
		const { terminal, ui } = openTui();
		for (const event of inspected) ui.on(event);
		await ui.close(reportOf('inspected', 3, 'One thing has to be mended.', { findings: [containerGone], logFile: '/tmp/run.log' }));
		expect(terminal.window).toContain('✗ One thing has to be mended.');
		expect(terminal.window).toContain('Do     Create it again');
		expect(terminal.window).toContain('Log         /tmp/run.log');
	});

	it('shows the whole plan when only the plan was wanted', async () => {
		const { terminal, ui } = openTui({ rows: 40 });
		ui.on({ event: 'plan', plan });
		await ui.close(reportOf('planned', 0, 'Nothing was changed.'));
		expect(terminal.window).toContain('$ minikube start --profile minikube');
		expect(terminal.window).toContain('-mode: openai');
	});

	it('leaves the terminal as it was: cooked, with its cursor and its paste', async () => {
		const { terminal, ui, signal } = openTui();
		const answer = ui.ask(aiQuestion, place(1, 1), signal);
		await terminal.until('Which AI');
		expect(terminal.isRaw).toBe(true);
		terminal.type(KEYS.escape);
		await answer;
		await ui.close(bye);
		expect(terminal.isRaw).toBe(false);
		expect(terminal.written.lastIndexOf('\u001B[?25h')).toBeGreaterThan(terminal.written.lastIndexOf('\u001B[?25l'));
		expect(terminal.written.lastIndexOf('\u001B[?2004l')).toBeGreaterThan(terminal.written.lastIndexOf('\u001B[?2004h'));
	});

	it('lets go of a question when the run is aborted', async () => {
		const { terminal, ui, signal } = openTui();
		const answer = ui.ask(aiQuestion, place(2, 2), signal);
		await terminal.until('Which AI');
		terminal.type(KEYS.ctrlC);
		expect(await answer).toBe(LEAVE);
	});
});

describe('windows of all sizes', () => {
	const sizes = [
		[80, 24],
		[59, 20],
		[39, 12],
		[20, 10],
		[8, 4],
	] as const;

	it.each(sizes)('never wraps or overflows at %d columns and %d rows', async (columns, rows) => {
		const opened = openTui({ columns, rows });
		const { terminal, ui, signal } = opened;
		for (const event of inspected) ui.on(event);
		const check = async (seen: string) => {
			const lines = (await terminal.until(seen)).split('\n');
			expect(lines.length).toBeLessThanOrEqual(rows);
			expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(columns);
		};
		const last = columns < 20 ? 'leave' : 'esc leave';
		const decided = ui.decide([containerGone], new AbortController().signal, signal);
		await check(last);
		terminal.type(KEYS.escape);
		await decided;
		const answered = ui.ask(aiQuestion, place(1, 1), signal);
		await check('leave');
		terminal.type(KEYS.escape);
		await answered;
		const approved = ui.approve(plan, signal);
		await check('leave');
		terminal.type(KEYS.escape);
		await approved;
		ui.on({ event: 'phase', phase: 'run' });
		ui.on(
			stepEvent('cluster.create', 'Create the cluster "minikube"', 'progress', {
				percent: 50,
				says: 'Preparing',
				line: 'a long line of output',
			}),
		);
		await check('0:0');
	});

	it('puts facts on the next line below 60 columns', async () => {
		const { terminal, ui } = openTui({ columns: 59 });
		for (const event of inspected) ui.on(event);
		expect(await terminal.until('not installed')).toContain('  ✓ Docker 28.2 (Engine)\n    running · 15.5 GiB for containers');
	});

	it('has no bars below 40 columns', async () => {
		const { terminal, ui } = openTui({ columns: 39 });
		ui.on({ event: 'phase', phase: 'run' });
		ui.on(stepEvent('cluster.create', 'Create the cluster', 'progress', { percent: 50, says: 'Preparing' }));
		expect(await terminal.until('Preparing')).toContain('    50 %  Preparing');
	});

	it('uses ASCII only where Unicode cannot be shown', async () => {
		const { terminal, ui, signal } = openTui({ unicode: false });
		for (const event of inspected) ui.on(event);
		const answer = ui.ask(keyQuestion, place(2, 2), signal);
		await terminal.until('enter accept   left previous');
		terminal.type('sk-planted-secret-value-k3Qa');
		await terminal.until('> ************************k3Qa');
		terminal.type(KEYS.enter);
		await answer;
		ui.on({ event: 'phase', phase: 'run' });
		ui.on(stepEvent('cluster.create', 'Create the cluster', 'progress', { percent: 50, says: 'Preparing' }));
		await terminal.until('######------  Preparing');
		expect(terminal.scrollback).toContain('  v Docker 28.2 (Engine)');
		expect([...terminal.written].filter((character) => character > '\u007E')).toEqual([]);
	});

	it('tells a screen reader which option is selected, without a spinner', async () => {
		const { terminal, ui, signal } = openTui({ screenReader: true });
		void ui.ask(aiQuestion, place(1, 1), signal);
		expect(await terminal.until('None')).toMatch(/\(selected\).*None/);
	});
});
