// Builds dist/: the bundled program, split so that --version loads next to nothing, and the app that cluster "none" runs.
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { runNpm } from './npm.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
rmSync(dist, { recursive: true, force: true });

/**
 * Ink's layout engine comes as WebAssembly written in letters, which an archive packs badly, so it is packed first. It is also
 * handed over as bytes: the engine would fetch its letters as if from the web, and loading that part of Node takes longer than the rest.
 */
const packedLayout = {
	name: 'packed-layout',
	setup(plugin) {
		plugin.onLoad({ filter: /yoga-wasm-base64-esm\.js$/ }, ({ path }) => {
			const source = readFileSync(path, 'utf8');
			const [, letters] = /"data:application\/octet-stream;base64,(\w[\w+/=]{1000,})"/.exec(source) ?? [];
			const given = 'h.wasmBinary&&(w=h.wasmBinary)';
			if (!letters || !source.includes(given)) throw new Error('yoga-layout keeps its WebAssembly in another way than this build knows.');
			const packed = brotliCompressSync(Buffer.from(letters, 'base64')).toString('base64');
			const bytes = `require("node:zlib").brotliDecompressSync(Buffer.from("${packed}","base64"))`;
			return { contents: source.replace(letters, '').replace(given, () => `w=${bytes}`), loader: 'js' };
		});
	},
};

/**
 * Packages that measure text build a Segmenter and a pattern of all emoji while they load, which takes longer than all else before
 * the first question. Here they are built when first used.
 */
const measuring =
	/node_modules[\\/](string-width[\\/]index|slice-ansi[\\/]tokenize-ansi|@alcalzone[\\/]ansi-tokenize[\\/]build[\\/]tokenize)\.js$/;
const lateWidths = {
	name: 'late-widths',
	setup(plugin) {
		plugin.onLoad({ filter: measuring }, ({ path }) => {
			const source = readFileSync(path, 'utf8');
			const late = source.replaceAll('new Intl.Segmenter(', 'new LateSegmenter(').replace('= /^\\p{RGI_Emoji}$/v;', '= emojiPattern();');
			const [segmenter, emoji] = ['late-segmenter', 'emoji'].map((name) => JSON.stringify(join(root, 'bin', `${name}.js`)));
			return { contents: `import { LateSegmenter } from ${segmenter};\nimport emojiPattern from ${emoji};\n${late}`, loader: 'js' };
		});
	},
};

/** execa can exchange messages with programs; what does that is left out. */
const noMessages = {
	name: 'no-messages',
	setup(plugin) {
		const path = join(root, 'bin', 'no-messages.js');
		plugin.onResolve({ filter: /\/(ipc\/)?(methods|graceful|ipc-input|buffer-messages)\.js$/ }, ({ path: asked, importer }) =>
			/[\\/]node_modules[\\/]execa[\\/]/.test(importer) && (asked.includes('ipc/') || /[\\/]ipc[\\/]/.test(importer))
				? { path }
				: undefined,
		);
	},
};

/** Two packages ask for signal-exit in two ways, and would get it twice. */
const oneSignalExit = {
	name: 'one-signal-exit',
	setup(plugin) {
		plugin.onResolve({ filter: /^signal-exit$/ }, ({ kind, path, resolveDir }) =>
			kind === 'require-call' ? plugin.resolve(path, { kind: 'import-statement', resolveDir }) : undefined,
		);
	},
};

/** CommonJS packages inside an ES module still ask for these. */
const commonNames =
	"import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url),__filename=import.meta.filename,__dirname=import.meta.dirname;";

