import type { Files } from '../core/ports.js';
import type { Machine, SimulatedPorts } from './world.js';

/** The folders of a simulated machine that are there. */
export interface RealFolders {
	/** What we ship; it is only read. */
	readonly templates: string;
	/** Where the setup goes, so that it can be looked at. */
	readonly dir: string;
}

/**
 * Files of a simulated machine of which some are real: what we ship is read where it lies, and what is written into the
 * folder of the setup is written to this machine as well. Simulated programs look only at their own machine.
 */
export function withRealFolder({ files: simulated, machine }: SimulatedPorts, disk: Files, { templates, dir }: RealFolders): Files {
	const real = countWork(disk, machine);
	const isShipped = (path: string) => isBelow(path, templates);
	const isOurs = (path: string) => isBelow(path, dir);
	return {
		...simulated,
		read: (path) => (isShipped(path) ? real.read(path) : simulated.read(path)),
		list: (folder, without) => (isShipped(folder) ? real.list(folder, without) : simulated.list(folder, without)),
		kind: (path) => (isShipped(path) ? real.kind(path) : simulated.kind(path)),
		hash: (path) => (isShipped(path) ? real.hash(path) : simulated.hash(path)),
		async write(path, text, mode) {
			await simulated.write(path, text, mode);
			if (isOurs(path)) await real.write(path, text, mode);
		},
		async remove(path) {
			await simulated.remove(path);
			if (isOurs(path)) await real.remove(path);
		},
	};
}

/** The same files, during whose work the simulated time stands still. */
function countWork(files: Files, machine: Machine): Files {
	const counted =
		<A extends readonly unknown[], R>(work: (...args: A) => Promise<R>) =>
		async (...args: A): Promise<R> => {
			machine.working++;
			try {
				return await work(...args);
			} finally {
				machine.working--;
			}
		};
	return {
		...files,
		read: counted(files.read),
		list: counted(files.list),
		kind: counted(files.kind),
		hash: counted(files.hash),
		write: counted(files.write),
		remove: counted(files.remove),
	};
}

function isBelow(path: string, folder: string): boolean {
	return path === folder || path.startsWith(`${folder}/`);
}
