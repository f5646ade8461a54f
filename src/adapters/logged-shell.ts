import type { RunLog } from '../core/ports.js';
import type { Redactor } from '../core/secret.js';
import type { Command, Outcome, RunOptions, Shell } from '../core/shell.js';

/**
 * Notes every command in the run's log: what, how it ended, how long it took, and its redacted output. Input is never
 * noted, and of a private command only why it failed.
 */
export function loggedShell(shell: Shell, log: RunLog, redactor: Redactor): Shell {
	const note = async (command: string, run: () => Promise<Outcome>, { isPrivate = false }: RunOptions = {}): Promise<Outcome> => {
		const began = Date.now();
		const outcome = await run();
		const how = outcome.kind === 'exited' ? `exit ${outcome.code}` : outcome.kind;
		log.write(redactor.clean(`$ ${command}\n  ${how}, ${Date.now() - began} ms`));
		for (const text of toNote(outcome, isPrivate)) if (text.trim()) log.write(indent(shorten(text, redactor)));
		return outcome;
	};
	return {
		lookFirstIn: (folder) => shell.lookFirstIn(folder),
		run: (command: Command, options?: RunOptions) => note(command.join(' '), () => shell.run(command, options), options),
		pipe: (from, to, options) => note(`${from.join(' ')} | ${to.join(' ')}`, () => shell.pipe(from, to, options), options),
	};
}

function toNote(outcome: Outcome, isPrivate: boolean): readonly string[] {
	if (outcome.kind !== 'exited') return [];
	const { code, stdout, stderr } = outcome;
	if (!isPrivate) return [stdout, stderr];
	return code === 0 ? [] : [stderr];
}

const longestOutput = 4000;
/** More than any secret has. */
const margin = 20_000;

/** Without secrets, and of what is long only its end. A secret that the end would cut is taken out while it is whole. */
function shorten(text: string, redactor: Redactor): string {
	const cleaned = redactor.clean(text.slice(-longestOutput - margin));
	return text.length <= longestOutput ? cleaned.trimEnd() : `…${cleaned.slice(-longestOutput).trimEnd()}`;
}

function indent(text: string): string {
	return text.replace(/^/gm, '  | ');
}
