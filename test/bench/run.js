// The project's benchmark: every time is a ratio against something measured in the same run, printed beside its target.
// Only sizes and counts can fail it; machines are noisy.
import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pty from '@lydell/node-pty';
import { benchApp } from './app.js';
import { benchCluster } from './cluster.js';
import { benchDiagnose } from './diagnose.js';
import { temporaryFolder } from './temporary-folder.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const program = join(root, 'bin', 'todo-k8s-setup.js');
const rows = [];
let failed = 0;

const folder = temporaryFolder('bench-');
// A PATH with Node and nothing else, so that no tool's own time is in ours.
const path = join(folder, 'bin');
mkdirSync(path);
symlinkSync(process.execPath, join(path, 'node'));
const env = { PATH: path, HOME: folder, TERM: 'xterm-256color', LANG: 'C.UTF-8' };

const base = () => wall([process.execPath, '-e', '0']);
const ours = (...args) => wall([process.execPath, program, ...args]);

compare('--version', 12, () => ours('--version'), base, '<= 1.15 x, <= 45 MB', `${memory('--version')} MB`);
compare('--help', 12, () => ours('--help'), base, '<= 1.3 x');
compare('explain --json of 1 MB', 8, explainMegabyte, () => ours('--version'), '<= 3 x --version');
compare('doctor --json, no tool installed', 8, () => ours('doctor', '--json'), base, '(base for the next)');
await compareLater('first byte on a terminal', 6, () => untilSeen([], /./s), base, 'base + 10 ms');
await compareLater('first Ink question', 6, () => untilSeen([], /Where should it run/), base, '<= 2.6 x, <= 70 MB');
await compareLater('first plain question', 6, () => untilSeen(['--plain'], /Where should it run/), base, '<= 1.4 x');
doctorBeyondProbes();
await benchDiagnose({ root, program, add: (...row) => rows.push(row) });
await benchApp({ root, add: (...row) => rows.push(row) });
await benchCluster({ root, add: (...row) => rows.push(row) });
sizes();

const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column].length)));
console.log(`\n${rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')).join('\n')}`);
process.exit(failed);

function wall([command, ...args], options = {}) {
	const began = process.hrtime.bigint();
	spawnSync(command, args, { cwd: folder, env, stdio: 'ignore', ...options });
	return Number(process.hrtime.bigint() - began) / 1e6;
}

/** A log of one megabyte in which no two lines are alike, with the cause at its end. */
function explainMegabyte() {
	const log = join(folder, 'megabyte.log');
	if (!existsSync(log)) {
		const words = 'pod container kubelet error failed minikube docker node status image pull start'.split(' ');
		const lines = Array.from({ length: 13_000 }, (_, at) => `${at} ${words.map((word, n) => `${word}${(at * (n + 7)) % 997}`).join(' ')}`);
		writeFileSync(log, `${lines.join('\n').slice(0, 1_040_000)}\nCannot connect to the Docker daemon at unix:///var/run/docker.sock.\n`);
	}
	const stdin = openSync(log, 'r');
	const ms = wall([process.execPath, program, 'explain', '--json'], { stdio: [stdin, 'ignore', 'ignore'] });
	closeSync(stdin);
	return ms;
}

function median(figures) {
	return figures.sort((a, b) => a - b)[Math.floor(figures.length / 2)] ?? 0;
}

/** Runs both in turn, so that a machine that changes its speed changes it for both. */
function compare(name, runs, a, b, target, extra = '') {
	const pairs = Array.from({ length: runs }, () => [a(), b()]);
	report(name, pairs, target, extra);
}

async function compareLater(name, runs, a, b, target) {
	const pairs = [];
	let peak = 0;
	for (let run = 0; run < runs; run++) {
		const seen = await a();
		peak = Math.max(peak, seen.peakMb);
		pairs.push([seen.ms, b()]);
	}
	report(name, pairs, target, peak > 0 ? `${peak} MB` : '');
}

function report(name, pairs, target, extra) {
	const [one, other] = [median(pairs.map(([a]) => a)), median(pairs.map(([, b]) => b))];
	const ratio = median(pairs.map(([a, b]) => a / b));
	rows.push([name, `${ratio.toFixed(2)} x`, `${one.toFixed(0)} ms against ${other.toFixed(0)} ms ${extra}`.trim(), target]);
}

