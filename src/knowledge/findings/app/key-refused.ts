import { decisive, entry } from '../../entry.js';

export const appKeyRefused = entry({
	id: 'app.key-refused',
	layer: 'access',
	title: 'The AI provider refuses the key, or its account has no credit left.',
	looks: "Error code: 401 - {'error': {'message': 'Incorrect API key provided: sk-...', 'code': 'invalid_api_key'}}",
	means: 'The app runs and reaches the provider. The key is wrong, revoked or of another provider, or its limit is used up.',
	told: "The answer is the provider's own. A key that is missing makes the app end before it asks anybody.",
	signs: [
		decisive(
			'the provider does not accept the key',
			/Incorrect API key provided|invalid_api_key|API_KEY_INVALID|API key not valid|AuthenticationError: (Error code: )?401|invalid x-api-key/i,
		),
		decisive(
			'the account has nothing left',
			/insufficient_quota|You exceeded your current quota|RESOURCE_EXHAUSTED[^\n]*(quota|requests)/i,
		),
	],
	topic: /API key provided|invalid_api_key|insufficient_quota/i,
	fixes: [{ says: 'Make a new key with the provider, and give it to the app.', commands: ['todo-k8s-setup secrets set'] }],
	wizard: 'Tries a key with its provider before it takes it.',
});
