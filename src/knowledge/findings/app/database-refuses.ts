import { decisive, entry } from '../../entry.js';

export const appDatabaseRefuses = entry({
	id: 'app.database-refuses',
	layer: 'rollout',
	title: 'The database answers, and does not let the app in.',
	looks: 'FATAL:  password authentication failed for user "todo"',
	means: 'User, password or database differ from what the server was set up with. A volume that was there before keeps the old password.',
	told: 'The server itself says no. When nobody answers, it is the name, the port or the network.',
	signs: [
		decisive(
			'the server refuses this user',
			/password authentication failed for user|Access denied for user '[^']*'@|SASL authentication failed|no pg_hba\.conf entry for host|(role|database) "[^"\n]+" does not exist(?!, skipping)|Unknown database '|Authentication failed\.?[^\n]*MongoServerError|MongoServerError: Authentication failed|WRONGPASS/i,
		),
	],
	topic: /password authentication|pg_hba|SASL|Access denied for user/i,
	fixes: [
		{
			says: 'Give the app the user, password and database that the server has; a new password does not reach a volume that exists.',
			commands: ['kubectl get secret NAME -o yaml', 'kubectl logs POD'],
		},
	],
	wizard: 'Tries an address before it takes it, changes a password in the server first, and keeps it with the data.',
});
