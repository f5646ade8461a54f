import { decisive, entry, strong } from '../../entry.js';

export const kubectlNoContext = entry({
	id: 'kubectl.no-context',
	cause: 'kubeconfig-missing',
	layer: 'cluster',
	title: 'kubectl knows no cluster, and tries localhost:8080.',
	looks:
		'Unable to connect to the server: dial tcp 127.0.0.1:8080: connectex: No connection could be made because the target machine actively refused it.',
	means:
		"This user has no kubeconfig, or none with a context that is selected. A cluster made by root or by another user is in that user's file.",
	told: "The port is 8080, kubectl's fallback.",
	signs: [
		strong(
			'the kubeconfig is empty',
			/contexts: (\[\]|null)|current-context: ""|clusters: (\[\]|null)|CURRENT NAME CLUSTER AUTHINFO NAMESPACE\s*$/i,
		),
		strong(
			"nobody answers at kubectl's fallback address",
			/dial tcp (\[::1\]|127\.0\.0\.1|localhost):8080: connect\w*: |http:\/\/localhost\/api\S*: dial tcp \S+:80: connect/i,
			{
				with: /kube/i,
				unless: /probe|port-forward/i,
			},
		),
		decisive(
			'kubectl fell back to localhost:8080',
			/(connection to the server|Unable to connect to the server|cluster unreachable|api ?group list)[^\n]{0,120}(localhost|127\.0\.0\.1|\[::1\]|::1)\]?:8080\b(?![^\n]{0,20}(health|ready))|http:\/\/(localhost|127\.0\.0\.1|\[::1\]):8080\/(api|apis|version|openapi)\b(?![^\n]{0,20}(health|ready))(?=[^\n]*(refused|dial|connect|timeout=))/i,
			{ unless: /(readiness|liveness|startup) probe|net::ERR_|Axios|EADDRINUSE|address already in use/i },
		),
		decisive(
			'a client of Kubernetes fell back to this machine',
			/https?:\/\/(localhost|127\.0\.0\.1)(:80)?\/(api\/v1\b|apis\/[\w.-]+\/v\d|(api|version)\?timeout=)[^\n]*refused/i,
		),
		decisive(
			'no context is configured',
			/current-context is not set|current-context must exist|no (current )?context( is| has been)? (set|selected|found)|no configuration has been provided|invalid configuration: (no|\[?context was not found)|Missing or incomplete configuration info|(?<!(volume|secret|configmap)s? "[\w.-]{0,40})kubeconfig(?!\.\w)[^\n]{0,60}(not found|does not exist|no such file)|[\\/]\.kube[\\/]config['"]?:? (no such file|The system cannot find|does not exist|not found)|(stat|open) \S*[\\/]\.kube[\\/]config: (no such|The system)|unable to load in-cluster configuration|Kubernetes configuration (file )?not found|no kubeconfig|Config not found: (?!\/mnt\/)\S*[\\/]\.kube[\\/]config\b|Invalid kube-?config file|kube-?config file[^\n]{0,12} not found|no active Kubernetes context|no current context/i,
			{ unless: /bootstrap-kubelet\.conf/ },
		),
	],
	symptomOf: ['kubeconfig-env-bad-path', 'kubeconfig-permission', 'minikube-docker-driver-as-root', 'docker-daemon-not-running'],
	topic:
		/localhost:8080|127\.0\.0\.1:8080|::1\]:8080|:8080|current-context|no configuration|get-contexts|no context|KUBERNETES_MASTER|in-cluster|server localhost|right host or port|tcp (127\.0\.0\.1|\[::1\])/i,
	fixes: [
		{
			says: 'Create or start the cluster as this user, then select its context.',
			commands: ['minikube start', 'kubectl config use-context minikube', 'kubectl config get-contexts'],
		},
	],
	wizard: 'Starts the cluster as you, and names its context in every command.',
});
