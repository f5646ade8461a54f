import { entry, hint, strong } from '../../entry.js';

export const helmWaitTimeout = entry({
	id: 'helm.wait-timeout',
	cause: 'helm-wait-timeout',
	layer: 'install',
	title: 'Helm waited, and the release did not become ready in time.',
	looks: 'Error: INSTALLATION FAILED: failed post-install: timed out waiting for the condition',
	means: 'Something in the release does not get ready. Helm does not say what; the pods do.',
	told: 'Nothing else is known yet. As soon as a pod shows a reason, that is the cause.',
	signs: [
		{
			says: 'Helm ran out of time',
			pattern:
				/timed out waiting for( the)? condition|context deadline exceeded|exceeded its progress deadline|watch closed before|resource \S+ not ready|expected (pods|replicas) are (ready|available)|UPGRADE FAILED:[^\n]*timed? ?out|INSTALLATION FAILED:[^\n]*timed? ?out|has been (rolled back|uninstalled) due to atomic|would exceed context deadline|rate limiter Wait returned an error|resources? not ready|timeout waiting for|Wait(ing)? timed out|failed (pre|post)-(install|upgrade|delete|rollback)|(?<!pre-commit |pre-push )hook[^\n]{0,40}(failed|timed out)|BackoffLimitExceeded|release[^\n]{0,40}timed out/i,
			weight: 0.7,
			with: /helm|INSTALLATION FAILED|UPGRADE FAILED|chart|release|skaffold|tilt|flux|terraform|argo|(ready|wait|client)\.go:/i,
			unless: /wsl(\.exe)?[^\n]{0,300}context deadline|minikube start|dial tcp|failed calling webhook/i,
		},
		strong('Helm 4 names what did not become ready', /resource \w+\/\S+ not ready\. status: /),
		hint(
			'a wait ran out of time',
			/timed out waiting for( the)? condition|exceeded its progress deadline|timed out waiting for [^\n]{0,40}to be (ready|available|healthy)/i,
		),
	],
	symptomOf: [
		'config-or-secret-missing',
		'crashloop-missing-env',
		'pvc-pending-no-storageclass',
		'pvc-pending-provisioner',
		'pod-oomkilled',
		'pod-unschedulable-resources',
		'probe-failing',
		'local-image-not-loaded',
		'loadbalancer-pending-no-tunnel',
		'image-arch-mismatch',
		'registry-unreachable-proxy',
		'registry-rate-limited',
		'registry-tls-intercepted',
		'dns-resolution-failure',
		'disk-full',
		'ingress-webhook-unavailable',
		'helm-release-pending-operation',
		'kubeconfig-stale-context',
		'docker-desktop-wsl-unresponsive',
		'helm-name-in-use',
	],
	topic: /--wait|timed out|timeout|hooks?|deadline|BackoffLimit\w*|job|helm|not ready|atomic|rolled back|condition/i,
	fixes: [
		{
			says: 'Look which pod is not ready and why; if it only needs longer, give Helm more time.',
			commands: ['kubectl get pods -n NAMESPACE', 'todo-k8s-setup diagnose', 'helm upgrade --install NAME CHART --wait --timeout 10m'],
		},
	],
	wizard: 'Does not wait blindly: it watches the pods and names the first state that cannot heal.',
});
