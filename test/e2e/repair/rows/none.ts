import { type ChildProcess, spawn } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { on } from '../row.js';
import type { World } from '../world.js';
import { lives } from './ways.js';

const started = ['app.start'];
const state = '.todo-k8s';
const killed = [`kill -9 $(jq .pid ${state}/app.pid.json)`, 'sleep 0.2'];

let squatter: Server | undefined;
let holder: ChildProcess | undefined;

/** The app as a process of this user, without Kubernetes. */
export const noneRows = on('none', [
	{
		id: 'none.killed',
		broken: 'App killed',
		by: killed,
		named: ['app.not-ready'],
		redone: started,
	},
	{
		id: 'none.suspended',
		broken: 'App suspended (`kill -STOP`)',
		by: [`kill -STOP $(jq .pid ${state}/app.pid.json)`],
		named: ['app.not-ready'],
		redone: started,
		takes: 'long',
	},
	{
		id: 'none.port-taken',
		broken: 'App killed, and its port taken by another program',
		by: async (world) => {
			const { notes } = JSON.parse(world.read(`${state}/app.pid.json`)) as { notes: { port: number } };
			await world.sh(killed);
			squatter = createServer((_request, response) => response.end('not the app')).listen(notes.port, '127.0.0.1');
		},
		named: ['app.not-ready'],
		redone: started,
		after: async () => squatter?.close(),
	},
	{
		id: 'none.data-locked',
		broken: 'Data file locked by another program',
		by: async (world) => {
			await world.sh(killed);
			holder = await lockData(world);
		},
		named: ['app.data-locked'],
		redone: started,
		ends: {
			outcome: 'failed',
			exitCode: 4,
			byUser: async () => {
				holder?.kill('SIGKILL');
				await sleep(200);
			},
		},
		after: async () => holder?.kill('SIGKILL'),
	},
	{
		id: 'none.pid-of-another',
		broken: 'Note of the process left behind, and its number given to another program',
		by: [
			...killed,
			`sleep 600 > /dev/null 2>&1 & jq -c ".pid = $!" ${state}/app.pid.json > ../pid.json; cp ../pid.json ${state}/app.pid.json`,
		],
		named: ['app.not-ready'],
		redone: started,
		and: async (world) => {
			const pid = JSON.parse((await world.sh(['cat ../pid.json'])) || '{}').pid;
			return lives(pid) ? undefined : 'the other program was killed';
		},
		after: ['kill $(jq .pid ../pid.json)'],
		takes: 'long',
	},
	{
		id: 'none.process-unknown',
		broken: 'Note of the process lost, while the process lives',
		by: [`cp ${state}/app.pid.json ../pid.json`, `rm ${state}/app.pid.json`],
		named: ['app.not-ready'],
		redone: started,
		and: async (world) => {
			const { pid } = JSON.parse(await world.sh(['cat ../pid.json'])) as { pid: number };
			return lives(pid) ? 'the old process still runs' : undefined;
		},
		takes: 'long',
	},
	{
		id: 'none.note-half-written',
		takes: 'long',
		broken: 'Note of the process half written',
		by: async (world) => world.halve(`${state}/app.pid.json`),
		named: ['app.not-ready'],
		redone: started,
	},
	{
		id: 'none.secret-deleted',
		takes: 'long',
		broken: 'Secret deleted',
		by: [`rm ${state}/secrets/JWT_SECRET`],
		named: ['secret.missing'],
		redone: ['secrets.write', ...started],
	},
	{
		id: 'none.secret-emptied',
		broken: 'Secret emptied',
		by: [`: > ${state}/secrets/JWT_SECRET`],
		named: ['secret.missing'],
		redone: ['secrets.write', ...started],
	},
	{
		id: 'none.data-deleted',
		broken: 'Data deleted',
		by: [...killed, 'rm -r data'],
		named: ['app.not-ready'],
		redone: started,
		data: { gone: 'it was deleted by hand' },
		takes: 'long',
	},
	{
		id: 'none.file-deleted',
		broken: 'File of the folder deleted',
		by: ['rm README.md compose.yaml'],
		named: ['folder.outdated'],
		redone: ['folder.write'],
		takes: 'long',
	},
]);

/** Another program of the same user holds the database, as a backup or a viewer would. */
async function lockData(world: World): Promise<ChildProcess> {
	const script = [
		'import os, sqlite3, sys, time',
		'file = sys.argv[1] + "/data/todo.db"',
		'connection = sqlite3.connect(file)',
		'connection.execute("PRAGMA locking_mode=EXCLUSIVE"); connection.execute("BEGIN EXCLUSIVE")',
		// The WebAssembly that Node 20 needs knows no locks of the system, but a folder and its owner.
		'open(file + ".owner", "w").write(str(os.getpid()))',
		'os.path.isdir(file + ".lock") or os.mkdir(file + ".lock"); print("locked", flush=True)',
		'while True: os.utime(file + ".lock"); time.sleep(1)',
	].join('\n');
	const child = spawn('python3', ['-c', script, world.dir], { stdio: ['ignore', 'pipe', 'inherit'] });
	await new Promise<void>((resolve, reject) => {
		child.once('exit', () => reject(new Error('the data could not be locked')));
		child.stdout?.once('data', () => resolve());
	});
	return child;
}
