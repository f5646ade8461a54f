import { entry } from '../../entry.js';

export const securityWideRole = entry({
	id: 'security.wide-role',
	layer: 'setup',
	title: 'A role allows everything.',
	means: 'A rule with "*" gives its account every verb or every kind of object, now and in future.',
	told: 'A Role that is bound in this namespace has "*" in verbs or resources.',
	fixes: [
		{
			says: 'Name the verbs and kinds that are needed.',
			commands: ['kubectl describe role -n NAMESPACE'],
		},
	],
	wizard: 'Names it in "todo-k8s-setup diagnose", with what hangs on it.',
});
