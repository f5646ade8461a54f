import type { World } from '../core/world.js';
import type { Moment } from './moment.js';
import type { ScenarioName } from './scenarios/names.js';

/** What is done about a finding: the first remedy of a kind is chosen, or somebody acts outside the program, which goes on watching. */
export type Cure = { readonly chooses: 'step' | 'answer' } | { readonly acts: (world: World) => World };

/** What is said when, each once. */
export type Captions = Readonly<Partial<Record<Moment, string>>>;

/** A story that the demo tells: a machine, what is wrong with it, and what its user does. */
export interface Scenario {
	readonly name: ScenarioName;
	/** In the menu: "A fresh laptop". */
	readonly title: string;
	/** Beside it: what it shows. */
	readonly shows: string;
	/** The machine at its begin. */
	readonly world: World;
	/** Set for a machine on which a run set everything up before: what happened to it since. */
	readonly since?: (world: World) => World;
	/** The commands that its user gives, one after the other; '' is the wizard. */
	readonly commands: readonly string[];
	/** By question id, one after the other until one is accepted; a question that is not here takes what is offered. */
	readonly answers?: Readonly<Record<string, readonly string[]>>;
	/** By finding id. */
	readonly cures?: Readonly<Record<string, Cure>>;
	readonly captions: Captions;
}
