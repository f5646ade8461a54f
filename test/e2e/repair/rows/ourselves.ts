import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { on, type Row } from '../row.js';
import type { Ran, Started, World } from '../world.js';
import { restarted } from './ways.js';

const state = '.todo-k8s';
let other: Started | undefined;

/** What must not matter is the same with and without a cluster; `broken` is something small that gives the run work to do. */
const everywhere = (place: string, broken: readonly string[], cause: string, redone: readonly string[]): readonly Row[] => [
	{
		id: `${place}.setup-half-written`,
		broken: '`setup.yaml` half written (a power cut)',
		// In the middle of a key; half a file of whole lines is a file of fewer answers.
		by: async (world) => void world.edit('setup.yaml', (text) => text.slice(0, text.indexOf(': ', text.length / 2) - 1)),
		named: [],
		redone: [],
		// It is the user's file. The answers are in the memory, too.
		ends: {
			outcome: 'usage',
			exitCode: 2,
			says: /setup\.yaml is not valid YAML: line \d+/,
			byUser: ['rm setup.yaml'],
			redone: ['folder.write'],
		},
	},
	{
		id: `${place}.setup-empty`,
		takes: 'long',
		broken: '`setup.yaml` empty',
		by: [': > setup.yaml'],
		named: ['folder.outdated'],
		redone: ['folder.write'],
	},
	{
		id: `${place}.record-half-written`,
		broken: 'Record of what was written half written',
		by: async (world) => world.halve(`${state}/files.json`),
		named: [],
		redone: [],
	},
	{
		id: `${place}.memory-corrupt`,
		broken: 'Memory of choices corrupt',
		by: ['echo "{" > ../.config/config.json'],
		named: [],
		redone: [],
	},
	{
		id: `${place}.folder-moved`,
		broken: 'Folder moved (`--dir`)',
		by: ['cd ..; mv todo-k8s elsewhere'],
		named: place === 'none' ? ['app.not-ready'] : [],
		redone: place === 'none' ? ['app.start'] : [],
		args: ['--dir', 'elsewhere'],
		after: async ({ root, dir }) => {
			rmSync(dir, { recursive: true, force: true });
			renameSync(join(root, 'elsewhere'), dir);
		},
	},
	{
		id: `${place}.old-lock`,
		broken: 'Lock left by a run that died',
		by: [...broken, `sh -c 'echo "{\\"pid\\":$$}"' > ${state}/lock`],
		named: [cause],
		redone,
	},
	{
		id: `${place}.half-a-lock`,
		takes: 'long',
		broken: 'Lock half written by a run that died',
		by: [...broken, `printf '{"pi' > ${state}/lock`],
		named: [cause],
		redone,
	},
	{
		id: `${place}.held-lock`,
		broken: 'Lock held by another process that lives',
		by: [...broken, `sleep 600 > /dev/null 2>&1 & echo "{\\"pid\\":$!}" > ${state}/lock`],
		named: [],
		redone: [],
		ends: {
			outcome: 'usage',
			exitCode: 2,
			says: /Another run \(process \d+\)/,
			byUser: [`kill $(grep -o "[0-9]*" ${state}/lock)`, 'sleep 1'],
			redone,
		},
		after: [`rm -f ${state}/lock`],
	},
	{
		id: `${place}.log-folder-unwritable`,
		takes: 'long',
		broken: 'Folder of the logs not writable',
		by: [...broken, `chmod 500 ${state}/logs`],
		named: [cause],
		redone,
		after: [`chmod 700 ${state}/logs`],
	},
	{
		id: `${place}.two-at-once`,
		broken: 'Two runs at once',
		by: async (world) => {
			await world.sh(broken);
			other = world.start(world.upArgs());
			await until(other, ({ state: each }) => each === 'running');
			// So that it cannot be ready before the second one looks.
			other.child.kill('SIGSTOP');
		},
		named: [],
		redone: [],
		ends: {
			outcome: 'usage',
			exitCode: 2,
			says: /Another run \(process \d+\)/,
			byUser: async () => {
				other?.child.kill('SIGCONT');
				const ran = await other?.ran();
				if (ran?.report.outcome !== 'ready') throw new Error(`the first of both ended as ${ran?.report.outcome}: ${ran?.report.says}`);
			},
			redone: [],
		},
		after: async () => other?.child.kill('SIGCONT'),
	},
	{
		id: `${place}.run-suspended`,
		broken: 'Run suspended for 30 s in the middle of a step (`kill -STOP`)',
		by: broken,
		named: [cause],
		redone,
		run: suspended,
		takes: 'long',
	},
	{
		id: `${place}.terminal-closed`,
		broken: 'Terminal closed in the middle of a run',
		by: async (world) => {
			await world.sh(broken);
			await closeTerminal(world);
		},
	},
	{
		id: `${place}.disk-full`,
		broken: 'Disk full, then freed',
		needs: 'root',
		by: async (world) => {
			onSmallDisk(world);
			await world.sh([...broken, 'rm README.md compose.yaml', 'head -c 400M /dev/zero > filler 2> /dev/null || true']);
		},
		named: ['host.disk-full'],
		redone: [],
		ends: { outcome: 'blocked', exitCode: 3, byUser: ['rm filler'], redone: ['folder.write', ...redone] },
		after: async (world) => offSmallDisk(world),
	},
];

