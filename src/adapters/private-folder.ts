import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Makes a folder that only this user can enter. The folders above it get the usual mode: they are the user's own. */
export async function makePrivateFolder(path: string): Promise<void> {
	await mkdir(dirname(path), { recursive: true });
	await mkdir(path, { recursive: true, mode: 0o700 });
}