const { metafile } = await build({
	absWorkingDir: root,
	entryPoints: { 'cli/main': 'src/cli/main.ts' },
	outdir: 'dist',
	bundle: true,
	splitting: true,
	format: 'esm',
	platform: 'node',
	target: 'node20.17',
	minify: true,
	// As it is written: an escape takes six letters where a sign of another language takes two or three bytes.
	charset: 'utf8',
	legalComments: 'none',
	chunkNames: 'chunks/[name]-[hash]',
	metafile: true,
	plugins: [packedLayout, lateWidths, noMessages, oneSignalExit],
	define: { 'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"' },
	alias: {
		// Ink loads its developer tools only when DEV is set.
		'react-devtools-core': join(root, 'bin', 'nothing.js'),
		ws: join(root, 'bin', 'nothing.js'),
		// conf validates only what has a schema, and ours has none.
		'ajv/dist/2020.js': join(root, 'bin', 'nothing.js'),
		'ajv-formats': join(root, 'bin', 'nothing.js'),
		// The proxy agents' own diagnostics.
		debug: join(root, 'bin', 'silent.js'),
		'stack-utils': join(root, 'bin', 'stack.js'),
		'code-excerpt': join(root, 'bin', 'nothing.js'),
		// Its build for Node is CommonJS, of which nothing can be left out.
		yaml: join(root, 'node_modules', 'yaml', 'browser', 'dist', 'index.js'),
		'emoji-regex': join(root, 'bin', 'emoji.js'),
		// conf compares versions only for migrations, and ours has none.
		semver: join(root, 'bin', 'nothing.js'),
		// execa has marks and colours for its verbose mode, which is off; the prompts bring the same marks.
		figures: '@inquirer/figures',
		yoctocolors: join(root, 'bin', 'nothing.js'),
		'pretty-ms': join(root, 'bin', 'nothing.js'),
		'human-signals': join(root, 'bin', 'signals.js'),
		// open asks which browser is the usual one only for private windows, which we never open.
		'default-browser': join(root, 'bin', 'nothing.js'),
		// conf takes this along to tidy up on a signal; it then ends the process at once, before we could end our children and report.
		'when-exit': join(root, 'bin', 'nothing.js'),
	},
	banner: { js: commonNames },
});

// Most files have no such package in them.
for (const path of Object.keys(metafile.outputs)) {
	const code = readFileSync(join(root, path), 'utf8').replace(commonNames, '');
	if (!/\brequire\b|__filename|__dirname/.test(code)) writeFileSync(join(root, path), code);
}

// A newer version of a package may measure in another way.
for (const slow of ['Intl.Segmenter(', 'RGI_Emoji']) {
	const places = Object.keys(metafile.outputs).flatMap((path) => readFileSync(join(root, path), 'utf8').split(slow).slice(1));
	if (places.length !== 1) throw new Error(`"${slow}" is ${places.length} times in the bundle instead of once, where it is used late.`);
}

for (const part of ['backend', 'frontend']) {
	const folder = join(root, 'templates', 'app', part);
	runNpm(['run', '--silent', 'build'], folder);
	cpSync(join(folder, 'dist'), join(dist, 'app', part), { recursive: true });
}
// The one-process app sends these packed and unpacks them only for a browser that cannot.
const assets = join(dist, 'app', 'frontend', 'assets');
for (const name of readdirSync(assets)) {
	writeFileSync(join(assets, `${name}.gz`), gzipSync(readFileSync(join(assets, name)), { level: 9 }));
	rmSync(join(assets, name));
}
writeFileSync(join(dist, 'THIRD-PARTY-LICENSES.txt'), licenses(metafile));

/** The licence texts of every package that ended up in a bundle. */
function licenses({ inputs }) {
	const packages = new Map();
	const add = (base, path) => {
		const [, name] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path) ?? [];
		if (name) packages.set(name, join(base, path.slice(0, path.lastIndexOf(`node_modules/${name}`)), 'node_modules', name));
	};
	for (const path of Object.keys(inputs)) add(root, path);
	for (const part of ['backend', 'frontend']) {
		const folder = join(root, 'templates', 'app', part);
		const lock = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
		for (const [path, { dev }] of Object.entries(lock.packages)) if (path && !dev) add(folder, `${path}/x`);
	}
	// Most of these texts differ only in who holds the copyright, so each is printed once, under all that it is for.
	const texts = new Map();
	for (const [name, folder] of [...packages].sort(([a], [b]) => a.localeCompare(b))) {
		if (!existsSync(join(folder, 'package.json'))) continue;
		const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
		const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
		const lines = (file ? readFileSync(join(folder, file), 'utf8') : 'No licence text in the package.')
			.split(/\r?\n/)
			.map((line) => line.trim());
		const holders = lines.filter((line) => /^(Copyright|\(c\))/i.test(line));
		const text = lines
			.filter((line) => !holders.includes(line))
			.join('\n')
			.replace(/\n{2,}/g, '\n\n')
			.trim();
		const key = text
			.replace(/^.*MIT License\)?/i, '')
			.replace(/\W+/g, ' ')
			.trim()
			.toLowerCase();
		const known = texts.get(key) ?? { text, users: [] };
		known.users.push([`${name} ${version} (${license})`, ...holders].join('\n  '));
		texts.set(key, known);
	}
	return [...texts.values()].map(({ text, users }) => `${users.join('\n')}\n\n${text}\n`).join(`\n${'-'.repeat(72)}\n\n`);
}
