import { entry } from '../../entry.js';

export const toolDownloadFailed = entry({
	id: 'tool.download-failed',
	cause: 'registry-unreachable-proxy',
	layer: 'prerequisites',
	title: 'A program could not be downloaded.',
	means: 'The connection failed each time it was tried. What came so far is kept, and the next attempt goes on from there.',
	told: 'The address and the last error are named.',
	fixes: [
		{
			says: 'Look whether this machine reaches the address; behind a proxy set HTTPS_PROXY, in a company network name its authority or a mirror.',
			commands: ['export HTTPS_PROXY=http://proxy:3128', 'todo-k8s-setup --install-tools --tools-mirror https://mirror.example'],
		},
	],
	wizard: 'Tries several times and keeps what came.',
});
