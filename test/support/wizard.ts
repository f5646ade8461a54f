import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loggedShell } from '../../src/adapters/logged-shell.js';
import { createProduct, stateDirOf } from '../../src/cli/product.js';
import { SetupError } from '../../src/core/error.js';
import type { RunEvent } from '../../src/core/event.js';
import type { Lock, Memory, Ports, RunLog } from '../../src/core/ports.js';
import type { Report } from '../../src/core/report.js';
import type { Secret } from '../../src/core/secret.js';
import type { Command } from '../../src/core/shell.js';
import type { SimulatedFile, World } from '../../src/core/world.js';
import { type SimulatedPorts, simulatedPorts } from '../../src/demo/world.js';
import { perform } from '../../src/engine/perform.js';
import { newTally, type Run, type RunOptions, toFailureReport } from '../../src/engine/run.js';
import { type Script, ScriptedFrontEnd } from './scripted-front-end.js';

const shipped = '/package/templates';

/** The templates that we ship, as files of a simulated machine. Lock files and the app's sources are many and change nothing here. */
function templates(): Record<string, SimulatedFile> {
	const root = fileURLToPath(new URL('../../templates/', import.meta.url));
	const skipped = new Set(['node_modules', 'dist', 'src', 'package-lock.json']);
	const found: Record<string, SimulatedFile> = {};
	const enter = (folder: string) => {
		for (const entry of readdirSync(folder, { withFileTypes: true })) {
			if (skipped.has(entry.name)) continue;
			const path = join(folder, entry.name);
			if (entry.isDirectory()) enter(path);
			else found[`${shipped}/${relative(root, path)}`] = { text: readFileSync(path, 'utf8'), mode: 0o644 };
		}
	};
	enter(root);
	return found;
}

const templateFiles = templates();

export const dir = '/home/user/todo-k8s';

export interface Go {
	readonly command?: string;
	readonly yes?: boolean;
	readonly flags?: Readonly<Record<string, string>>;
	readonly env?: Readonly<Record<string, string>>;
	readonly file?: Readonly<Record<string, string>>;
	readonly secrets?: Readonly<Record<string, Secret>>;
	/** Somebody at a terminal; without one nobody can be asked. */
	readonly person?: Script;
	readonly deleteData?: boolean;
	readonly deleteCluster?: boolean;
	readonly restart?: boolean;
	/** What `secrets` is to do. */
	readonly secretsWork?: NonNullable<RunOptions['secrets']>;
	/** What `diagnose` is to look at. */
	readonly diagnosis?: NonNullable<RunOptions['diagnosis']>;
	readonly installTools?: boolean;
	readonly fix?: boolean;
	readonly abort?: AbortController;
	/** Told every event as it happens. */
	readonly watch?: (event: RunEvent) => void;
	readonly ports?: (ports: Ports) => Ports;
}

export interface Gone {
	readonly report: Report;
	readonly events: readonly RunEvent[];
	readonly frontEnd: ScriptedFrontEnd;
	/** All commands, in order. */
	readonly commands: readonly string[];
	/** Those that change something. */
	readonly changes: readonly string[];
	readonly log: readonly string[];
}

/** The product on a simulated machine that lives on from run to run. */
export class Wizard {
	readonly ports: SimulatedPorts;
	readonly log: string[] = [];
	readonly remembered = new Map<string, Readonly<Record<string, string>>>();
	lock: Lock = { acquire: async () => ({ release: async () => undefined }) };

	constructor(world: World) {
		this.ports = simulatedPorts({ ...world, files: { ...templateFiles, ...world.files } });
	}

	get world(): World {
		return this.ports.machine.world;
	}

	/** Breaks or mends something behind the wizard's back. */
	change(change: (world: World) => World): void {
		this.ports.machine.world = change(this.world);
	}

	write(path: string, text: string): void {
		this.change((world) => ({ ...world, files: { ...world.files, [`${dir}/${path}`]: { text, mode: 0o644 } } }));
	}

	read(path: string): string {
		return this.world.files[`${dir}/${path}`]?.text ?? `(there is no ${path})`;
	}

