import { entry } from '../../entry.js';

export const toolDownloadRefused = entry({
	id: 'tool.download-refused',
	layer: 'prerequisites',
	title: 'A server does not give a program that is to be downloaded.',
	means: 'It is there and answers, but with an error: the mirror does not hold this version, or access is denied.',
	told: 'The HTTP status is named.',
	fixes: [{ says: 'Look whether the mirror holds this path, or leave it out.', commands: ['curl -fLI URL'] }],
	wizard: 'Names the address and the status.',
});