/** Of a run that was ended by force, or ran where it could not write. */
export const ownRows = [
	...on('none', everywhere('none', ['kill -9 $(jq .pid .todo-k8s/app.pid.json)', 'sleep 0.2'], 'app.not-ready', ['app.start'])),
	...on('nodeport', [
		...everywhere('own', ['kubectl -n todo scale deployment/todo-backend --replicas=0'], 'release.deployment-stopped', restarted).map(
			(row): Row => (['own.folder-moved', 'own.terminal-closed'].includes(row.id) ? row : { ...row, takes: 'long' }),
		),
		{
			id: 'own.values-half-written',
			takes: 'long',
			broken: 'Values file half written (a power cut)',
			by: async (world) => {
				await world.sh(['cp values/values-dev.yaml ../values.kept']);
				// In the middle of a word, so that it is no valid file by chance.
				world.edit('values/values-dev.yaml', (text) => `${text.slice(0, text.indexOf('database:'))}databas`);
			},
			named: [],
			redone: [],
			ends: {
				outcome: 'usage',
				exitCode: 2,
				says: /values\/values-dev\.yaml is not valid YAML: line \d+/,
				byUser: ['rm values/values-dev.yaml'],
				redone: ['folder.write'],
			},
		},
		{
			id: 'own.chart-half-written',
			takes: 'long',
			broken: 'Template of the chart half written (a power cut)',
			by: async (world) => world.halve('chart/todo-chatbot/charts/backend/templates/deployment.yaml'),
			named: ['helm.template-broken'],
			redone: ['release.install'],
			ends: {
				outcome: 'failed',
				exitCode: 4,
				byUser: ['rm chart/todo-chatbot/charts/backend/templates/deployment.yaml'],
				// What was installed before is whole.
				redone: ['folder.write'],
			},
		},
		{
			id: 'own.older-version',
			broken: 'Folder written by an older version',
			by: async (world) => {
				world.edit('setup.yaml', (text) => text.replace(/^(postgresImage|ollamaImage):.*\n/gm, ''));
				asOlderVersion(world, 'chart/todo-chatbot/Chart.yaml', (text) => text.replace(/^version: .*/m, 'version: 0.0.9'));
				asOlderVersion(world, 'README.md', () => '# Todo\n');
				await world.sh(['helm upgrade todo chart/todo-chatbot -n todo --reuse-values --description "todo-k8s-setup of yore"']);
			},
			named: ['folder.outdated'],
			redone: ['folder.write', ...restarted],
		},
	]),
];

/** A file as it would be had we written something else the last time. */
function asOlderVersion(world: World, name: string, change: (text: string) => string): void {
	const sum = () => world.asRoot('sha256sum', world.path(name)).split(' ')[0] ?? '';
	const today = sum();
	world.edit(name, change);
	world.edit(`${state}/files.json`, (text) => text.replaceAll(today, sum()));
}

/** Until an event comes for which this is true. */
export function until({ child, events, onEvent }: Started, isIt: (event: Ran['events'][number]) => boolean): Promise<void> {
	return new Promise((resolve) => {
		if (events.some(isIt)) resolve();
		onEvent((event) => isIt(event) && resolve());
		child.once('exit', () => resolve());
	});
}

/** What Ctrl+Z and a laptop's lid do. */
async function suspended(world: World): Promise<Ran> {
	const started = world.start(world.upArgs());
	await until(started, (event) => event.state === 'running');
	started.child.kill('SIGSTOP');
	await sleep(30_000);
	started.child.kill('SIGCONT');
	return started.ran();
}

/** The kernel tells everything that runs in the terminal, our children included. */
async function closeTerminal(world: World): Promise<void> {
	const { spawn } = await import('@lydell/node-pty');
	const [program = '', ...args] = world.command(['up', '--yes', '--plain']);
	const terminal = spawn(program, args, { cwd: world.root, env: world.environment(), cols: 100, rows: 30 });
	let seen = '';
	await new Promise<void>((resolve, reject) => {
		const patience = setTimeout(() => reject(new Error(`nothing ran in the terminal: ${seen.slice(-500)}`)), 60_000);
		terminal.onData((text) => {
			seen += text;
			if (!/Install the release|Start the app/.test(seen)) return;
			clearTimeout(patience);
			resolve();
		});
	});
	// The kernel sends SIGHUP when nobody holds the other end any more.
	(terminal as unknown as { destroy(): void }).destroy();
	await sleep(3000);
}

/** The folder on a disk of its own that is easy to fill. */
function onSmallDisk(world: World): void {
	const { dir, user } = world;
	world.asRoot(
		'sh',
		'-c',
		`cp -a "$1" "$1.kept" && mount -t tmpfs -o size=300m tmpfs "$1" && cp -a "$1.kept/." "$1" && chown "$2:" "$1"`,
		'sh',
		dir,
		user.name,
	);
}

function offSmallDisk(world: World): void {
	const { dir } = world;
	if (!existsSync(`${dir}.kept`)) return;
	world.asRoot('sh', '-c', 'rm -rf "$1.kept" && cp -a "$1" "$1.kept" && umount -l "$1" && rm -rf "$1" && mv "$1.kept" "$1"', 'sh', dir);
}
