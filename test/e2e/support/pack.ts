import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
	interface ProvidedContext {
		/** The program as a user gets it: the packed tarball, installed into an empty folder. */
		program: string;
	}
}

/** Packs this project and installs the tarball, as `npx` would. */
export default function pack(project: TestProject): () => void {
	const folder = mkdtempSync(join(tmpdir(), 'packed-'));
	const remove = () => rmSync(folder, { recursive: true, force: true });
	// Also when something below fails, or the run is ended before its time.
	process.once('exit', remove);
	chmodSync(folder, 0o755);
	execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], { stdio: ['ignore', 'ignore', 'inherit'] });
	const [tarball] = readdirSync(folder);
	if (!tarball) throw new Error('npm pack made no tarball');
	const installed = join(folder, 'installed');
	execFileSync('npm', ['install', '--silent', '--no-audit', '--no-fund', '--offline', '--prefix', installed, join(folder, tarball)], {
		stdio: ['ignore', 'ignore', 'inherit'],
	});
	execFileSync('chmod', ['-R', 'a+rX', folder]);
	project.provide('program', join(installed, 'node_modules', 'todo-k8s-setup', 'bin', 'todo-k8s-setup.js'));
	return remove;
}
