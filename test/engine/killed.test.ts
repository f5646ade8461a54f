import { AsyncLocalStorage } from 'node:async_hooks';
import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../src/core/event.js';
import type { Ports } from '../../src/core/ports.js';
import type { Command } from '../../src/core/shell.js';
import { freshWorld } from '../../src/demo/world.js';
import { changesSomething, Wizard } from '../support/wizard.js';

/** Where a run is cut off. */
type Moment =
	| { readonly step: string; readonly at: 'running' | 'done' }
	/** At its first call that changes something: before it took effect, or after. */
	| { readonly step: string; readonly at: 'before' | 'after' };

const inCluster = [
	'folder.write',
	'cluster.start',
	'image.build.backend',
	'image.build.frontend',
	'image.load.backend',
	'image.load.frontend',
	'namespace.create',
	'secret.apply',
	'release.install',
	'release.rollout',
];

/** `from`: the steps before it are those of the setup above, command by command. */
const setups = {
	'Minikube with a NodePort': { flags: { cluster: 'minikube', exposure: 'nodeport' }, steps: inCluster, from: 'folder.write' },
	'Minikube with a port-forward': {
		flags: { cluster: 'minikube', exposure: 'port-forward' },
		steps: [...inCluster, 'access.forward'],
		from: 'release.install',
	},
	'no cluster': { flags: { cluster: 'none' }, steps: ['folder.write', 'secrets.write', 'app.start'], from: 'folder.write' },
} as const;

const never = new Promise<never>(() => undefined);
/** Which step is at work; those that run at the same time have one each. */
const stepAtWork = new AsyncLocalStorage<string>();

/** A run that ends as by `kill -9`: from the moment on nothing it asks for happens, and it hears of nothing any more. */
class Killed {
	dead = false;
	readonly death: Promise<void>;
	#die: () => void = () => undefined;
	/** Steps that asked for a change themselves. */
	readonly changed = new Set<string>();
	/** What was asked for and has not ended: programs go on when the one that started them is killed. */
	readonly underWay = new Set<string>();
	readonly #moment: Moment | undefined;

	constructor(moment: Moment | undefined) {
		this.#moment = moment;
		this.death = new Promise((resolve) => {
			this.#die = resolve;
		});
	}

	#kill(): void {
		this.dead = true;
		this.#die();
	}

	readonly watch = (event: RunEvent): void => {
		if (event.event !== 'step') return;
		if (event.state === 'running') stepAtWork.enterWith(event.id);
		if (event.id === this.#moment?.step && event.state === this.#moment.at) this.#kill();
	};

	readonly ports = (ports: Ports): Ports => {
		const call = async <T>(name: string | undefined, work: () => Promise<T>): Promise<T> => {
			if (this.dead) return never;
			const step = name === undefined ? undefined : stepAtWork.getStore();
			if (step !== undefined) this.changed.add(step);
			const at = step === this.#moment?.step ? this.#moment?.at : undefined;
			if (at === 'before') {
				this.#kill();
				return never;
			}
			if (name !== undefined) this.underWay.add(name);
			const [ended] = await Promise.allSettled([work()]);
			if (this.dead) return never;
			if (name !== undefined) this.underWay.delete(name);
			if (at === 'after') {
				this.#kill();
				return never;
			}
			if (ended.status === 'rejected') throw ended.reason;
			return ended.value;
		};
		const through = <T extends object>(port: T, changing: (name: string, args: readonly unknown[]) => boolean): T =>
			new Proxy(port, {
				get(target, name: string) {
					const member = Reflect.get(target, name) as unknown;
					if (typeof member !== 'function' || synchronous.has(name)) return member;
					return (...args: readonly unknown[]) =>
						call(
							changing(name, args) ? `${name} ${JSON.stringify(args[0])}` : undefined,
							() => Reflect.apply(member, target, args) as Promise<unknown>,
						);
				},
			});
		const named =
			(...names: readonly string[]) =>
			(name: string) =>
				names.includes(name);
		return {
			...ports,
			shell: through(ports.shell, (name, [first, second]) => changesSomething((name === 'pipe' ? second : first) as Command)),
			files: through(ports.files, named('write', 'copy', 'remove')),
			daemons: through(ports.daemons, named('start', 'stop', 'endOrphans')),
			downloads: through(ports.downloads, named('program')),
			system: through(ports.system, () => false),
			clock: through(ports.clock, () => false),
			http: through(ports.http, () => false),
			tcp: through(ports.tcp, () => false),
		};
	};
}

const synchronous = new Set(['now', 'random', 'sha256', 'certificateEnd', 'lookFirstIn']);

/** What a whole run does: the steps of its plan that ran, and those of them that change something themselves. */
async function wholeRun(flags: Readonly<Record<string, string>>) {
	const watcher = new Killed(undefined);
	const { report, events } = await new Wizard(freshWorld()).go({ yes: true, flags, watch: watcher.watch, ports: watcher.ports });
	expect(report).toMatchObject({ outcome: 'ready' });
	const plan = events.find((event) => event.event === 'plan');
	const ran = new Set(events.flatMap((event) => (event.event === 'step' && event.state === 'done' ? [event.id] : [])));
	return { steps: (plan?.plan.items ?? []).map(({ step }) => step.id).filter((id) => ran.has(id)), changing: watcher.changed };
}

describe.each(Object.entries(setups))('a run that was killed, %s', (_, { flags, steps: expected, from }) => {
	it('is taken up by the next one, whichever step it was in, and the one after has nothing to do', { timeout: 60_000 }, async () => {
		const { steps, changing } = await wholeRun(flags);
		expect(steps).toEqual(expected);
		// All the others only wait for what the ones before them set off.
		expect(steps.filter((step) => !changing.has(step))).toEqual(steps.filter((step) => step === 'release.rollout'));
		const moments = steps.slice(steps.indexOf(from)).flatMap((step) => [
			{ step, at: 'running' as const },
			...(changing.has(step)
				? [
						{ step, at: 'before' as const },
						{ step, at: 'after' as const },
					]
				: []),
			{ step, at: 'done' as const },
		]);
		const met = new Set<string>();
		const troubles: string[] = [];
		for (const moment of moments) {
			const where = `${moment.step} ${moment.at}`;
			const wizard = new Wizard(freshWorld());
			const killed = new Killed(moment);
			await Promise.race([wizard.go({ yes: true, flags, watch: killed.watch, ports: killed.ports }), killed.death]);
			expect(killed.dead, where).toBe(true);
			// The end of a step is often the beginning of the next one: the same machine need not be repaired twice.
			const machine = JSON.stringify([{ ...wizard.world, nowMs: 0 }, [...killed.underWay]]);
			if (met.has(machine)) continue;
			met.add(machine);
			const second = await wizard.go({ yes: true, flags });
			if (second.report.outcome !== 'ready') troubles.push(`${where}: ${second.report.outcome}: ${second.report.says}`);
			const third = await wizard.go({ yes: true, flags });
			if (third.report.outcome !== 'ready') troubles.push(`${where}, once more: ${third.report.outcome}: ${third.report.says}`);
			if (third.changes.length > 0) troubles.push(`${where}, once more: ${third.changes.join('; ')}`);
		}
		expect(troubles).toEqual([]);
		expect(met.size).toBeGreaterThanOrEqual(moments.length / 4);
	});
});
