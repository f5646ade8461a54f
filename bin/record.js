// Makes docs/recordings anew: `npm run record` the stories of the demo and all pictures, `npm run record -- NAME` one recording.

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
// Beside its sources, since it looks for its files from there.
const outfile = join(root, 'test', 'recordings', '.record.js');
try {
	await build({
		entryPoints: [join(root, 'test', 'recordings', 'record.ts')],
		outfile,
		bundle: true,
		packages: 'external',
		format: 'esm',
		platform: 'node',
	});
	await import(pathToFileURL(outfile).href);
} finally {
	rmSync(outfile, { force: true });
}
