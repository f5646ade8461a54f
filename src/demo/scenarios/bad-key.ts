import type { Scenario } from '../scenario.js';
import { freshWorld } from '../world.js';
import { buildCaptions } from './common.js';

const good = 'sk-simulated-good-key-0002';

export const badKey: Scenario = {
	name: 'bad-key',
	title: 'A wrong key',
	shows: 'OpenAI refuses a key before anything is built with it',
	world: freshWorld({ providers: { 'api.openai.com': { key: good } } }),
	commands: [''],
	answers: { cluster: ['minikube'], ai: ['openai'], openaiKey: ['sk-simulated-old-key-0001', good] },
	captions: {
		...buildCaptions,
		begin:
			'The chat is to use OpenAI. The key that is pasted first was revoked; without a check that is noticed only in the chat, at the very end.',
		'ask openaiKey': 'A secret is typed behind a mask. It never becomes a flag, a file of the folder or a line of the log.',
		'refused openaiKey': 'OpenAI was asked once for its list of models, and refused. The question stays, and nothing was built in vain.',
		'step secret.apply':
			'The accepted key goes to the cluster by stdin and is kept there as a Secret. Its value is in no argument of a command.',
	},
};
