// Makes dist/server.mjs, one file that needs nothing but Node, and beside it the SQLite for a Node without node:sqlite.
// Another folder than dist can be given as an argument.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';

const require = createRequire(import.meta.url);
const outdir = process.argv[2] ?? 'dist';

// Some packages inside are CommonJS and ask for these, which ES modules do not have.
const commonJsNames = [
	"import {createRequire as __createRequire} from 'node:module';",
	"import {fileURLToPath as __toPath} from 'node:url';",
	'const require = __createRequire(import.meta.url);',
	'const __filename = __toPath(import.meta.url);',
	"const __dirname = __toPath(new URL('.', import.meta.url));",
].join('');

const shared = {
	bundle: true,
	minify: true,
	platform: 'node',
	target: 'node20',
	format: 'esm',
	legalComments: 'none',
	banner: { js: commonJsNames },
};

/** What our packages ask for and this server never uses, by what it is asked for; together a fifth of the file. */
const unused = {
	// Swagger writes YAML only when it is asked to.
	yaml: '',
	// Traces beside metrics, for those who have a tracer.
	'@opentelemetry/api': 'export const trace = {}, context = {}, isSpanContextValid = () => false;',
	// app.inject() for tests.
	'light-my-request': '',
	// A second ajv. The schemas of our tools are checked by ours; nothing else of the protocol that we use has any.
	'@modelcontextprotocol/server/_shims': "export { default as process } from 'node:process'; export class DefaultJsonSchemaValidator {}",
};
const leaveOutUnused = {
	name: 'leave-out-unused',
	setup(plugin) {
		plugin.onResolve({ filter: /^[@a-z]/ }, ({ path }) => (path in unused ? { path, namespace: 'unused' } : undefined));
		plugin.onLoad({ filter: /.*/, namespace: 'unused' }, ({ path }) => ({ contents: unused[path], loader: 'js' }));
	},
};

/** Keeps the fallback out of the main file: it is loaded only where it is needed. */
const separateFallback = {
	name: 'separate-fallback',
	setup(plugin) {
		plugin.onResolve({ filter: /\/wasm-sqlite\.ts$/ }, () => ({ path: './wasm-sqlite.mjs', external: true }));
	},
};

/** SQLite as WebAssembly is kept packed, a third of its size; unpacking takes some milliseconds. */
const packedWasm = 'node-sqlite3-wasm.wasm.br';
const readsPacked = {
	name: 'reads-packed',
	setup(plugin) {
		plugin.onLoad({ filter: /node-sqlite3-wasm\.js$/ }, async ({ path }) => {
			const source = await readFile(path, 'utf8');
			// biome-ignore lint/suspicious/noTemplateCurlyInString: it is a template in the code that this writes.
			const unpack = "return new Uint8Array(require('node:zlib').brotliDecompressSync(require('node:fs').readFileSync(`${file}.br`)));";
			const contents = source.replace('function getBinarySync(file){', (start) => start + unpack);
			if (contents === source) throw new Error('node-sqlite3-wasm reads its file in another way than this build knows.');
			return { contents, loader: 'js' };
		});
	},
};

await rm(outdir, { recursive: true, force: true });
await mkdir(outdir, { recursive: true });
await build({
	...shared,
	entryPoints: { server: 'src/main.ts' },
	outdir,
	outExtension: { '.js': '.mjs' },
	plugins: [separateFallback, leaveOutUnused],
});
await build({
	...shared,
	entryPoints: { 'wasm-sqlite': 'src/storage/sqlite/wasm-sqlite.ts' },
	outdir,
	outExtension: { '.js': '.mjs' },
	plugins: [readsPacked],
});
await writeFile(
	`${outdir}/${packedWasm}`,
	brotliCompressSync(await readFile(require.resolve('node-sqlite3-wasm/dist/node-sqlite3-wasm.wasm'))),
);
