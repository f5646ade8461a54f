#!/usr/bin/env node
import { readFileSync } from 'node:fs';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const args = process.argv.slice(2);
const [major, minor] = process.versions.node.split('.').map(Number);
if (args.includes('--version') || args.includes('-v')) {
	// Answered here, before anything else is loaded.
	process.stdout.write(`${version}\n`);
} else if (major < 20 || (major === 20 && minor < 17)) {
	process.stderr.write(
		`todo-k8s-setup needs Node 20.17 or newer, and this is Node ${process.versions.node}. Install a newer one: https://nodejs.org\n`,
	);
	process.exitCode = 1;
} else {
	// Colour is decided once, before any library looks: chalk does not read NO_COLOR by itself.
	const plain = process.env.NO_COLOR || process.env.TERM === 'dumb' || args.includes('--no-color') || args.includes('--json');
	if (plain) process.env.FORCE_COLOR = '0';
	const { main } = await import('../dist/cli/main.js');
	process.exit(await main(args, version));
}
