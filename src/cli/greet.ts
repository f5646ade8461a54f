import { chooseMode, type Mode, type Surroundings } from './mode.js';

/** Commands whose first line is the name of the program. */
const greeting: ReadonlySet<string> = new Set(['', 'up', 'doctor', 'plan', 'status', 'verify', 'down']);
/** Fewer blanks between both halves, and the front end puts the second one below. */
const leastGap = 2;

/** Where a line can be shown at once. */
export interface Seen extends Omit<Surroundings, 'switches'> {
	readonly args: readonly string[];
	readonly version: string;
	/** Of the terminal; 0 where it does not say. */
	readonly columns: number;
	readonly hasColors: boolean;
}

export interface Greeting {
	readonly to: 'stdout' | 'stderr';
	readonly line: string;
}

/**
 * The first line for a person at a terminal, as the front end would print it. It is shown before all that a run needs is loaded,
 * so that something is seen at once. None where nobody is waiting, where the front end has to fit it first, and where a flag's
 * value comes before the command, as flags are not known yet; then the front end shows it, a moment later.
 */
export function greetingFor({ args, version, columns, hasColors, ...surroundings }: Seen): Greeting | undefined {
	if (!greeting.has(args.find((arg) => !arg.startsWith('-')) ?? '')) return undefined;
	const { frontEnd, canAsk }: Mode = chooseMode({ ...surroundings, switches: switchesOf(args) });
	const name = `todo-k8s-setup ${version}`;
	if (frontEnd === 'plain' && canAsk) return { to: 'stderr', line: name };
	const about = 'a Todo Chatbot on Kubernetes, here';
	// A margin of two at both sides.
	const room = (columns || 80) - 4 - name.length - about.length;
	if (frontEnd !== 'tui' || room < leastGap) return undefined;
	const gap = ' '.repeat(room);
	return { to: 'stdout', line: hasColors ? `  \u001B[1m${name}\u001B[22m${gap}\u001B[2m${about}\u001B[22m` : `  ${name}${gap}${about}` };
}

/** What the line seems to ask for, before it is read in earnest. */
export function switchesOf(args: readonly string[]): ReadonlySet<string> {
	return new Set(args.filter((arg) => arg.startsWith('--')).map((arg) => arg.slice(2)));
}
