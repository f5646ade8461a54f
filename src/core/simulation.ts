import type { Outcome } from './shell.js';
import type { SimulatedNamespace, SimulatedProfile, SimulatedRelease, World } from './world.js';

/** What a program is given beside its arguments. */
export interface Given {
	/** On stdin. */
	readonly input: string;
	readonly env: Readonly<Record<string, string>>;
}

/** What became of one call. */
export interface Reply {
	readonly world: World;
	readonly outcome: Outcome;
	/** Printed one after the other over its time; they are part of the outcome's stdout as well. */
	readonly lines?: readonly string[];
	readonly seconds?: number;
}

/** A program as a pure function. */
export type SimulatedProgram = (world: World, args: readonly string[], given: Given) => Reply;

export function ended(world: World, code: number, stdout: string, stderr = ''): Reply {
	return { world, outcome: { kind: 'exited', code, stdout, stderr } };
}

/** It prints these lines over this time, and ends. */
export function printed(world: World, lines: readonly string[], seconds: number, code = 0): Reply {
	return { world, outcome: { kind: 'exited', code, stdout: lines.join('\n'), stderr: '' }, lines, seconds };
}

export function notInstalled(world: World, program: string): Reply {
	return { world, outcome: { kind: 'missing', program } };
}

/** A command that the simulation was never taught is a mistake in the simulation, not a failure of the program. */
export function unknownCommand(program: string, args: readonly string[]): never {
	throw new Error(`The simulated ${program} does not know: ${[program, ...args].join(' ')}`);
}

/** The word after a flag. */
export function after(args: readonly string[], ...flags: readonly string[]): string | undefined {
	const at = args.findIndex((arg) => flags.includes(arg));
	return at < 0 ? undefined : args[at + 1];
}

export function without<T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> {
	return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}

/** The world with one profile changed; one that is not there stays away. */
export function changeProfile(world: World, name: string, change: (profile: SimulatedProfile) => SimulatedProfile): World {
	const profile = world.minikube.profiles[name];
	if (!profile) return world;
	return { ...world, minikube: { ...world.minikube, profiles: { ...world.minikube.profiles, [name]: change(profile) } } };
}

/** The world with one namespace of a profile changed; one that is not there stays away. */
export function changeNamespace(
	world: World,
	profile: string,
	name: string,
	change: (namespace: SimulatedNamespace) => SimulatedNamespace,
): World {
	return changeProfile(world, profile, (found) => {
		const namespace = found.namespaces[name];
		return namespace ? { ...found, namespaces: { ...found.namespaces, [name]: change(namespace) } } : found;
	});
}

/** The world with one release changed. */
export function changeRelease(
	world: World,
	{ profile, namespace, release }: { readonly profile: string; readonly namespace: string; readonly release: string },
	change: (release: SimulatedRelease) => SimulatedRelease,
): World {
	return changeNamespace(world, profile, namespace, (found) => {
		const there = found.releases[release];
		return there ? { ...found, releases: { ...found.releases, [release]: change(there) } } : found;
	});
}
