import { decisive, entry, hint, likely, strong } from '../../entry.js';

export const dockerPermission = entry({
	id: 'docker.permission',
	cause: 'docker-socket-permission-denied',
	layer: 'docker',
	title: 'Docker runs, but this user may not use it.',
	looks:
		'Exiting due to PROVIDER_DOCKER_NEWGRP: "docker version --format -" exit status 1: Got permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: Get "http://',
	means:
		'The daemon\'s socket belongs to root and the group "docker". This session is not in that group, perhaps because it began before the user was added.',
	told: 'The socket is there and refuses: "permission denied". Starting the daemon again does not help.',
	signs: [
		decisive(
			"the daemon's socket refuses this user",
			/dial unix \S+\.sock: connect: permission denied|(docker[\w.-]*|containerd|podman|buildkitd)\.sock[^\n]{0,260}?(permission denied|EACCES|Permission non accord|Permiso denegado|Permiss[ãa]o negada|Keine Berechtigung|Отказано в доступе|权限不够|許可がありません|허가 거부)|(EACCES|Permission non accord[ée]e|Permiso denegado|Keine Berechtigung|权限不够)[^\n]{0,40}docker[\w.-]*\.sock|permission denied while trying to connect to the docker|PROVIDER_DOCKER_NEWGRP|AccessDeniedException:? \S*docker\S*\.sock|Insufficient permissions to access MicroK8s|cannot access the docker socket|permission denied[^\n]{0,60}docker (daemon|socket|API)/i,
			{ unless: /\.docker\/config\.json/ },
		),
		decisive(
			'the pipe of Docker refuses this user',
			/pipe[\\/]{1,2}docker\w*[^\n]*(access is denied|Zugriff verweigert|acc[eè]s refus|acceso denegado|アクセスが拒否)|Access is denied[^\n]*pipe[\\/]{1,2}docker|(in|of|to|member|group) (the )?\W{0,4}docker-users\W{0,6}group|docker-users['"]? group/i,
		),
		likely('Compose 1 does not tell a socket that refuses from one where nobody is', /Couldn't connect to Docker daemon at http\+docker:/),
		strong('a library was refused by the socket', /PermissionError\(?:? ?[^\n]{0,4}13[^\n]*|Connection aborted\.'?, PermissionError/i, {
			with: /docker/i,
		}),
		strong('a library was refused by the socket that it looked for', /(Exception|Error): \[13\] Permission denied/, {
			with: /docker\.sock/i,
		}),
		strong(
			"a program says that it may not use Docker's socket",
			/(blocked from|not allowed to|cannot|unable to|no permission to|not permitted to)[^\n]{0,20}(access|read|open|use)\w*[^\n]{0,20}docker\.sock\b(?![^\n]*no such file)/i,
		),
		hint('the socket is for root and its group', /^s[rwx-]{9} \d+ root docker\b/m),
		likely(
			'the user is to join the group "docker"',
			/usermod -aG docker|newgrp docker|(not|isn't) (in|a member of) the '?"?docker'?"? group/i,
		),
	],
	symptomOf: ['wsl1-not-wsl2'],
	topic:
		/docker\.sock: connect: permission|docker group|usermod|newgrp|docker-users|access is denied|EACCES|connect: permission denied|daemon socket|elevated|Got permission denied|PermissionError|permission denied/i,
	fixes: [
		{
			says: 'Join the group "docker", then restart WSL so that new shells have it.',
			commands: ['sudo usermod -aG docker $USER', 'wsl.exe --shutdown'],
			on: ['wsl2'],
		},
		{
			says: 'Join the group "docker-users" as an administrator, then log out of Windows and in again.',
			commands: ['net localgroup docker-users "%USERNAME%" /add'],
			on: ['windows'],
		},
		{
			says: 'Join the group "docker", then log out and in again so that the session has it.',
			commands: ['sudo usermod -aG docker $USER', 'newgrp docker', 'docker info'],
		},
	],
	wizard:
		'Tells whether you are in the group already and only this session is too old, shows the right command, and watches until docker answers.',
});
