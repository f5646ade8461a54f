import { chooseMode, type Mode, type Surroundings } from './mode.js';

/** Commands whose first line is the name of the program. */
const greeting: ReadonlySet<string> = new Set(['', 'up', 'doctor', 'plan', 'status', 'verify', 'down']);
/** Below this the line would have to be broken, which the front end does. */
const fewestColumns = 60;

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
 * so that something is seen at once. None where nobody is waiting, or the front end has to fit it first.
 */
export function greetingFor({ args, version, columns, hasColors, ...surroundings }: Seen): Greeting | undefined {
	if (!greeting.has(args.find((arg) => !arg.startsWith('-')) ?? '')) return undefined;
	const { frontEnd, canAsk }: Mode = chooseMode({ ...surroundings, switches: switchesOf(args) });
	const name = `todo-k8s-setup ${version}`;
	if (frontEnd === 'plain' && canAsk) return { to: 'stderr', line: name };
	const width = columns || 80;
	if (frontEnd !== 'tui' || width < fewestColumns) return undefined;
	const about = 'a Todo Chatbot on Kubernetes, here';
	// A margin of two at both sides.
	const gap = ' '.repeat(width - 4 - name.length - about.length);
	return { to: 'stdout', line: hasColors ? `  \u001B[1m${name}\u001B[22m${gap}\u001B[2m${about}\u001B[22m` : `  ${name}${gap}${about}` };
}

/** What the line seems to ask for, before it is read in earnest. */
export function switchesOf(args: readonly string[]): ReadonlySet<string> {
	return new Set(args.filter((arg) => arg.startsWith('--')).map((arg) => arg.slice(2)));
}
