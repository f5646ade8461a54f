import { decisive, entry } from '../../entry.js';

export const imageWmicMissing = entry({
	id: 'image.wmic-missing',
	cause: 'image-load-wmic-missing',
	layer: 'load',
	title: 'Minikube asks for "wmic", which this Windows does not have any more.',
	looks: 'exec: "wmic": executable file not found in %PATH%',
	means: 'Older Minikube versions ask wmic for the drives of the computer when they load an image. Windows 11 24H2 left it out.',
	told: 'The message names wmic.',
	signs: [decisive('wmic was not found', /\bwmic\b(?!\.exe\s*$|~)/im)],
	topic: /wmic|24H2|list drives|logicaldisk/i,
	fixes: [
		{
			says: 'Use a newer Minikube, add the Windows feature WMIC, or load the image from a shell in WSL.',
			commands: ['DISM /Online /Add-Capability /CapabilityName:WMIC~~~~', 'docker save IMAGE -o image.tar'],
		},
	],
	wizard: 'Loads images by a pipe, which needs no wmic.',
});