/** The largest resident size of a run, in MB, as the kernel counts it; measured apart, since looking takes time. */
function memory(...args) {
	const hook = 'data:text/javascript,process.on("exit",()=>process.stderr.write("\\npeak "+process.resourceUsage().maxRSS))';
	const { stderr } = spawnSync(process.execPath, ['--import', hook, program, ...args], { cwd: folder, env, encoding: 'utf8' });
	return Math.round(Number(/peak (\d+)/.exec(stderr)?.[1] ?? 0) / 1024);
}

/** Starts the program on a real terminal and waits until it shows something. */
function untilSeen(args, pattern) {
	return new Promise((resolve) => {
		const began = process.hrtime.bigint();
		const terminal = pty.spawn(process.execPath, [program, ...args], { cwd: folder, env, cols: 80, rows: 24 });
		let seen = '';
		terminal.onData((data) => {
			seen += data;
			if (!pattern.test(seen)) return;
			pattern = /$^/;
			const ms = Number(process.hrtime.bigint() - began) / 1e6;
			const peakMb = residentMb(terminal.pid);
			terminal.onExit(() => resolve({ ms, peakMb }));
			terminal.kill('SIGKILL');
		});
		setTimeout(() => terminal.kill('SIGKILL'), 20_000).unref();
	});
}

function residentMb(pid) {
	try {
		const status = execFileSync('cat', [`/proc/${pid}/status`], { encoding: 'utf8' });
		return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
	} catch {
		return 0;
	}
}

/** What `doctor` takes on top of the slowest program that it asks, against a bare Node. */
function doctorBeyondProbes() {
	const options = { env: process.env };
	const probes = [
		['docker', 'info'],
		['minikube', 'status', '-o', 'json'],
		['minikube', 'profile', 'list', '--light', '-o', 'json'],
		['kubectl', 'version', '--client', '-o', 'json'],
		['helm', 'version'],
	];
	const slowest = Math.max(...probes.map((probe) => median(Array.from({ length: 3 }, () => wall(probe, options)))));
	const whole = median(Array.from({ length: 5 }, () => wall([process.execPath, program, 'doctor', '--json'], options)));
	const node = median(Array.from({ length: 5 }, base));
	rows.push([
		'doctor --json, beyond the slowest probe',
		`${((whole - slowest) / node).toFixed(2)} x`,
		`${whole.toFixed(0)} ms, slowest probe ${slowest.toFixed(0)} ms`,
		'<= 1.5 x',
	]);
}

/** What a user downloads; these are promises, so they can fail the run. */
function sizes() {
	const [{ size, unpackedSize }] = JSON.parse(
		execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
			cwd: root,
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'ignore'],
		}),
	);
	const code = bytesBelow(join(root, 'dist', 'cli')) + bytesBelow(join(root, 'dist', 'chunks'));
	const packed = execFileSync('tar', ['-czf', '-', '-C', join(root, 'dist'), 'cli', 'chunks'], { maxBuffer: 64 * 1024 * 1024 }).length;
	const { dependencies = {} } = JSON.parse(execFileSync('cat', [join(root, 'package.json')], { encoding: 'utf8' }));
	gate('packages that npx installs', 1 + Object.keys(dependencies).length, 1, '');
	gate('our code, unpacked', code / 1024 ** 2, 1.5, 'MiB');
	gate('our code, as a tarball', packed / 1024, 450, 'KB');
	gate('app, SQLite and templates beside it', (unpackedSize - code) / 1024 ** 2, 3, 'MiB');
	rows.push(['whole tarball', `${(size / 1024 ** 2).toFixed(2)} MiB`, '', '']);
}

function gate(name, figure, most, unit) {
	const fine = figure <= most;
	if (!fine) failed += 1;
	const shown = Number.isInteger(figure) ? String(figure) : figure.toFixed(2);
	rows.push([name, `${shown} ${unit}`.trim(), fine ? '' : 'TOO MUCH', `<= ${most} ${unit}`.trim()]);
}

function bytesBelow(at) {
	return readdirSync(at, { recursive: true }).reduce(
		(sum, name) => sum + (statSync(join(at, name)).isFile() ? statSync(join(at, name)).size : 0),
		0,
	);
}
