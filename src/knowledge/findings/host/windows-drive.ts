import { entry } from '../../entry.js';

export const hostWindowsDrive = entry({
	id: 'host.windows-drive',
	layer: 'prerequisites',
	title: 'The setup folder is on a Windows drive.',
	means: 'Seen from WSL, files under /mnt/c are slow, and permissions do not hold there.',
	told: 'The path of the folder begins with /mnt/ and a letter.',
	fixes: [{ says: 'Work in your Linux home folder.', commands: ['cd ~'] }],
	wizard: 'Warns, and goes on.',
});
