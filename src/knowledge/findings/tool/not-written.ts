import { entry } from '../../entry.js';

export const toolNotWritten = entry({
	id: 'tool.not-written',
	layer: 'prerequisites',
	title: 'A program could not be written to its folder.',
	means: 'The disk is full, or the folder belongs to somebody else. What was there before is untouched.',
	told: 'The error of the file system is named.',
	fixes: [{ says: 'Make the folder your own or free some space, then run this again.', commands: ['ls -ld ~/.local/bin', 'df -h ~'] }],
	wizard: 'Writes to a hidden file first, so that nothing is ever half there.',
});
