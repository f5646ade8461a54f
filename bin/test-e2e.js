// Runs the end-to-end tests. --all adds those that take the time of a coffee; everything else is for vitest.

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const args = process.argv.slice(2);
const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url));
const { status } = spawnSync(
	process.execPath,
	[vitest, 'run', '--config', 'test/e2e/vitest.config.ts', ...args.filter((arg) => arg !== '--all')],
	{ stdio: 'inherit', env: { ...process.env, ...(args.includes('--all') ? { E2E_ALL: '1' } : {}) } },
);
process.exitCode = status ?? 1;
