import { spawnSync } from 'node:child_process';
import pty from '@lydell/node-pty';
import xterm from '@xterm/headless';

export function isInstalled(shell: string): boolean {
	return process.platform !== 'win32' && spawnSync(shell, ['--version']).status === 0;
}

const prompt = 'ready> ';

/** How each shell is brought to list what it would complete below the line, once, and then to go on. */
const setUp = {
	bash: [
		`PS1='${prompt}'`,
		`bind 'set completion-query-items 0'`,
		`bind 'set page-completions off'`,
		`bind 'set enable-bracketed-paste off'`,
		`bind '"\\t": possible-completions'`,
	],
	zsh: [
		`PS1='${prompt}' PROMPT_EOL_MARK=''`,
		'LISTMAX=0',
		'unsetopt always_last_prompt list_types zle_bracketed_paste 2>/dev/null',
		"zstyle ':completion:*' verbose no",
		'bindkey -e',
		// zsh draws its list only once nothing more was typed, and says by itself when there is none: so the end is told.
		'list-and-tell() { zle list-choices; zle -R; zle -I; print -r -- "listed $((++asked + 1000000))" }',
		'zle -N list-and-tell',
		"bindkey '^I' list-and-tell",
		'autoload -U compinit && compinit -u -D',
	],
};
const start = { bash: ['--norc', '--noprofile', '-i'], zsh: ['-f', '-i'] };

/** A real shell on a real terminal, in a folder, with the script loaded. */
export class ShellSession {
	readonly #process: pty.IPty;
	readonly #screen = new xterm.Terminal({ cols: 150, rows: 100, allowProposedApi: true, scrollback: 5000 });
	readonly #shell: keyof typeof setUp;
	#questions = 0;
	#asked = 0;

	private constructor(shell: keyof typeof setUp, folder: string) {
		this.#shell = shell;
		const env = { PATH: process.env.PATH ?? '', HOME: folder, LANG: 'C.UTF-8', TERM: 'xterm' };
		this.#process = pty.spawn(shell, start[shell], { cwd: folder, env, cols: 150, rows: 100 });
		this.#process.onData((data) => this.#screen.write(data));
	}

	static async open(shell: keyof typeof setUp, folder: string, script: string): Promise<ShellSession> {
		const session = new ShellSession(shell, folder);
		await session.#do([...setUp[shell], `source ${script}`].join('; '));
		return session;
	}

	/** What the shell proposes at the end of a line, in the order of the alphabet. */
	async ask(line: string): Promise<readonly string[]> {
		const typed = `todo-k8s-setup ${line}`;
		const before = this.#rows().length;
		if (this.#shell === 'zsh') {
			this.#process.write(`${typed}\t`);
			await this.#until(`listed ${++this.#asked + 1_000_000}`);
			// The line is there again: only now keys are read by the shell and not by the terminal.
			await this.#until(`${prompt}${typed}`, -1);
		}
		await this.#do(this.#shell === 'zsh' ? '\u0015' : `${typed}\t\u0015`);
		const shown = this.#rows().slice(Math.max(0, before - 1));
		// The line as it was typed, the list, and its end: the line once more, or what our widget says.
		const from = shown.findIndex((row) => row.startsWith(`${prompt}${typed}`.trimEnd()));
		const listed = shown.slice(from + 1);
		const to = listed.findIndex((row) => row.startsWith(prompt) || row.startsWith('listed '));
		return listed
			.slice(0, to)
			.flatMap((row) => row.split(/\s+/))
			.filter(Boolean)
			.sort();
	}

	/** Types, and returns when a command after it has ended and the shell reads again: what is typed while it does not read is echoed by the terminal instead, and may be lost. */
	async #do(keys: string): Promise<void> {
		const mark = 1000 + ++this.#questions;
		this.#process.write(`${keys}${keys.endsWith('\u0015') ? '' : '; '}echo at $((${mark} + 1000000))\r`);
		// The sum is in no command line, so it is not its echo that is seen.
		await this.#until(`at ${mark + 1_000_000}`);
		await this.#until(prompt, -1);
	}

	/** Waits for a row that is this: any, or the last one. */
	async #until(row: string, at?: -1): Promise<void> {
		const end = Date.now() + 10_000;
		while (!(at === undefined ? this.#rows().includes(row) : this.#rows().at(at)?.trimEnd() === row.trimEnd())) {
			if (Date.now() > end) throw new Error(`The shell does not show "${row}":\n${this.#rows().join('\n')}`);
			await new Promise((resolve) => setTimeout(resolve, 10));
		}
	}

	/** All lines with something in them; one that the terminal broke is one. */
	#rows(): readonly string[] {
		const { active } = this.#screen.buffer;
		const lines = Array.from({ length: active.length }, (_, row) => active.getLine(row));
		const text = lines.map((line) => `${line?.isWrapped ? '' : '\n'}${line?.translateToString(true) ?? ''}`).join('');
		return text.split('\n').filter((row) => row !== '');
	}

	close(): void {
		this.#process.kill('SIGKILL');
	}
}

/** fish answers without a terminal. */
export function askFish(folder: string, script: string, line: string): readonly string[] {
	const { stdout } = spawnSync('fish', ['--no-config', '-c', 'source $argv[1]; complete -C "todo-k8s-setup $argv[2]"', script, line], {
		cwd: folder,
		encoding: 'utf8',
		env: { PATH: process.env.PATH, HOME: folder, LANG: 'C.UTF-8' },
		timeout: 10_000,
	});
	return stdout
		.split('\n')
		.map((row) => row.split('\t')[0] ?? '')
		.filter(Boolean)
		.sort();
}
