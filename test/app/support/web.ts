import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { temporaryFolder } from '../../support/temporary-folder.js';

const folder = fileURLToPath(new URL('../../../templates/app/frontend/', import.meta.url));

/** Builds the web as it is shipped; returns the folder with its files. */
export async function buildWeb(): Promise<string> {
	const root = join(temporaryFolder(), 'web');
	await promisify(execFile)(
		process.execPath,
		[join(folder, 'node_modules/vite/bin/vite.js'), 'build', '--outDir', root, '--emptyOutDir', '--logLevel', 'warn'],
		{
			cwd: folder,
			// Vitest says that this is a test, which would make React's build for developers.
			env: { ...process.env, NODE_ENV: 'production' },
		},
	);
	return root;
}
