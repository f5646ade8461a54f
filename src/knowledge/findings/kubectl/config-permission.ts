import { decisive, entry, likely, strong } from '../../entry.js';

export const kubectlConfigPermission = entry({
	id: 'kubectl.config-permission',
	cause: 'kubeconfig-permission',
	layer: 'cluster',
	title: 'The kubeconfig belongs to another user.',
	looks:
		'Exiting due to GUEST_START: Failed kubeconfig update: writing kubeconfig: Error creating directory: /Users/user/.kube: mkdir /Users/user/.kube: permission denied',
	means:
		"kubectl and Minikube write the address of the cluster into ~/.kube/config. That file or folder was made by another user, mostly root by sudo. The one that k3s writes is root's on purpose: copy it to a file of your own, and name that in KUBECONFIG.",
	told: 'The path is your own home. When KUBECONFIG leads somewhere else, that is the cause.',
	signs: [
		decisive(
			'the own ~/.kube is refused',
			/(?<!\/root)(?<!\/etc)[\\/]\.kube\b[^\n]{0,120}(permission denied|access is denied|EACCES|operation not permitted|read-only file system|Zugriff verweigert|Keine Berechtigung|Permission non accord|Permiso denegado|Отказано в доступе|权限不够)|HOST_KUBECONFIG_(PERMISSION|LOCK|UPDATE)\w*|(EACCES|permission denied)[^\n]{0,60}[\\/]\.kube[\\/]config|[\\/]\.kube\b[^\n]{0,120}being used by another process|(chown|chmod)[^\n]{0,60}\.kube[^\n]*(not permitted|denied)/i,
			{ unless: /\/root\/\.kube/ },
		),
		decisive(
			'the kubeconfig that k3s made for root is read by somebody else',
			/open '?\/etc\/rancher\/\S+\.yaml'?( for reading)?: permission denied|please start server with --write-kubeconfig-mode/i,
		),
		likely('the kubeconfig belongs to root', /^-rw\S+ \d+ root root\b[^\n]*\bconfig$/m, { with: /\.kube/, unless: /\/root\/\.kube/ }),
		strong(
			'the kubeconfig could not be written',
			/(kubeconfig|config file)[^\n]{0,120}permission denied|Failed kubeconfig update[^\n]*denied|unable to (read|write|lock)[^\n]{0,30}kubeconfig[^\n]*|config\.lock: (permission denied|file exists)/i,
		),
	],
	symptomOf: ['kubeconfig-env-bad-path', 'minikube-docker-driver-as-root'],
	topic: /\.kube\b\S{0,10}|kubeconfig|config\.lock|chown|kube[/\\]config|600/i,
	fixes: [{ says: 'Give the kubeconfig back to your user.', commands: ['sudo chown -R $USER ~/.kube', 'chmod 600 ~/.kube/config'] }],
	wizard:
		'Sees while it inspects that the kubeconfig may not be written, and makes it writable before it starts the cluster. One of another user it names.',
});