	/** One run of the program, as cli/run-command.ts makes it. */
	async go(go: Go = {}): Promise<Gone> {
		const { machine } = this.ports;
		const from = machine.sent.length;
		const logged = this.log.length;
		const frontEnd = new ScriptedFrontEnd(go.person);
		const events: RunEvent[] = [];
		const abort = go.abort ?? new AbortController();
		const log: RunLog = {
			write: (line) => this.log.push(line),
			keepIn: async (stateDir) => `${stateDir}/logs/run.log`,
			close: async () => undefined,
		};
		const plain: Ports = { ...this.ports, shell: loggedShell(this.ports.shell, log, this.ports.redactor) };
		const ports = go.ports?.(plain) ?? plain;
		const memory: Memory = {
			read: async (folder) => this.remembered.get(folder) ?? {},
			write: async (folder, answers) => void this.remembered.set(folder, answers),
		};
		const command = go.command ?? 'up';
		const run: Run = {
			options: optionsOf(command, go),
			product: createProduct({
				version: '0.1.0',
				system: ports.system,
				templates: shipped,
				bundles: '/package/dist/app',
				mayPrepare: {
					installTools: (go.installTools ?? false) || (go.fix ?? false),
					startDocker: go.fix ?? false,
					writesOnly: go.command === 'render',
				},
			}),
			ports,
			frontEnd,
			memory,
			lock: this.lock,
			log,
			signal: abort.signal,
			tally: newTally(ports.clock.now()),
			on(event) {
				events.push(event);
				frontEnd.on(event);
				go.watch?.(event);
			},
		};
		let report: Report;
		try {
			report = await perform(run);
		} catch (error) {
			report = toFailureReport(run, abort.signal.aborted && !(error instanceof SetupError) ? abort.signal.reason : error);
		}
		const commands = machine.sent.slice(from).map((sent) => sent.command);
		return {
			report,
			events,
			frontEnd,
			commands: commands.map((each) => each.join(' ')),
			changes: commands.filter(changesSomething).map((each) => each.join(' ')),
			log: this.log.slice(logged),
		};
	}
}

function optionsOf(command: string, go: Go): RunOptions {
	return {
		command,
		dir,
		stateDir: stateDirOf(dir),
		yes: go.yes ?? false,
		asks: command === '',
		deleteData: go.deleteData ?? false,
		deleteCluster: go.deleteCluster ?? false,
		restart: go.restart ?? false,
		...(go.secretsWork ? { secrets: go.secretsWork } : {}),
		...(go.diagnosis ? { diagnosis: go.diagnosis } : {}),
		installTools: go.installTools ?? false,
		fix: go.fix ?? false,
		sources: { flags: go.flags ?? {}, env: go.env ?? {}, file: go.file ?? {}, secrets: go.secrets ?? {} },
	};
}

/** Commands that only look; everything else is taken to change something. */
const looks = [
	/^docker (info|image ls|(volume|container) inspect) /,
	/^minikube (version|profile list|status|image ls|docker-env) /,
	/^kubectl (version|config view) /,
	/^kubectl --context \S+ --request-timeout=4s (version|auth can-i) /,
	/^(kind get clusters|(trivy|kind|qemu-system-x86_64|VBoxManage) --version|(cosign|kubectl-ai|kagent|podman) version|virsh domcapabilities )/,
	/^kubectl --context \S+ (--namespace|-n) \S+ (--request-timeout=5s )?(get|logs|rollout status) /,
	/^kubectl --context \S+ --request-timeout=5s get /,
	/^kubectl --context \S+ get pods --all-namespaces /,
	/^helm (version|status) /,
];

export function changesSomething(command: Command): boolean {
	const line = command.join(' ');
	return !looks.some((look) => look.test(line));
}

/** A changing command without what every such command carries, and without the hash in an image's tag. */
export function inShort(line: string): string {
	const words = line
		.replace(/(todo-(?:backend|frontend)):0\.1\.0-[0-9a-f]{12}/g, '$1')
		.replace(/--(?:context|namespace|kube-context) \S+ ?|--request-timeout=5s /g, '')
		.trim();
	if (words.startsWith('docker build')) return words.replace(/ --build-arg.*/, '');
	if (words.startsWith('helm upgrade')) return words.split(' ').slice(0, 3).join(' ');
	return words.replace('apply --server-side --field-manager=', 'apply as ').replace(' --force-conflicts -f -', '');
}

/** A machine on which one run has set everything up. */
export async function healthy(world: World, go: Go = {}): Promise<Wizard> {
	const wizard = new Wizard(world);
	const { report } = await wizard.go({ yes: true, ...go });
	if (report.outcome !== 'ready') throw new Error(`The first run did not end well: ${JSON.stringify(report, undefined, 2)}`);
	return wizard;
}
