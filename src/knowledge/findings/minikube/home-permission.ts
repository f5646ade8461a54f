import { decisive, entry, likely, strong } from '../../entry.js';

export const minikubeHomePermission = entry({
	id: 'minikube.home-permission',
	cause: 'minikube-home-permission',
	layer: 'cluster',
	title: 'Files of Minikube belong to another user.',
	looks: 'Exiting due to HOST_HOME_MKDIR: Error creating minikube directory: mkdir /home/Newuser: permission denied',
	means: 'Minikube keeps its state under ~/.minikube and its locks in the temporary folder. Somebody else, mostly root by sudo, made them.',
	told: 'The path in the message decides: ~/.minikube, a lock, or a home folder that is not yours. ~/.kube is a cause of its own.',
	signs: [
		decisive(
			'Minikube may not use its folder',
			/HOST_HOME_(PERMISSION|MKDIR|CHOWN)|HOST_SAVE_PROFILE|GUEST_KIC_CP_PUBKEY|unable to create minikube home|lacks permissions to the minikube|HOST_JUJU_LOCK_PERMISSION|Error creating minikube directory/i,
		),
		decisive(
			'a file under ~/.minikube is refused',
			/(EACCES|permission denied)[^\n]{0,40}\.minikube(?!\.sigs)|\.minikube(?!\.sigs)[^\n]{0,140}(permission denied|access is denied|EACCES|operation not permitted|read-only file system|is not writable|not owned)|(chown|chmod)[^\n]{0,60}\.minikube[^\n]*(not permitted|denied)/i,
			{ unless: /ssh_key|id_rsa.*bad permissions|docker\.sock/i },
		),
		strong(
			'a lock or a temporary file of Minikube is refused',
			/(juju-\S+|\/tmp\/(minikube|juju)\S*|lock)[^\n]{0,80}(permission denied|operation not permitted)|(unable to|failed to) (open|acquire|create)[^\n]{0,40}lock[^\n]*(permission|denied)|Failed to save config[^\n]*permission denied|fs\.protected_regular/i,
			{ unless: /docker[\w.]*\.sock|dpkg|apt|\.git\//i },
		),
		strong(
			'a folder of Docker Machine in the home is not ours',
			/(mkdir|open|creating machine config dir)[^\n]{0,60}\.docker[\\/]machine[^\n]{0,60}(permission denied|operation not permitted)/i,
		),
		likely('the home folder cannot be made', /mkdir \/(home|Users)\/[^\s/:]+: permission denied/i, { unless: /kubeconfig|\.kube/ }),
	],
	symptomOf: ['minikube-docker-driver-as-root'],
	topic:
		/\.minikube[/\\]\S{0,30}|chown|chmod|juju\S{0,10}|\block\b|MINIKUBE_HOME|TMPDIR|protected_regular|HOST_HOME\w*|minikube (home|folder|directory)/i,
	fixes: [
		{
			says: 'Give the files back to your user; look at the path in the message, it may be the temporary folder instead.',
			commands: ['sudo chown -R $USER ~/.minikube && chmod -R u+wrx ~/.minikube', 'sudo rm -rf /tmp/juju-*'],
		},
	],
	wizard: 'Looks at the owner of ~/.minikube before it starts anything, and shows the command.',
});
