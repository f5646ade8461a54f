import type { Files } from '../core/ports.js';
import { digest } from './chance.js';
import type { Machine } from './world.js';

/** A file system in memory: folders are there as long as something is in them. */
export function simulatedFiles(machine: Machine): Files {
	const put = (path: string, text: string, mode: number) => {
		machine.world = { ...machine.world, files: { ...machine.world.files, [path]: { text, mode } } };
	};
	const below = (folder: string) => Object.keys(machine.world.files).filter((path) => path.startsWith(`${folder}/`));
	return {
		read: async (path) => machine.world.files[path]?.text,
		async write(path, text, mode = 0o644) {
			const { writeProblem } = machine.world;
			if (writeProblem) throw new Error(writeProblem);
			put(path, text, mode);
		},
		async copy(from, to) {
			put(to, machine.world.files[from]?.text ?? '', 0o644);
		},
		async hash(path) {
			const text = machine.world.files[path]?.text;
			return text === undefined ? undefined : digest(text);
		},
		list: async (folder, without = []) =>
			below(folder)
				.map((path) => path.slice(folder.length + 1))
				.filter((path) => !path.split('/').some((name) => without.includes(name)))
				.sort(),
		async kind(path) {
			if (machine.world.files[path]) return 'file';
			return below(path).length > 0 ? 'folder' : 'nothing';
		},
		async remove(path) {
			const gone = new Set([path, ...below(path)]);
			const { files, data } = machine.world;
			machine.world = {
				...machine.world,
				files: Object.fromEntries(Object.entries(files).filter(([each]) => !gone.has(each))),
				data: Object.fromEntries(Object.entries(data).filter(([place]) => place !== path && !place.startsWith(`${path}/`))),
			};
		},
		// The user of a simulated machine owns what is on it.
		isReadOnly: async (path) => ((machine.world.files[path]?.mode ?? 0o200) & 0o200) === 0,
		writeProblem: async () => machine.world.writeProblem,
	};
}
