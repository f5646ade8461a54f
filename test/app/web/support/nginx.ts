import { spawn } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '../../../support/temporary-folder.js';
import { freePort } from '../../support/port.js';

const source = fileURLToPath(new URL('../../../../templates/app/frontend/nginx/', import.meta.url));
const program = ['/usr/sbin/nginx', '/usr/bin/nginx', '/usr/local/bin/nginx'].find((path) => existsSync(path));
// Its configuration is written for Linux, where the image runs.
const types = '/etc/nginx/mime.types';

/** Why the tests with nginx are skipped; undefined where they run. */
export const nginxMissing =
	program !== undefined && existsSync(types) ? undefined : 'there is no nginx on this machine (Debian: apt-get install nginx-light)';
if (nginxMissing !== undefined) console.log(`Skipped: the tests of the web's own server, since ${nginxMissing}.`);

export interface WebServer {
	readonly url: string;
	/** What it has written so far. */
	readonly output: () => string;
	/** Its lines about requests. */
	readonly requests: () => Record<string, any>[];
	/** How the start script ended, once it did. */
	readonly exit: Promise<number | null>;
	stop(): void;
}

/** Runs the start script of the image, with folders of this test in place of those of the image. */
export async function startWebServer(root: string, backendUrl: string, httpsOnly = false): Promise<WebServer> {
	const folder = temporaryFolder();
	const port = await freePort();
	mkdirSync(join(folder, 'tmp'));
	// In one go, since the folder of this test may itself lie in /tmp.
	const places: Readonly<Record<string, string>> = { '/app/web': root, '/app/': `${folder}/`, '/tmp/': `${folder}/tmp/` };
	const moved = (name: string) =>
		readFileSync(join(source, name), 'utf8').replace(/(?<![\w.])\/(?:app\/web|app\/|tmp\/)/g, (place) => places[place] ?? place);
	writeFileSync(join(folder, 'nginx.conf'), moved('nginx.conf').replace('listen 8080', `listen 127.0.0.1:${port}`));
	writeFileSync(join(folder, 'start.sh'), moved('start.sh'));
	copyFileSync(join(source, 'security-headers.conf'), join(folder, 'security-headers.conf'));
	// Started by root, nginx works as another user, who has to get at the files.
	if (root !== '') chmodSync(dirname(root), 0o755);
	chmodSync(folder, 0o755);
	chmodSync(join(folder, 'tmp'), 0o777);
	// A file, since nginx opens its output by name, which a pipe of Node does not allow.
	const logFile = join(folder, 'log');
	const log = openSync(logFile, 'a');
	const child = spawn('sh', [join(folder, 'start.sh')], {
		stdio: ['ignore', log, log],
		env: {
			PATH: `${process.env.PATH}:${dirname(program ?? '')}`,
			BACKEND_URL: backendUrl,
			APP_VERSION: '1.2.3',
			HTTPS_ONLY: String(httpsOnly),
		},
	});
	const output = () => readFileSync(logFile, 'utf8');
	const url = `http://127.0.0.1:${port}`;
	const exit = new Promise<number | null>((resolve) => child.on('exit', resolve));
	const end = Date.now() + 10_000;
	while (child.exitCode === null && !(await answers(`${url}/healthz`))) {
		if (Date.now() > end) {
			child.kill();
			throw new Error(`nginx did not become ready: ${output()}`);
		}
		await new Promise((resolve) => setTimeout(resolve, 30));
	}
	return {
		url,
		output,
		requests: () =>
			output()
				.split('\n')
				.filter((line) => line.startsWith('{'))
				.map((line) => JSON.parse(line) as Record<string, any>),
		exit,
		stop: () => void child.kill('SIGQUIT'),
	};
}

function answers(url: string): Promise<boolean> {
	return fetch(url).then(
		({ ok }) => ok,
		() => false,
	);
}
