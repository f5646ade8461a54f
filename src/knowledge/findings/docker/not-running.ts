import { entry, hint, likely, strong } from '../../entry.js';

export const dockerNotRunning = entry({
	id: 'docker.not-running',
	cause: 'docker-daemon-not-running',
	layer: 'docker',
	title: 'Docker is installed, but its daemon does not answer.',
	looks: 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
	means: 'The command "docker" only passes requests on to a daemon. That daemon (Docker Desktop, or the docker service) is not started.',
	told: 'Nobody is at the socket or pipe: "cannot connect", "cannot find the file". "Permission denied" would mean that it runs, but not for this user.',
	signs: [
		strong("Docker Desktop's own check says that it is not running", /\[FAIL\] DD00(01|04|31)\b/),
		{
			says: "the client finds nobody at the daemon's address",
			pattern:
				/cannot connect to the docker daemon(?! at tcp:)|is the docker daemon running|failed to connect to the docker API at (unix|npipe)|couldn't connect to (the )?docker (daemon|API)|docker( daemon)? is (not (running|reachable|responding)|unreachable)|cannot connect to (the )?docker (endpoint|API|desktop|engine)|docker (is|was) not running|docker (engine |desktop |service )?(is not|isn't|is not yet) (running|started|ready)|docker-daemon-not-running|Is Docker running\?|Cannot connect to Docker\b|make sure (that )?docker( desktop| daemon)? is (running|started)|Could not find a valid Docker environment|unable to connect to (the )?docker|docker( daemon| engine| service| desktop)?[^\n]{0,12} (does not|doesn't) (seem|appear) to be (running|up|started|available)|docker (daemon|engine|service|desktop) is (down|stopped|unavailable|unreachable|(manually |currently )?paused)|is docker (up|started)\b|ENV_DOCKER_UNAVAILABLE|get a valid docker connection|LSOpenURLsWithRole\(\)[^\n]{0,80}Docker|docker ?not ?available|docker provider\b|compatible docker engine|container runtime '?(docker|podman)'?[^\n]{0,40}(unhealthy|not running)|not installed or (is )?not running|(pinging|to) (the )?docker (daemon|server)[^\n]{0,40} (failed|refused)|ensure (that )?(the )?docker( daemon| desktop| engine)? is running|K8S_INSTALL_FAILED_CONTAINER_RUNTIME_NOT_RUNNING|(colima|lima|podman machine|podman-machine-\w+|rancher desktop|orbstack|rootless containerd|buildkitd|containerd)( is| are)? not running|cannot connect to podman|unable to connect to podman|cannot access containerd socket/i,
			weight: 0.85,
		},
		{
			says: 'the pipe of Docker Desktop does not exist',
			pattern:
				/(?<!(Docker Desktop|configuration)[ \t]{2,}npipe:\/*)[\\/]{2,4}\.[\\/]{1,2}pipe[\\/]{1,2}(docker|dockerDesktop)\w*(?![^\n]*(access is denied|Zugriff verweigert|acc[eè]s refus|acceso denegado))/i,
			weight: 0.8,
			unless: /API listen on|"(Host|DockerEndpoint)": ?"npipe|com\.docker\.desktop\.address=|local Npipe socket/,
		},
		{
			says: 'there is no socket of a daemon, or nobody listens on it',
			pattern:
				/(dial unix|connect|stat|open|unix:\/\/|socket|ENOENT|ECONNREFUSED)[^\n]{0,60}(docker[\w.-]*|podman|containerd|buildkitd|rd-engine\w*)\.sock[^\n]{0,60}(connect: )?(connection refused|no such file|not found|ENOENT|ECONNREFUSED|cannot find)|(ENOENT|ECONNREFUSED) \S*docker\S*\.sock|(socket|file) not found: \S*docker\S*\.sock/i,
			weight: 0.85,
		},
		strong(
			'there is no socket of a daemon where it should be',
			/(cannot access|stat|ls:|open) ['"]?\/(var\/)?run\/(user\/\d+\/)?docker(\.sock|\*)['"]?: No such file/i,
		),
		strong(
			'minikube judged Docker as not running',
			/PROVIDER_DOCKER_(NOT_RUNNING|VERSION_EXIT_\w+|ERROR|DEADLINE_EXCEEDED)|docker: Not (healthy|running)[^\n]*(exit status 1|not running|cannot connect|deadline)|Docker is not running or is responding too slow/i,
		),
		strong(
			'a library found no daemon',
			/Error while fetching server API version[^\n]*(FileNotFoundError|ConnectionRefused|No such file|Connection refused|CreateFile|2, )|Connection aborted\.'?, (FileNotFoundError|ConnectionRefusedError)|pywintypes\.error[^\n]*CreateFile|DockerException[^\n]*(FileNotFoundError|Connection aborted)|error during connect|DockerClientProviderStrategy(?![^\n]*(Found|Loaded))|Could not find unix domain socket|DockerException[^\n]*refused|docker[\\/]transport[\\/](unixconn|npipeconn|npipesocket)\.py[^\n]{0,80}\s{0,20}([^\n]{0,120}\s{0,20})?(ConnectionRefused|FileNotFound|pywintypes)/i,
			{ unless: /permission denied|PermissionError/i },
		),
		strong(
			'Docker Desktop did not get its engine up',
			/docker desktop (is |was )?(unable to start|failed to start|stopped|starting|is starting)|docker failed to (initialize|start)|Docker Engine (stopped|failed to start)|docker\.raw\.sock[^\n]{0,60}(refused|no such)|request returned (Internal Server Error|500|502|503)[^\n]*(pipe|docker\S*\.sock)/i,
		),
		strong(
			'the program that was run says, in the language of its user, that Docker does not run',
			/docker[^\n]{0,24} (n[ãa]o est[áa]|no (se )?est[áa]|wird nicht|n'est pas|non [èe]|ist nicht|l[äa]uft nicht|wurde nicht|не запущен|не работает|nie jest uruchomion|nie dzia[łl]a|draait niet|[çc]al[ıi][şs]m[ıi]yor)|docker[^\n]{0,12}(未运行|没有运行|未启动|没有启动|起動していません|実行されていません|실행되고 있지)|(Inicie|Inicia|D[ée]marrez|Lancez|Starten Sie|Starte|Avvia|Запустите|请(先)?启动|启动) (o |el |le |bitte )?docker|se connecter au d[ée]mon docker|conectar(se)? (al|ao|con el) (demonio|daemon)( de)? docker|Verbindung zum docker/i,
		),
		likely('a program asks for a Docker that runs', /requires? Docker\b[^\n]{0,60}running\?/i),
		likely('kind could not ask Docker for its nodes', /failed to (list|get) (nodes|clusters|containers)[^\n]{0,240}exit status \d/i),
		strong(
			'the docker service could not be started',
			/(Job for|Failed to start|Active: (failed|inactive)|status of) [^\n]*docker\.(service|socket)|docker\.service: (Failed|Main process exited|Start request repeated)|failed to start (daemon|containerd)|\* Docker is not running|(?<!(Started |Stopped |Description=|running )[^\n]{0,40})Docker Application Container Engine\.?$(?![\s\S]{0,400}Active: active)/im,
		),
		strong(
			'Docker Desktop is known not to run',
			/docker-desktop\b[^\n]{0,24}\bStopped|Docker Desktop:? (is )?(not running|stopped|not started|closed)/i,
			{ in: 'facts' },
		),
		likely('WSL lists the distribution of Docker Desktop as stopped', /^[* \t]*docker-desktop[ \t]+Stopped\b/m),
		hint('Windows does not find the file it was told to open', /The system cannot find the file specified/i, { with: /docker/i }),
	],
	against: [
		{
			says: 'Compose 1 says the same where the socket refuses the user',
			pattern: /Couldn't connect to Docker daemon at http\+docker:/,
			weight: 0.25,
		},
	],
	symptomOf: [
		'wsl-virtualization-disabled',
		'wsl1-not-wsl2',
		'wsl2-docker-desktop-integration-off',
		'docker-socket-permission-denied',
		'docker-desktop-wsl-unresponsive',
		'docker-iptables-broken',
		'cgroup-not-mounted',
		'docker-context-broken',
		'docker-not-installed',
		'disk-full',
		'wsl-systemd-disabled',
		'minikube-docker-driver-as-root',
		'docker-network-conflict',
		'cgroup-driver-mismatch',
		'docker-credential-helper-missing',
	],
	topic:
		/docker daemon|docker\.sock|docker_engine|docker (desktop|engine|service|servi\w+)|docker\.service|dockerDesktopLinuxEngine|npipe|podman machine|colima|\bdaemon\b|start(ed)? docker|unixconn|ConnectionRefused\w*|urllib3|docker info|list nodes|failed to (get|list)/i,
	fixes: [
		{ says: 'Start Docker Desktop and wait until it says "Engine running".', commands: ['open -a Docker', 'docker info'], on: ['macos'] },
		{ says: 'Start Docker Desktop on Windows and wait until it says "Engine running".', commands: ['docker info'], on: ['windows'] },
		{
			says: 'Start Docker Desktop on Windows, or the service if Docker is installed in this distribution.',
			commands: ['sudo service docker start', 'docker info'],
			on: ['wsl2'],
		},
		{ says: 'Start the Docker service and wait until it answers.', commands: ['sudo systemctl start docker', 'docker info'] },
	],
	wizard: 'Starts Docker Desktop or the service when you choose it, and otherwise watches until Docker answers, then goes on.',
});
