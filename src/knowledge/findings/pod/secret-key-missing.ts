import { entry } from '../../entry.js';

export const podSecretKeyMissing = entry({
	id: 'pod.secret-key-missing',
	cause: 'config-or-secret-missing',
	layer: 'rollout',
	title: 'A key that the pod needs is missing.',
	means: 'The Secret or ConfigMap is there, but not the key in it that the pod asks for.',
	told: 'The kubelet names the key. If the whole object is missing, it names that.',
	fixes: [
		{
			says: 'Add the key, or correct its name in the values. No restart is needed.',
			commands: ['kubectl describe secret NAME -n NAMESPACE', 'kubectl edit secret NAME -n NAMESPACE'],
		},
	],
	wizard: 'Asks for the key that is missing and puts it into the Secret.',
});
