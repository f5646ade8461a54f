import { chmod, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { written } from './persistently.js';

const unzip = promisify(gunzip);

/** Puts a finished download to its place in one go: whoever looks meets the old program or the new one. */
export async function placeProgram(part: string, to: string, member: string | undefined): Promise<void> {
	if (member === undefined) {
		await written(async () => {
			await chmod(part, 0o755);
			await rename(part, to);
		});
		return;
	}
	const unpacked = `${part}.unpacked`;
	try {
		const program = await memberOf(await written(() => readFile(part)), member);
		await written(async () => {
			await writeFile(unpacked, program, { mode: 0o755, flush: true });
			// The mode above is narrowed by the umask.
			await chmod(unpacked, 0o755);
			await rename(unpacked, to);
			await rm(part, { force: true });
		});
	} catch (error) {
		await rm(unpacked, { force: true });
		throw error;
	}
}

/** One file of a .tar.gz. */
async function memberOf(archive: Buffer, name: string): Promise<Uint8Array> {
	const { parseTar } = await import('nanotar');
	// A buffer of its own: the library looks at the memory behind it from the first byte on.
	const [found] = parseTar(new Uint8Array(await unzip(archive)), { filter: (file) => file.name === name });
	if (!found?.data) throw new Error(`The archive holds no ${name}.`);
	return found.data;
}
