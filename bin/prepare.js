// Makes a clone ready to run: installs from the lock files and builds, each only when it is out of date. Needs Node and npm only.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runNpm } from './npm.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const folders = ['', 'templates/app/backend', 'templates/app/frontend'].map((folder) => join(root, folder));

for (const folder of folders) {
	const stamp = join(folder, 'node_modules', '.installed');
	const wanted = `${hash([join(folder, 'package-lock.json')])} ${process.platform} ${process.arch}`;
	if (isStamped(stamp, wanted)) continue;
	say(`Installing what ${folder === root ? 'this project' : folder.slice(root.length)} needs`);
	runNpm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], folder);
	writeFileSync(stamp, wanted);
}

const stamp = join(root, 'dist', '.built');
const sources = ['src', 'bin', 'package.json', 'package-lock.json', 'templates/app'].flatMap((path) => filesBelow(join(root, path)));
const wanted = hash(sources);
if (!isStamped(stamp, wanted)) {
	say('Building');
	execFileSync(process.execPath, [join(root, 'bin', 'build.js')], { stdio: ['ignore', process.stderr, process.stderr] });
	writeFileSync(stamp, wanted);
}

function isStamped(path, text) {
	return existsSync(path) && readFileSync(path, 'utf8') === text;
}

function filesBelow(path) {
	if (!statSync(path).isDirectory()) return [path];
	return readdirSync(path)
		.filter((name) => name !== 'node_modules' && name !== 'dist')
		.sort()
		.flatMap((name) => filesBelow(join(path, name)));
}

function hash(paths) {
	const sum = createHash('sha256');
	for (const path of paths) sum.update(path.slice(root.length)).update(readFileSync(path));
	return sum.digest('hex');
}

function say(text) {
	process.stderr.write(`${text} ...\n`);
}
