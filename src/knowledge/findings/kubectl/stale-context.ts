import { decisive, entry, hint, likely, strong } from '../../entry.js';

export const kubectlStaleContext = entry({
	id: 'kubectl.stale-context',
	cause: 'kubeconfig-stale-context',
	layer: 'cluster',
	title: 'kubectl points at a local cluster that is not at this address any more.',
	looks: 'The connection to the server 127.0.0.1:32770 was refused - did you specify the right host or port?',
	means: 'The current context names an address or a port of a cluster that is stopped, deleted, or came back on another port.',
	told: 'Refused or cut off on 127.0.0.1 with a port of its own. Port 8080 would mean that no context is configured at all.',
	signs: [
		decisive(
			'Minikube says that the kubeconfig is stale',
			/pointing to stale minikube|kubectl[^\n]{0,40}(is |context is )?(pointing|stale)|K8S_APISERVER_TIMEOUT|kubeconfig: Misconfigured|kubeconfig endpoint: got|run `?"?minikube update-context|update-context\W{0,3}( to| -p|$)/im,
		),
		{
			says: 'nobody answers at the address of the cluster',
			pattern:
				/(connection to the server|Unable to connect to the server|cluster unreachable|api ?group list|couldn't get \S+ (server|resource)|Error from server|https:\/\/)[^\n]{0,200}(127\.0\.0\.1|localhost|\[::1\]|0\.0\.0\.0|192\.168\.\d+\.\d+|172\.(1[6-9]|2\d|3[01])\.\d+\.\d+|kubernetes\.docker\.internal|host\.docker\.internal|\b10\.(?!(96|43)\.0\.1:|152\.183\.1:)\d+\.\d+\.\d+)(?!:8080):\d+\S*[^\n]{0,160}(was refused|connection refused|actively refused|No connection could be made|\bEOF\b|i\/o timeout|no route to host|host is down|Client\.Timeout|TLS handshake timeout|unreachable|connection reset|context deadline|did not properly respond)|dial tcp (127\.0\.0\.1|localhost|\[::1\]|0\.0\.0\.0|192\.168\.\d+\.\d+|172\.(1[6-9]|2\d|3[01])\.\d+\.\d+|kubernetes\.docker\.internal|host\.docker\.internal|\b10\.(?!(96|43)\.0\.1:|152\.183\.1:)\d+\.\d+\.\d+):(6443|8443|16443|443|[3-6]\d{4})\b\S*[^\n]{0,160}(was refused|connection refused|actively refused|No connection could be made|\bEOF\b|i\/o timeout|no route to host|host is down|Client\.Timeout|TLS handshake timeout|unreachable|connection reset|context deadline|did not properly respond)/i,
			weight: 0.74,
			unless:
				/(readiness|liveness|startup) probe|failed (to call|calling) webhook|docker\.sock|:5000\/|\/v2\/|curl|browser|kubeadm init|wait-control-plane|kubelet-check|port-forward|error forwarding|lookup \S+ on|:53:|proxyconnect|docker daemon|:2376|:2375|failed to pull/i,
		},
		strong(
			'the server of this context does not answer from here',
			/(Unable to connect to the server|cluster unreachable): (net\/http: |Get \S+ )?dial tcp (?!127\.|\[::1\]|localhost|lookup|0\.0\.0\.0)\S+:\d+: (i\/o timeout|connect: |connectex: )/i,
		),
		likely(
			'kubectl got nothing from a server on this machine',
			/api group list: Get "?https:\/\/(127\.0\.0\.1|localhost|\[::1\]|0\.0\.0\.0|kubernetes\.docker\.internal):(?!8080)\d+(?![^\n]*(x509|proxyconnect|Service Unavailable))/i,
		),
		likely(
			'the API server did not answer',
			/Unable to connect to the server: (EOF|unexpected EOF|net\/http|context deadline|http: server gave|read|write|dial|tls: first record)|HTTPS?ConnectionPool\(host='?(127\.0\.0\.1|localhost|192\.168\.\d+\.\d+|kubernetes\.docker\.internal)'?, port=(6443|8443|16443|\d{5})\)|ECONNREFUSED \S*:(6443|8443|16443)\b|the server doesn't have a resource type "(pods?|po|nodes?|no|svc|services?|deploy\w*|ns|namespaces?)"|(?<!metrics\.k8s\.io\/v1beta1: )the server is currently unable to handle the request|the server could not find the requested resource/i,
		),
		strong(
			'the context that is named does not exist',
			/context (was|is) not found for specified context|no context exists with the name|error: context "?\S+"? does not exist|cluster "?\S+"? does not exist|context "\S+" (not found|does not exist)|kube ?context[^\n]{0,30}(does not exist|not found|invalid)/i,
			{ unless: /docker (CLI )?context|contexts[\\/]meta/i },
		),
		strong(
			'the cluster answers with certificates of another one',
			/candidate authority certificate "(minikubeCA|kubernetes|kube-ca)|Unable to connect to the server: (tls: failed to verify certificate: )?x509: certificate (signed by unknown authority|is valid for)|You must be logged in to the server|the server has asked for the client to provide credentials|unable to read client-(cert|key) \S+|(client\.crt|client\.key|ca\.crt)[^\n]{0,60}(no such file|cannot find)/i,
		),
		strong(
			'the name of the cluster does not resolve',
			/Unable to connect to the server: dial tcp: lookup|api ?group list[^\n]*dial tcp: lookup/i,
		),
		decisive(
			'the name that Docker Desktop gives to its cluster does not resolve',
			/lookup kubernetes\.docker\.internal[^\n]*no such host/i,
		),
		hint('the connection was refused', /The connection to the server \S+ was refused/i),
	],
	against: [
		{
			says: 'it is the kubectl of the node, which asks its own server',
			pattern: /KUBECONFIG=\/var\/lib\/minikube\/kubeconfig[\s\S]{0,600}localhost:8443[^\n]*refused/,
			weight: 0.7,
		},
	],
	symptomOf: [
		'docker-daemon-not-running',
		'minikube-profile-stale',
		'cert-expired',
		'clock-skew',
		'kubeconfig-missing',
		'docker-socket-permission-denied',
		'cgroup-driver-mismatch',
		'insufficient-memory',
		'disk-full',
		'kubeconfig-env-bad-path',
		'kubeconfig-permission',
		'ingress-webhook-unavailable',
		'inotify-limit-too-low',
		'docker-desktop-wsl-unresponsive',
		'cgroup-not-mounted',
		'wsl-virtualization-disabled',
		'insufficient-cpu',
		'wsl-systemd-disabled',
	],
	topic:
		/connection to the server \d|use-context|update-context|6443|8443|127\.0\.0\.1:\d{5}|kubernetes\.docker\.internal|api ?server|actively refused|\bEOF\b|cluster unreachable|did you specify|kubectl get|i\/o timeout|current context|api group list|unable to connect to the server|127\.0\.0\.1:\d{4,5}|https:\/\/192\.168\.\d+/i,
	fixes: [
		{
			says: 'Start the cluster, let Minikube write its present address, and select its context.',
			commands: ['minikube start', 'minikube update-context', 'kubectl config use-context minikube'],
		},
	],
	wizard:
		'Compares the context with the cluster that runs, updates it, and always names the context itself, so that a foreign one is never used.',
});
