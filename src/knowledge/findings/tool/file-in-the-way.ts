import { entry } from '../../entry.js';

export const toolFileInTheWay = entry({
	id: 'tool.file-in-the-way',
	layer: 'prerequisites',
	title: 'A file that is not ours is where a program is to be installed.',
	means: 'It was put there by somebody else, or changed since, so it was not overwritten.',
	told: 'A record beside what we install says which files are ours.',
	fixes: [{ says: 'Move it away, then run this again.', commands: ['mv ~/.local/bin/helm ~/.local/bin/helm.old'] }],
	wizard: 'Replaces it only after a yes of its own.',
});
