#!/usr/bin/env node
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 17)) {
	console.error(`todo-k8s-setup needs Node 20.17 or newer, and this is Node ${process.versions.node}. Install a newer one: https://nodejs.org`);
	process.exit(1);
}
// Colour is decided once, before any library looks: chalk does not read NO_COLOR by itself.
const plain = process.env.NO_COLOR || process.env.TERM === 'dumb' || process.argv.includes('--no-color') || process.argv.includes('--json');
if (plain) process.env.FORCE_COLOR = '0';
const { main } = await import('../dist/cli/main.js');
process.exit(await main(process.argv.slice(2)));
