import { entry } from '../../entry.js';

export const appChatFails = entry({
	id: 'app.chat-fails',
	layer: 'access',
	title: 'The chat does not make a task.',
	means:
		'The chat answers with an error, or does nothing; the list of tasks works all the same. With an AI provider its key, its model, the quota of the account or the way out of the cluster may be the reason.',
	told: 'A visitor of ours asks the chat for a task through the public URL. The app names what kept the provider from answering.',
	fixes: [
		{ says: 'Read what the backend notes of the provider.', commands: ['todo-k8s-setup logs backend'] },
		{ says: 'Go on without a provider: the chat then understands a few commands.', commands: ['todo-k8s-setup --ai none'] },
	],
	wizard: 'Names the reason that the app gives, with what helps against it.',
});
