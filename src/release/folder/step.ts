import type { Exposure, Settings } from '../../core/app.js';
import { defineCheck } from '../../core/check.js';
import type { Step } from '../../core/step.js';
import { found } from '../../knowledge/found.js';
import { folderProbe } from './probe.js';
import { writeRecord } from './record.js';

/** Writes the folder's files; each one whole or not at all. */
export function writeFolder(settings: Settings, exposure: Exposure | undefined): Step {
	const { dir, stateDir } = settings;
	const probe = folderProbe(settings, exposure);
	return {
		id: 'folder.write',
		title: 'Write the folder',
		done: 'Folder written',
		goal: defineCheck({
			id: 'folder.written',
			title: 'The folder is complete',
			needs: { folder: probe },
			diagnose: ({ folder }) =>
				folder.changes.length === 0
					? []
					: [
							found('folder.outdated', {
								says: `${folder.changes.length} files in ${dir} are not as they should be.`,
								because: folder.changes
									.slice(0, 5)
									.map(({ path }) => path)
									.join(', '),
							}),
						],
		}),
		after: [],
		preview: [`write the files of ${dir}`],
		seconds: 1,
		async run({ ports, signal }) {
			const { changes, record } = await probe.read(ports, signal);
			for (const { path, after } of changes) {
				signal.throwIfAborted();
				await ports.files.write(`${dir}/${path}`, after);
			}
			await writeRecord(ports.files, stateDir, record);
		},
	};
}
