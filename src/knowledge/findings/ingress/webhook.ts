import { decisive, entry, likely } from '../../entry.js';

export const ingressWebhook = entry({
	id: 'ingress.webhook',
	cause: 'ingress-webhook-unavailable',
	layer: 'install',
	title: "The ingress controller's check does not answer, so no Ingress can be made.",
	looks:
		'Error: INSTALLATION FAILED: Internal error occurred: failed calling webhook "validate.nginx.ingress.kubernetes.io": failed to call webhook: Post "https://ingress-nginx-controller-admission.ingress-ngi',
	means: 'The controller is asked before an Ingress is stored. Its pod is not ready yet, or it is gone and its registration is left over.',
	told: 'The API server works and names a webhook.',
	signs: [
		decisive(
			'a webhook could not be asked',
			/failed (calling|to call) (admission )?webhook|webhook "?validate\.nginx\.ingress|Post "?https?:\/\/(ingress-nginx|nginx-ingress)\S*admission|webhook(?!configuration)[^\n]{0,80}(ingress-nginx|nginx-ingress)\S*admission|no endpoints available for service "[^"\n]*(webhook|admission)/i,
		),
		likely('the service of the webhook is asked for', /(ingress-nginx|nginx-ingress)\S*admission/i, {
			with: /webhook|admission\S*[^\n]{0,60}(refused|timed? ?out|denied|not found|no endpoints|x509)/i,
		}),
		likely('the controller that answers the webhook is waited for', /waiting for app\.kubernetes\.io\/name=ingress-nginx pods/i),
	],
	symptomOf: [
		'registry-tls-intercepted',
		'registry-unreachable-proxy',
		'registry-rate-limited',
		'dns-resolution-failure',
		'inotify-limit-too-low',
		'disk-full',
		'pod-oomkilled',
		'pod-unschedulable-resources',
		'clock-skew',
	],
	topic: /webhooks?\b|admission\S{0,12}|ingress-nginx\S{0,12}|validate\.nginx|validatingwebhook\w*|failed calling/i,
	fixes: [
		{
			says: 'Wait until the controller is ready; enable the addon again, or delete a registration that is left over.',
			commands: [
				'kubectl wait -n ingress-nginx --for=condition=ready pod -l app.kubernetes.io/component=controller --timeout=120s',
				'minikube addons disable ingress && minikube addons enable ingress',
				'kubectl delete validatingwebhookconfiguration ingress-nginx-admission',
			],
		},
	],
	wizard: 'Waits for the controller before it installs an Ingress.',
});
