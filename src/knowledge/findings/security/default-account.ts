import { entry } from '../../entry.js';

export const securityDefaultAccount = entry({
	id: 'security.default-account',
	layer: 'setup',
	title: 'A pod uses the default service account.',
	means: 'Whatever rights somebody gives that account, every pod without one of its own gets.',
	told: 'spec.serviceAccountName is "default".',
	fixes: [
		{
			says: 'Give it an account of its own.',
			commands: ['kubectl create serviceaccount NAME -n NAMESPACE'],
		},
	],
	wizard: 'Its own pods have accounts of their own, without rights.',
});
