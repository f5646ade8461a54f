import { entry } from '../../entry.js';

export const hostFolderNotWritable = entry({
	id: 'host.folder-not-writable',
	layer: 'setup',
	title: 'The setup folder cannot be written.',
	means: 'It belongs to another user, or lies on a read-only disk.',
	told: 'A file could not be made there.',
	fixes: [{ says: 'Choose a folder of your own with --dir, or run this in one.', commands: ['todo-k8s-setup --dir ~/todo-k8s'] }],
	wizard: 'Tries it before it asks anything.',
});
