import { entry } from '../../entry.js';

export const toolChecksumWrong = entry({
	id: 'tool.checksum-wrong',
	layer: 'prerequisites',
	title: 'A download is not what its publisher made.',
	means: 'The checksum that the publisher gives and that of the file differ, so the file was deleted and nothing was installed.',
	told: 'The checksum comes from the publisher itself, also where a mirror gives the file.',
	fixes: [{ says: 'Run this again. If it stays, something between you and the publisher changes files: a proxy, or a stale mirror.' }],
	wizard: 'Deletes the file and stops; it never installs what it cannot verify.',
});
