import { decisive, entry, likely, strong } from '../../entry.js';

export const minikubeContainerGone = entry({
	id: 'minikube.container-gone',
	cause: 'minikube-profile-stale',
	layer: 'cluster',
	title: 'The profile remembers a node that is gone or stopped.',
	looks: 'E0627 11:54:21.381414   22556 status.go:261] The "minikube" host does not exist!',
	means:
		'Minikube keeps notes about the container or virtual machine of its node. After a reboot, a reset of Docker or a clean-up the two do not fit any more.',
	told: 'Docker answers, and does not know the node. If Docker does not answer at all, look there first.',
	signs: [
		decisive(
			'the node does not exist',
			/no domain with matching name|GUEST_KVM2_NO_DOMAIN|host: Nonexistent|host does not exist|(machine|host|VM|(?<!\] |err="|error getting node \S{1,60} )node|cluster) "?[\w-]*"? ?(does not exist|doesn't exist|is missing|was not found|not found)\b[^\n]*|(host|state|kubelet|apiserver|kubeconfig): Nonexistent|GUEST_(MACHINE_NOT_FOUND|NODE_RETRIEVE|STATUS|NOT_FOUND|DOES_NOT_EXIST|IP_NOT_FOUND|VBOX_NO_VM|FILE_IN_USE|SSH_CERT_NOT_FOUND|CONFIG_CORRUPT|LOAD_HOST|CP_CONFIG|CP_ENDPOINT|NODE_PROVISION_MISSING)|DRV_(RESTART_NO_IP|REGISTRY_NOT_FOUND)|RT_DOCKER_UNAVAILABLE|Profile? "?\S+"? (nicht gefunden|introuvable|existiert nicht|n'existe pas|nie istnieje)|(perfil|профиль|Klaster) "?\S+"? (no existe|не существует|nie istnieje)|プロファイル(が見つかりません|は存在しません)|未找到配置文件|配置文件不存在|fehlt, wird neu erstellt|est manquant, il va|，将重新创建|がありません。再生成|控制平面节点[^\n]{0,30}不存在|(Control-Plane? Nodes?|plan de contr[ôo]le) \S+ (existiert nicht|n'existe pas)|unable to find a virtual machine|could not find a registered machine|VBOX_E_OBJECT_NOT_FOUND|no nodes found for (given )?cluster|unknown cluster "|no such machine|missing files relating to your guest|configuration appears to be corrupt|error loading profile config: |configured for no longer exists|unable to resurrect this old VM|existing disk is missing new features|machine config\w* (is )?(missing|corrupt)|Error loading existing host|failed to load (host|machine)|unable to load host|(machines|profiles)[\\/]\S*config\.json: (unexpected end|The system cannot find|no such file|invalid character)|The "\S+" (host|container) (does not exist|is missing)/i,
			{
				with: /minikube|kind|k3d|profile|machine|control.plane|virtualbox|hyperkit|kvm|hyperv|podman/i,
				unless: /no profiles? were found|kubectl get/i,
			},
		),
		{
			says: "Docker does not know the node's container",
			pattern:
				/No such container:? ?\S+|container "?\S+"? (does not exist|is missing|not found)|container is missing, will recreate|No such (object|network|volume): ?\S*|network \S{1,64} not found|you may have (removed|deleted) the container/i,
			weight: 0.8,
			with: /minikube|kind|k3d|control-plane|profile|inspect/i,
			unless: /address already in use|no space left|already allocated|permission denied/i,
		},
		strong(
			'the state of the node is unknown or stopped',
			/unknown state "\S+"|state: unknown state|host: Stopped|host is not running: state=|control[- ]plane node[^\n]{0,60}(not running|host is not running|is not running|status)|must be (running|started) for this command|Container \S+ is not running|cannot exec in a stopped|failed to parse ip for ""|DRV_CP_ENDPOINT|unable to get control-plane node|Unable to restart (cluster|control-plane)|Error restarting cluster|profile "\S+" not found|apiserver: Stopped|machine is not running|exited \(1(30|37|43)?\)[^\n]*kicbase|error getting ip|Machine didn't return an IP|K8S_(DOWNGRADE_UNSUPPORTED|UNHEALTHY_CONTROL_PLANE)|unable to safely downgrade|IP address is not set/i,
			{ unless: /nearly out of disk/i },
		),
		strong('keys of an earlier cluster were left, and do not belong together', /not signed by CA certificate[^\n]*verification error/i),
		strong(
			'the node that was there did not get its API server back',
			/(existing profile|Restarting existing|Updating the running)[\s\S]{0,1500}Enabling '\S+' returned an error[\s\S]{0,600}localhost:8443[^\n]*refused/i,
		),
		strong("the node's SSH port is not where the profile remembers it", /new client: new client: dial tcp 127\.0\.0\.1:\d+[^\n]*refused/i, {
			unless: /will retry|Done! kubectl/i,
		}),
		strong('a virtual machine of an earlier cluster is still there', /\b(machine|host|VM) "?[\w-]+"? already exists/i, {
			with: /minikube|libmachine|docker-machine/i,
			unless: /podman/i,
		}),
		likely('Minikube does not know the state of a profile', /\|[ \t]*Unknown[ \t]*\|[ \t]*\d+[ \t]*\|/, { with: /\bProfile\b/ }),
		likely(
			'the node or its volume could not be made',
			/setting up container node: (preparing|creating) volume|create kic node: [^\n]*deadline exceeded/i,
		),
		likely(
			"the node's container ended right after its start",
			/NetworkSettings\.Ports \\?"22\/tcp|a not running container to get SSH port|container exited (unexpectedly|prematurely)|kicbase container[^\n]*exited|could not find (a|the) log line|docker container inspect \S+ --format=\S*: exit status 1|sudo: .*kubelet.*not running|ssh: handshake failed/i,
		),
	],
	symptomOf: [
		'docker-daemon-not-running',
		'docker-socket-permission-denied',
		'minikube-home-permission',
		'disk-full',
		'cgroup-driver-mismatch',
		'cgroup-not-mounted',
		'docker-network-conflict',
		'image-arch-mismatch',
		'insufficient-memory',
		'insufficient-cpu',
		'docker-iptables-broken',
		'windows-port-reserved',
		'port-in-use',
		'minikube-wrong-arch-binary',
		'minikube-docker-driver-as-root',
		'minikube-home-permission',
		'registry-unreachable-proxy',
		'docker-context-broken',
		'docker-desktop-wsl-unresponsive',
		'wsl1-not-wsl2',
		'dns-resolution-failure',
		'registry-tls-intercepted',
		'kubeconfig-permission',
		'cert-expired',
		'minikube-driver-mismatch',
		'wsl2-docker-desktop-integration-off',
		'docker-credential-helper-missing',
		'docker-not-installed',
	],
	topic:
		/profile|\bmachine\b|stopped|\bstale\b|will recreate|container (is )?missing|No such container|control[- ]plane node|nonexistent|virtual machine|does not exist|host is not running|unknown state|existing profile|Restarting existing|minikube delete|libmachine|StartHost|after (a )?(reboot|restart)/i,
	fixes: [
		{
			says: 'Start it again; if the node is gone for good, delete the profile (with all that was in it) and start anew.',
			commands: ['docker info', 'minikube start', 'minikube delete && minikube start'],
		},
	],
	wizard:
		'Tells stopped, paused and gone apart, and starts what can be started. A node whose container was removed gets a new one on the volume of the old one, so that what ran in it comes back; the profile is deleted only after a yes of its own.',
});
