import { entry } from '../../entry.js';

export const toolFolderNotOnPath = entry({
	id: 'tool.folder-not-on-path',
	layer: 'prerequisites',
	title: 'The folder of the installed programs is not on your PATH.',
	means: 'This program finds them all the same; your shell does not.',
	told: 'The PATH that the program was started with.',
	fixes: [{ says: 'Put the folder on the PATH of your shell.', commands: ['echo \'export PATH="$HOME/.local/bin:$PATH"\' >> ~/.profile'] }],
	wizard: 'Uses the programs by itself, and shows the one line for your shell.',
});
