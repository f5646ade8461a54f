import { decisive, entry, hint, likely, strong } from '../../entry.js';
import { classNotListed } from '../../words.js';

export const podVolumePending = entry({
	id: 'pod.volume-pending',
	cause: 'pvc-pending-provisioner',
	layer: 'rollout',
	title: 'The volume is pending: the program that should make it does not work.',
	looks:
		'waiting for a volume to be created, either by external provisioner "k8s.io/minikube-hostpath" or manually created by system administrator',
	means: 'The claim has a class, and the class a provisioner; that one is not running, or fails.',
	told: 'The class of the claim is filled in.',
	signs: [
		decisive(
			'the provisioner does not make the volume',
			/waiting for a volume to be created|ExternalProvisioning|ProvisioningFailed(?![^\n]{0,200}storageclass[^\n]{0,60}not found)|failed to provision volume|(external-storage|provision(er|ing))\S*(\/|:)[^\n]{0,80}Failed to (list|watch|get)|(create|delete|helper)-pvc-\S+(?![^\n]*(Completed|Running|ContainerCreating))|selfLink was empty|minikube-hostpath[^\n]{0,40}(Unauthorized|error|fail|forbidden)|\/csi\.sock[^\n]{0,40}(no such|refused)|external provisioner|(?<!Enabling '[\w-]{0,20})provisioner[^\n]{0,80}(CrashLoop|ImagePull|Error|fail|not running|forbidden|timed out|cannot)|(?<!Enabling ')storage-provisioner[^\n]{0,120}(CrashLoop|Error|fail|0\/1|Pending|Evicted|leader|expect)/i,
			{ unless: /ProvisioningSucceeded|Successfully provisioned volume/ },
		),
		hint('the claim waits for a pod that wants it', /waiting for first consumer/i),
		likely(
			'the provisioner itself was asked',
			/(logs|describe)\b[^\n]*(storage-provisioner|local-path-provisioner|hostpath-provisioner|csi-\w+)/i,
			{ in: 'command' },
		),
		strong(
			'the list shows a pending claim of a class',
			/^\S+[ \t]+Pending[ \t]+(?!<unset>)(?!(?:\d+[smhd])+\S*[ \t]*$)[a-z][\w.-]*[ \t]+(<unset>[ \t]+)?(\d+[smhd])+/im,
			{ with: /pvc|persistentvolumeclaim|STORAGECLASS/i, unless: classNotListed },
		),
	],
	topic:
		/provisioner\w*|ProvisioningFailed|provision volume|hostpath\S{0,20}|local-path\S{0,20}|pvcs?\b|persistentvolume\w*|volume|pending|rancher\.io|csi/i,
	fixes: [
		{
			says: 'Read what the provisioner says, and switch its addon off and on.',
			commands: [
				'kubectl -n kube-system logs storage-provisioner',
				'minikube addons disable storage-provisioner && minikube addons enable storage-provisioner',
			],
		},
	],
	wizard:
		'Starts the provisioner of Minikube anew when it makes no volume within a minute, and else names the claim and what the provisioner says.',
});
