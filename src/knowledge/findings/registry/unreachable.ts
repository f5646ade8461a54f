import { decisive, entry, likely, strong } from '../../entry.js';

export const registryUnreachable = entry({
	id: 'registry.unreachable',
	cause: 'registry-unreachable-proxy',
	layer: 'docker',
	title: 'The internet, or the image registry, is not reached from here.',
	looks: '! This container is having trouble accessing https://registry.k8s.io',
	means:
		'Names resolve, but connections time out or are refused: no network, a firewall, a VPN, or a proxy that Docker and the cluster were not told of.',
	told: 'No address: then the name would not resolve. No certificate: then something re-signs the connection.',
	signs: [
		decisive(
			'Minikube says that it cannot reach the registry',
			/having trouble accessing https?:\/\/|Failing to connect to https?:\/\/|firewall is (likely )?blocking|INET_(REPO_UNAVAILABLE|DOWNLOAD_BLOCKED|VPN|GET_VERSIONS|LICENSES|CACHE_\w+)|Probleme beim Zugriff auf https?:|difficult[ée]s pour acc[ée]der [àa] https?:|访问 https?:\S+ 时遇到问题|https?:\S+ ?(へ|に)?アクセスにおける問題|(Container Registry|容器仓库)[^\n]{0,30}(zuzugreifen|接続できません|proxy)|无法访问 Google|(?<!To pull new external images, )you (may|might) need to configure a proxy|unable to (reach|access|pull from|connect to)[^\n]{0,40}(registry|docker\.io|k8s\.io|gcr\.io)|(?<![\w-])INET_(REPOS?|GET|CACHE|DOWNLOAD|RESET|TLS|PULL|PROXY|NOT|DEFAULT|GCR|VPN|LICENSES)\w*|IF_(VPN|PROXY)\w*/i,
			// Where the start succeeds all the same, it is no more than a warning.
			{ unless: /Done! kubectl is now configured|🏄/iu },
		),
		{
			says: 'the connection to a server outside does not come about',
			pattern:
				/((https?:\/\/|dial tcp |lookup |Failed to connect to |Could not connect to )(?!127\.|localhost|0\.0\.0\.0|192\.168\.|d\/v|10\.(9[6-9]|10\d|11[01])\.|10\.43\.0\.1|10\.152\.183\.1|kubernetes\.docker\.internal|(host|control-plane)\.(docker|minikube)\.internal|10\.\d+\.\d+\.\d+:(?:6443|8443)|172\.1[7-9]\.\d+\.\d+:8443|\[::1\])[^\s"']*[^\n]{0,160}(TLS handshake timeout|i\/o timeout|connection timed out|Connection timed out|network is unreachable|no route to host|connection reset by peer|Client\.Timeout|request canceled while waiting|context deadline exceeded|unexpected EOF|: EOF|connect: connection refused|connectex: [^\n]*(failed|refused)))/i,
			weight: 0.74,
			unless:
				/Unable to connect to the server|cluster unreachable|(readiness|liveness|startup) probe|failed calling webhook|\.svc[:/ ]|no such host|error forwarding port|The connection to the server|localhost:\d+\/v2|pipe\/docker|podman\.sock|Podman socket/i,
		},
		strong(
			'the download or pull ran out of time',
			/TLS handshake timeout|Client\.Timeout exceeded while awaiting headers|net\/http: request canceled|read: connection timed out|ETIMEDOUT|ESOCKETTIMEDOUT|ECONNRESET|ERR_SOCKET_TIMEOUT|ReadTimeoutError|ConnectTimeoutError|download failed after attempts=\d+: (net\/http|dial|read|EOF|unexpected)|can't connect to remote host|(read|write) tcp [^\n]{0,80}->[^\n]{0,60}:(443|80|3128|8080)\b[^\n]*(reset|timed? ?out|aborted|forcibly closed|broken pipe)|SSL_ERROR_SYSCALL|Failed to connect to \S+\.(com|io|org|net|dev|sh) port (80|443)\b|Connection reset by peer in connection to|FetchError: request to |RPC failed; (curl|HTTP)|GnuTLS recv error|unexpected eof while reading|Connection was reset|Recv failure: Connection was reset/i,
			{
				unless:
					/Unable to connect to the server|:(8443|6443)\b|127\.0\.0\.1|can't connect to remote host \((10\.|192\.168\.|172\.)|probe (failed|error)|error forwarding port|failed calling webhook/i,
			},
		),
		decisive(
			'a proxy is in the way',
			/first record does not look like a TLS handshake|oversized record received|server gave HTTP response to HTTPS client|INET_(PROXY|NOT_TLS)\w*|No default routes|(error parsing HTTP|(\/v2\/|registry|docker\.io|k8s\.io)[^\n]{0,200}\b) ?408 (response|Request Time)|Proxy Authentication Required|\b407\b[^\n]{0,40}prox|parsing HTTP 407 |ERR_PROXY|tunneling socket could not be established|proxy (server )?(refused|error)|unable to connect to proxy|received unexpected HTTP status: (403|50\d)|unexpected status[^\n]{0,160}\b(403|407|408|50\d) |(\/v2\/|registry|docker\.io|k8s\.io)\S*: (Service Unavailable|Forbidden|Bad Gateway|Gateway Time)|remote error: tls: (handshake failure|protocol version|access denied|unrecognized name|unexpected message)|wrong version number|malformed HTTP response|Received HTTP code \d+ from proxy/i,
			{ unless: /x509|no such host|http: proxy error|forwards\/expose/i },
		),
		decisive('the proxy that is set is not reached', /proxyconnect tcp/i),
		strong(
			'the network is not there',
			/npm (ERR!|error) network|0x80072e(e2|fd)\b|network (request )?(is )?(unreachable|down|offline)|The network is unreachable|Network is unreachable|no internet (connection|access)|You appear to be offline|ENETUNREACH|network error \(check Internet|Failed to download|Unable to download|unable to download kicbase|Could not connect to \S+:\d+|No more mirrors|repository cannot be reached|is not a valid chart repository or cannot be reached/i,
			{ unless: /no such host|Temporary failure|x509|certificate|kubeconfig/i },
		),
		likely(
			'a public image could not be pulled',
			/failed to pull (image )?"?(registry\.k8s\.io|k8s\.gcr\.io|gcr\.io|quay\.io|ghcr\.io|docker\.io\/(kindest|library)|kindest|mcr\.)\S*|unable to pull images, which may be ok/i,
			{ unless: /x509|no such host|toomanyrequests|not found|manifest unknown|denied|unauthori[sz]ed/i },
		),
		likely('a pull was begun, and nothing came of it', /Pulling[^\n]{0,60}Pulling image "[^"\n]+"[^\n]*\s*$/, {
			in: 'output',
			with: /ContainerCreating/,
		}),
	],
	against: [
		{
			says: 'the registry answered, or was not to be asked',
			pattern:
				/pull policy of "?Never|ErrImageNeverPull|pull access denied for|repository does not exist or may require|manifest (for \S+ )?(not found|unknown)/i,
			weight: 0.6,
		},
	],
	symptomOf: [
		'dns-resolution-failure',
		'registry-tls-intercepted',
		'registry-rate-limited',
		'clock-skew',
		'docker-daemon-not-running',
		'docker-credential-helper-missing',
		'docker-context-broken',
	],
	topic:
		/proxy|docker pull|\bEOF\b|preload\w*|checksum|firewall|\bVPN\b|timed? ?out|timeout|connection reset|handshake|registry\S{0,20}|docker\.io|k8s\.io|gcr\.io|quay\.io|mirror|download\w*|pull\w*|fetch\w*|network|https:\/\/\S{0,30}/i,
	fixes: [
		{
			says: "Check the network, VPN and firewall. Behind a proxy, name it to Docker and to Minikube, with the cluster's addresses left out; or use a mirror.",
			commands: [
				'export HTTPS_PROXY=http://proxy:3128 NO_PROXY=localhost,127.0.0.1,10.96.0.0/12,192.168.49.0/24',
				'minikube start --registry-mirror=https://mirror.example',
			],
			docs: 'https://minikube.sigs.k8s.io/docs/handbook/vpn_and_proxy/',
		},
	],
	wizard:
		'Passes your proxy on to builds and to a new cluster, takes a mirror (--registry-mirror, --npm-registry), and says which address was not reached.',
});
