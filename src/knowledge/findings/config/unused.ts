import { entry } from '../../entry.js';

export const configUnused = entry({
	id: 'config.unused',
	layer: 'install',
	title: 'A ConfigMap is used by nothing in its namespace.',
	means: 'It may be left over, or its name is misspelt where it should be used; some programs read theirs by themselves.',
	told: 'No pod or workload mounts it or takes variables from it.',
	fixes: [
		{
			says: 'Delete it if nobody needs it.',
			commands: ['kubectl get configmaps -n NAMESPACE'],
		},
	],
	wizard: 'Names it in "todo-k8s-setup diagnose", with what hangs on it.',
});
