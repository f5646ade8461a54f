import { expect, it, vi } from 'vitest';
import { execaShell } from '../../src/adapters/execa-shell.js';

vi.mock('execa', () => ({
	execa: () => {
		throw new Error('a process was made');
	},
}));

it.skipIf(process.platform === 'win32')('makes no process for a program that is in no folder of the PATH', async () => {
	const shell = execaShell({ PATH: '/nowhere:/usr/bin' });
	expect(await shell.run(['no-such-program-anywhere'])).toEqual({ kind: 'missing', program: 'no-such-program-anywhere' });
	await expect(shell.run(['env'])).rejects.toThrow('a process was made');
});
