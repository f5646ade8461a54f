import { entry } from '../../entry.js';

export const toolChecksumMissing = entry({
	id: 'tool.checksum-missing',
	layer: 'prerequisites',
	title: 'The checksum of a download could not be had.',
	means: "Without the publisher's checksum a file cannot be verified, and nothing is installed.",
	told: 'The address of the checksum did not answer, or not with one.',
	fixes: [
		{
			says: 'Look whether this machine reaches the address; behind a proxy set HTTPS_PROXY, in a company network name its authority or a mirror.',
			commands: ['export HTTPS_PROXY=http://proxy:3128', 'todo-k8s-setup --install-tools --ca-file company.pem'],
		},
	],
	wizard: 'Tries several times, then says which address it was.',
});
