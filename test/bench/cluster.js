import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './temporary-folder.js';

/** The two figures that need a real cluster. Runs as the ordinary user that E2E_USER names, and says so when it cannot. */
export async function benchCluster({ root, add }) {
	const user = process.env.E2E_USER;
	if (!user) {
		add('full run, healthy re-run', 'skipped', 'set E2E_USER to an ordinary user with Docker and Minikube', '');
		return;
	}
	const folder = temporaryFolder('bench-cluster-');
	chmodSync(folder, 0o777);
	const program = packInto(folder, root);
	const home = spawnSync('getent', ['passwd', user], { encoding: 'utf8' }).stdout.split(':')[5];
	const env = { HOME: home, USER: user, PATH: process.env.PATH, LANG: 'C.UTF-8', TODO_K8S_CONFIG_DIR: join(folder, '.config') };
	const run = (...command) => {
		const began = Date.now();
		const { status, stdout } = spawnSync('setpriv', ['--reuid', user, '--regid', user, '--init-groups', '--', ...command], {
			cwd: folder,
			env,
			encoding: 'utf8',
			maxBuffer: 64 * 1024 * 1024,
			timeout: 10 * 60_000,
		});
		return { seconds: (Date.now() - began) / 1000, ok: status === 0, stdout };
	};
	const up = () => run(process.execPath, program, 'up', '--yes', '--json');
	const clean = () => {
		run('minikube', 'delete');
		const images = run('docker', 'image', 'ls', '--filter', 'reference=todo-*', '--format', '{{.Repository}}:{{.Tag}}')
			.stdout.split('\n')
			.filter(Boolean);
		if (images.length > 0) run('docker', 'image', 'rm', '--no-prune', ...images);
	};
	try {
		clean();
		// Once before anything counts, so that Docker's layers are equally warm for both.
		if (!up().ok) throw new Error('up --yes failed');
		const again = up();
		const report = JSON.parse(again.stdout.trim().split('\n').at(-1));
		const verification = run(process.execPath, program, 'verify', '--json').seconds;
		const slowest = Math.max(...readOnly.map((command) => run(...command).seconds));
		add(
			'healthy re-run',
			`${(again.seconds / (slowest + verification)).toFixed(2)} x`,
			`${again.seconds.toFixed(1)} s, ${report.done.length} steps run; slowest look ${slowest.toFixed(1)} s + verify ${verification.toFixed(1)} s`,
			'<= 1.2 x',
		);
		clean();
		const whole = up();
		const tags = run('docker', 'image', 'ls', '--filter', 'reference=todo-*', '--format', '{{.Repository}}:{{.Tag}}')
			.stdout.split('\n')
			.filter((line) => /:\d/.test(line));
		clean();
		const raw = byHand(join(folder, 'todo-k8s'), tags).map((command) => ({ command, ...run(...command) }));
		const wrong = raw.find(({ ok }) => !ok);
		if (wrong || !whole.ok) throw new Error(wrong ? `${wrong.command.join(' ')} failed` : 'up --yes failed');
		const serial = raw.reduce((sum, { seconds }) => sum + seconds, 0);
		const seconds = whole.seconds - verifySeconds(whole.stdout);
		add(
			'full run against the same commands by hand, in series',
			`${(seconds / serial).toFixed(2)} x`,
			`${seconds.toFixed(0)} s (and ${verifySeconds(whole.stdout).toFixed(0)} s verification) against ${serial.toFixed(0)} s`,
			'<= 0.8 x',
		);
	} catch (error) {
		add('full run, healthy re-run', 'not measured', error.message, '');
	} finally {
		clean();
	}
}

/** The packed program in a folder that the other user may read, wherever this checkout is. */
function packInto(folder, root) {
	const { status } = spawnSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], {
		cwd: root,
		stdio: 'ignore',
	});
	if (status !== 0) throw new Error('npm pack failed');
	spawnSync('sh', ['-c', 'tar -xzf todo-k8s-setup-*.tgz && chmod -R a+rX package'], { cwd: folder });
	return join(folder, 'package', 'bin', 'todo-k8s-setup.js');
}

const readOnly = [
	['docker', 'info'],
	['minikube', 'status', '-o', 'json'],
	['minikube', 'image', 'ls', '--format', 'json'],
	['helm', 'status', 'todo', '-n', 'todo', '-o', 'json'],
	['kubectl', '-n', 'todo', 'get', 'pods,deployments', '-o', 'json'],
];

/** What somebody types who knows how; waits included, verification not. */
function byHand(dir, tags) {
	const [backend = '', frontend = ''] = ['backend', 'frontend'].map((name) => tags.find((tag) => tag.startsWith(`todo-${name}:`)) ?? '');
	const tagOf = (ref) => ref.split(':')[1];
	return [
		['minikube', 'start', '--driver=docker', '--cpus=2', '--memory=4096'],
		['docker', 'build', '-t', backend, join(dir, 'app', 'backend')],
		['docker', 'build', '-t', frontend, join(dir, 'app', 'frontend')],
		['minikube', 'image', 'load', backend],
		['minikube', 'image', 'load', frontend],
		['kubectl', 'create', 'namespace', 'todo'],
		[
			'kubectl',
			'-n',
			'todo',
			'create',
			'secret',
			'generic',
			'todo-backend',
			'--from-literal=JWT_SECRET=only-for-this-benchmark-0123456789abcdef',
		],
		[
			'helm',
			'upgrade',
			'--install',
			'todo',
			join(dir, 'chart', 'todo-chatbot'),
			'-n',
			'todo',
			'-f',
			join(dir, 'values', 'values-dev.yaml'),
			'--set-string',
			`backend.image.tag=${tagOf(backend)}`,
			'--set-string',
			`frontend.image.tag=${tagOf(frontend)}`,
			'--wait',
		],
	];
}

/** The part of a run after the last step ended, from its report and its steps. */
function verifySeconds(stdout) {
	const events = stdout
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line));
	const log = events.at(-1).logFile;
	// The log has a time on each line.
	const lines = readFileSync(log, 'utf8').split('\n');
	const at = (line) => Date.parse(line?.slice(0, 24) ?? '');
	const lastStep = lines.findLast((line) => /step \S+: (done|held)/.test(line));
	const end = lines.findLast((line) => / ended: /.test(line));
	return Math.max(0, (at(end) - at(lastStep)) / 1000);
}
