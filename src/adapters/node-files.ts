import { createHash } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { access, chmod, copyFile, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { Files } from '../core/ports.js';

/** The real file system. */
export function nodeFiles(): Files {
	return {
		read: (path) => readFile(path, 'utf8').catch(nothingWhenAbsent),
		async write(path, text, mode = 0o644) {
			// A folder that is made for a secret is for the same eyes only.
			await mkdir(dirname(path), { recursive: true, ...(mode === 0o600 ? { mode: 0o700 } : {}) });
			const { default: writeFileAtomic } = await import('write-file-atomic');
			await writeFileAtomic(path, text, { mode, fsync: false });
			// The library keeps the mode of a file that was there; a secret's file must not stay readable.
			if (mode === 0o600) await chmod(path, mode);
		},
		async copy(from, to) {
			await mkdir(dirname(to), { recursive: true });
			await copyFile(from, to);
		},
		async hash(path) {
			const sum = createHash('sha256');
			try {
				for await (const chunk of createReadStream(path)) sum.update(chunk as Buffer);
			} catch (error) {
				return nothingWhenAbsent(error);
			}
			return sum.digest('hex');
		},
		async list(folder, without = []) {
			const found: string[] = [];
			const enter = async (path: string): Promise<void> => {
				const entries = await readdir(path, { withFileTypes: true }).catch(nothingWhenAbsent);
				for (const entry of entries ?? []) {
					if (without.includes(entry.name)) continue;
					const below = join(path, entry.name);
					if (entry.isDirectory()) await enter(below);
					else if (entry.isFile()) found.push(relative(folder, below).split(sep).join('/'));
				}
			};
			await enter(folder);
			return found.sort();
		},
		async kind(path) {
			const found = await stat(path).catch(nothingWhenAbsent);
			if (!found) return 'nothing';
			if (found.isFile()) return 'file';
			return found.isDirectory() ? 'folder' : 'other';
		},
		remove: (path) => rm(path, { recursive: true, force: true }),
		async isReadOnly(path) {
			return access(path, constants.W_OK).then(
				() => false,
				(error: NodeJS.ErrnoException) => error.code === 'EACCES' || error.code === 'EPERM' || error.code === 'EROFS',
			);
		},
		async writeProblem(folder) {
			let path = folder;
			for (;;) {
				const found = await stat(path).catch(() => undefined);
				if (found && !found.isDirectory()) return `${path} is a file, not a folder`;
				if (found)
					return access(path, constants.W_OK | constants.X_OK).then(
						() => undefined,
						() => `${path} may not be written by this user`,
					);
				const above = dirname(path);
				if (above === path) return `${folder} has no parent folder`;
				path = above;
			}
		},
	};
}

function nothingWhenAbsent(error: unknown): undefined {
	const { code } = error as NodeJS.ErrnoException;
	if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
	throw error;
}
