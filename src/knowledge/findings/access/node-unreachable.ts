import { decisive, entry, likely, strong } from '../../entry.js';

export const accessNodeUnreachable = entry({
	id: 'access.node-unreachable',
	cause: 'service-unreachable-docker-driver',
	layer: 'access',
	title: "The node's address cannot be reached from here: it is inside Docker's virtual machine.",
	looks: '* Starting tunnel for service spring-boot-docker-k8s.',
	means:
		"With the docker driver on Windows, macOS and WSL the node has an address that only Docker's own network knows. A node port is not reachable from the browser.",
	told: 'A time-out, while the pods are ready. "Connection refused" would mean that the address is reached.',
	signs: [
		strong('an address of the node was printed, and it does not open', /https?:\/\/192\.168\.(49|58|67|76|85|94)\.\d+:\d+/i, {
			with: /(can ?not|can't|could not|does not|doesn't|not|never) (be )?(open|reach|load|access|connect|work)\w*|timed? ?out|unreachable/i,
			unless: /refused/i,
		}),
		{
			says: 'the address of the node does not answer',
			pattern:
				/(192\.168\.(49|58|67|76|85|94|103|112)\.\d+|minikube ip|(?<!From )\b172\.1[7-9]\.0\.\d+(?!\d|:\d+->))[^\n]{0,140}(timed? ?out|timeout|unreachable|no route to host|not accessible|not reachable|can(no|')t (be )?(reach|access|open)\w*|100(\.0)?% packet loss|loading forever|ERR_CONNECTION_TIMED_OUT|ERR_ADDRESS_UNREACHABLE|took too long|could not connect|couldn't connect|hangs?|no response|not respond\w*|Destination Host|시간 초과|Zeit[üu]berschreitung|Wartezeit|expir(ation|ado|ada)|d[ée]lai d.attente|tiempo de espera|tempo limite|esgotado|超时|逾時|タイムアウト|Время ожидания|Превышен)/i,
			weight: 0.85,
			unless: /:8443|:2376|:22\b|Unable to connect to the server|dial tcp 192\.168\.49\.1|docker pull|(?<!https:\/\/)registry/i,
		},
		strong(
			'the address of the node was asked, and nothing came back',
			/Request time(out|d out)|Request timed out|100(\.0)?% packet loss|TcpTestSucceeded ?: False|Destination Host Unreachable|Unable to connect to the remote server|Verbindung mit dem Remoteserver kann nicht|Impossible de se connecter au serveur distant|No es posible conectar con el servidor remoto|无法连接到远程服务器|リモート サーバーに接続できません|Failed to connect to \S+ port \d+ after \d{5,} ms|Operation timed out|Connection timed out|No route to host/i,
			{
				with: /minikube (ip|tunnel)|\b10\.(9[6-9]|10\d|11[01])\.\d+\.\d+|192\.168\.(49|58|67|76|85|94)\.\d+|\b172\.1[7-9]\.0\.[2-9]\b|nodeport|:3[0-2]\d{3}\b/i,
				unless:
					/:8443|:2376|:22\b|Unable to connect to the server|docker pull|(?<!https:\/\/)registry|refused|(github|docker|google\w*|(?<!registry\.)k8s|npmjs|ubuntu|debian)\.(io|com|org)/i,
				on: ['macos', 'windows', 'wsl2', 'unknown'],
			},
		),
		{
			says: 'a port of the node was asked at this machine, where Docker does not pass it on',
			pattern:
				/(connect to |http:\/\/)(localhost|127\.0\.0\.1)( port |:)3([01]\d{3}|2[0-6]\d{2}|27[0-5]\d|276[0-7])\b[^\n]*(refused|Couldn't connect|Could not connect)/i,
			weight: 0.85,
			with: /minikube|docker driver|driver=docker/i,
			unless: /Stopped|minikube service [^\n]*--url/,
		},
		decisive(
			'Minikube says that a tunnel has to stay open',
			/(using a Docker driver on (windows|darwin|macos|linux)|Docker driver)[^\n]{0,60}terminal needs to be open|(Docker[- ]?(Treiber|ドライバー|驱动程序|드라이버)|(pilote|controlador|driver) Docker)[^\n]{0,60}(Terminal (w[äa]hrend|muss|harus)|muss das Terminal|la terminal debe|le terminal doit|ターミナルを開く|打开终端|터미널을 열어)|limitaciones de red del controlador|Starting tunnel for service|networking limitations of driver docker/i,
		),
		decisive(
			"minikube cannot reach the node's container, whose address only Docker's machine knows",
			/dial tcp (172\.1[7-9]|192\.168\.(49|58|67|76|85|94))\.\d+(\.\d+)?:(8443|22|2376)\b[^\n]*(i\/o timeout|no route to host|timed out)/i,
			{
				on: ['wsl2', 'windows', 'macos'],
				with: /docker driver|driver=docker/i,
				unless: /Unable to connect to the server|virtualbox|hyper-?v|kvm2?\b|hyperkit|none driver|will retry|Done! kubectl/i,
			},
		),
		strong('the browser waits and gives up', /ERR_CONNECTION_TIMED_OUT|took too long to respond|This site can(')?t be reached/i, {
			unless: /ERR_CONNECTION_REFUSED/i,
		}),
		likely('a request ran into a time-out', /curl: \(28\)|Failed to connect to \S+ port 3\d{4}|Connection timed out|Operation timed out/i, {
			with: /minikube|nodeport|service|3[0-2]\d{3}/i,
			unless: /https:\/\/|apt|npm|pull|:443|:8443|refused/i,
		}),
	],
	symptomOf: ['service-port-mismatch', 'loadbalancer-pending-no-tunnel'],
	topic:
		/192\.168\.49\.\d+|minikube (ip|service|tunnel)|nodeport|3[0-2]\d{3}|timed? ?out|ping|browser|tunnel|ingress|cannot access|docker driver|curl|host-gateway|unreachable/i,
	fixes: [
		{
			says: 'Use an address that Docker passes on: keep one of these commands running and open what it prints.',
			commands: ['minikube service NAME --url', 'kubectl port-forward service/NAME 8080:80', 'minikube tunnel'],
		},
	],
	wizard:
		'Knows which addresses the browser can reach with this driver and platform, uses a port-forward where it has to, and tries the address itself.',
});
