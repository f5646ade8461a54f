import { decisive, entry } from '../../entry.js';

export const helmPending = entry({
	id: 'helm.pending',
	cause: 'helm-release-pending-operation',
	layer: 'install',
	title: 'Helm believes that another run works on this release.',
	looks: 'Error: UPGRADE FAILED: another operation (install/upgrade/rollback) is in progress',
	means: 'A run was cut off (Ctrl+C, a lost connection) before Helm could write down how it ended.',
	told: 'The state is "pending-install", "pending-upgrade" or "pending-rollback".',
	signs: [
		decisive(
			'a run that was cut off left the release pending',
			/another operation[^\n]{0,40}(is )?in progress|pending-(install|upgrade|rollback)|PENDING_(INSTALL|UPGRADE|ROLLBACK)|stuck in[^\n]{0,20}(pending|uninstalling)/i,
		),
	],
	topic: /pending-\w+|another operation|operation in progress|helm rollback|release \S{1,20} (is )?(stuck|locked)|sh\.helm\.release|helm/i,
	fixes: [
		{
			says: 'Go back to the last good revision; uninstall it if it was the first install.',
			commands: ['helm history NAME -n NAMESPACE', 'helm rollback NAME -n NAMESPACE', 'helm uninstall NAME -n NAMESPACE'],
		},
	],
	wizard: 'Sees a pending release, makes sure that no Helm still works on it, and clears it.',
});
