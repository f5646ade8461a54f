import { decisive, entry, strong } from '../../entry.js';
import { classNotListed } from '../../words.js';

export const podNoStorageClass = entry({
	id: 'pod.no-storage-class',
	cause: 'pvc-pending-no-storageclass',
	layer: 'rollout',
	title: 'The volume is pending: nothing in the cluster makes volumes for it.',
	looks:
		'Warning  FailedScheduling  55s (x11 over 11m)  default-scheduler  0/3 nodes are available: 3 pod has unbound immediate PersistentVolumeClaims.',
	means: 'The claim names no storage class and the cluster has no default one, or it names one that does not exist.',
	told: 'The class of the claim is empty or unknown. With a class that exists, its provisioner is the one that fails.',
	signs: [
		decisive(
			'the claim has no class, or one that does not exist',
			/no storage class is set|no persistent volumes available for this claim|storageclass(es)?(\.storage\.k8s\.io)? "?\S*"? not found|no default storage ?class|storageClassName does not match|didn't find available persistent volumes to bind|storage ?class[^\n]{0,30}(not found|does not exist|missing|<unset>|\(empty\))|storageClassName: ""(?![\s\S]*phase: Bound)|StorageClass:[ \t]*(\(empty\))?[ \t]*$(?!\s*Status:\s+Bound)/im,
		),
		{
			says: 'the pod has claims that are bound to no volume',
			pattern:
				/unbound immediate PersistentVolumeClaims?|PersistentVolumeClaim is not bound|persistentvolumeclaims? [^\n]{0,60}(not bound|unbound|pending)|FailedBinding/i,
			weight: 0.62,
		},
		decisive('the class of the claim is not among those that there are', classNotListed),
		strong(
			'the list shows a pending claim without a class',
			/^\S+[ \t]+Pending[ \t]+(<unset>[ \t]+)?(\d+[smhd])+\S*[ \t]*(<unset>)?[ \t]*$/im,
			{ with: /pvc|persistentvolumeclaim|STORAGECLASS/i },
		),
		{
			says: 'the first pod of a StatefulSet is placed nowhere: it mostly waits for its volume',
			pattern: /^[ \t]*\S+-0[ \t]+0\/\d+[ \t]+Pending\b/m,
			weight: 0.4,
		},
	],
	symptomOf: ['pvc-pending-provisioner'],
	topic: /storage ?class\w*|\bsc\b|pvcs?\b|persistentvolumeclaims?|unbound|default class|no persistent volumes|pending|<unset>|bind/i,
	fixes: [
		{
			says: 'Give the cluster a default class and a provisioner, then make the claim anew.',
			commands: ['kubectl get storageclass', 'minikube addons enable default-storageclass', 'minikube addons enable storage-provisioner'],
		},
	],
	wizard: 'Looks for a default storage class before it installs, and never replaces a claim that holds data without a yes.',
});
