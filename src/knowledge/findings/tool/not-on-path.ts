import { decisive, entry, hint, strong } from '../../entry.js';
import { anyOf, unknownCommand } from '../../words.js';

const tools =
	'minikube|kubectl|kubeadm|kubelet|helm|kind|k3d|k9s|skaffold|tilt|docker-compose|docker-machine|docker-buildx|wsl|node|npm|npx|cri-dockerd|crictl|conntrack|socat|git|make';

export const toolNotOnPath = entry({
	id: 'tool.not-on-path',
	cause: 'tool-not-on-path',
	layer: 'prerequisites',
	title: 'A program that is needed is not found by this shell.',
	looks:
		'🤷  Exiting due to PROVIDER_DOCKER_NOT_FOUND: The \'docker\' provider was not found: exec: "docker": cannot run executable found relative to current directory',
	means: 'The program is not on the PATH of this shell, or the shell remembers a place where it was before.',
	told: 'It is installed, or was meant to be: another shell, another user or the full path finds it. sudo has a PATH of its own.',
	signs: [
		decisive('Go refuses a program that lies in the current folder', /cannot run executable found relative to current directory/i),
		strong(
			'the shell does not find the program',
			anyOf(
				/The term '(\.?[\\/]?)(minikube|kubectl|helm|kind|k3d|skaffold|tilt|docker-compose|wsl|node|npm)\S*' is not recognized/i,
				unknownCommand(tools),
			),
		),
		strong(
			'a program could not start the one it needs',
			/exec: "(kubectl|helm|minikube|kind|k3d|git|node|npm|VBoxManage|qemu\S*|crictl|conntrack|socat|cri-dockerd|ssh|wsl\S*|nerdctl)(\.exe)?": executable file not found|spawn (kubectl|helm|minikube|kind|git|node|npm) ENOENT|No such file or directory: '(kubectl|helm|minikube|kind)'|\b(kubectl|helm|minikube|kind)(?<!(network|cluster|profile|context|container|machine|volume|image|node|namespace|user|service) "?\w{4,8}) (executable|binary|cli)? ?(is )?not (found|installed|in (your )?PATH)(?!\. If you need it)|powershell (must be|was not found) in [^\n]{0,8}path|fork\/exec \S*(minikube|kubectl|helm|kind)\S*: no such file|env: '?(minikube|kubectl|helm|kind|node|npm|bash)'?: No such file|unable to (find|locate)[^\n]{0,20}\b(kubectl|helm|minikube|kind) |\[WinError 2\][^\n]{0,80}'(minikube|kubectl|helm|kind)|PR_VBOXMANAGE_NOT_FOUND|VBoxManage not found|GUEST_MISSING_CONNTRACK|NOT_FOUND_(CRI_DOCKERD|CRI|CNI)\w*|MISSING_(CONNTRACK|CRICTL)|conntrack to be installed|crictl to be installed|'compose' is not a docker command|unknown shorthand flag: '[fd]' in -[fd](?=[\s\S]*docker)|unknown (docker )?command:? "?(docker )?compose|docker compose[^\n]{0,20}not (found|installed)/i,
			{ unless: /Unable to pick a default driver/i },
		),
		decisive(
			'docker is installed, this shell just does not see it',
			/exec: "docker": executable file not found|docker: (command )?not found|'docker' is not recognized|The term 'docker' is not recognized|PROVIDER_DOCKER_NOT_FOUND|spawn docker ENOENT/i,
			{
				with: /docker[^\n]{0,50}\b(is )?(installed|works|running|runs)\b|Docker Desktop|which docker|same command works|works? (normally|fine)? ?in [^\n]{0,30}(prompt|terminal|shell|cmd)|Docker version \d|docker\.exe|\/usr\/(local\/)?bin\/docker/i,
				unless: /could not be found in this WSL|not installed/i,
				on: ['windows', 'macos', 'linux', 'unknown'],
			},
		),
		strong('a program of Windows is not found by a shell that knows Windows by its PATH', /(?<![\w/.-])[\w-]+\.exe: command not found/i),
		decisive(
			'a folder of the PATH has a space in its name, and what is after it is taken for a program of its own',
			/\benv: ['"]?Files['"]?: No such file|(?<![\w.])(\/[a-z]|\/mnt\/[a-z]|[A-Z]:)[\\/]+Program['"]?(: | is not | ist | n'est )(No such file|not found|command not found|recognized|entweder|pas reconnu)|export: ['"`]?Files[\\/(][^\n]*not a valid identifier/i,
		),
		strong(
			'what should run a program finds none of that name',
			/^(make|env|sudo|xargs|nohup|time|exec): ['"]?(?!docker|systemctl|service\b|snap)[a-z][\w-]*['"]?: (No such file or directory|command not found)/im,
		),
		strong(
			'the shell remembers a place where the program is no more',
			/(bash|zsh|sh): (line \d+: )?(?!\/mnt\/wsl)(\S*\/)(minikube|kubectl|helm|kind|docker-compose|k3d): No such file or directory/i,
		),
		hint('something is not on the PATH', /not (found )?in (your |the |\$|%)?PATH/i),
	],
	symptomOf: ['docker-credential-helper-missing'],
	topic:
		/\bPATH\b|command not found|not recognized|executable file|which \w+|where\.exe|spawn|not installed|relative to current|\bshell\b|alias|new terminal|not found in/i,
	fixes: [
		{
			says: 'Open a new shell, look where the program is, and put that folder on the PATH. With sudo, give the full path.',
			commands: ['hash -r', 'command -v minikube kubectl helm', 'export PATH="$HOME/.local/bin:/usr/local/bin:$PATH"'],
		},
		{
			says: 'Open a new terminal in another folder, look where the program is, and put that folder on the PATH.',
			commands: ['where.exe minikube kubectl helm docker'],
			on: ['windows'],
		},
	],
	wizard: 'Installs minikube, kubectl or helm for this user when you choose it, and uses them at once, whatever the PATH says.',
});
