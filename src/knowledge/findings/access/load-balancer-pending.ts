import { decisive, entry, strong } from '../../entry.js';

export const accessLoadBalancerPending = entry({
	id: 'access.load-balancer-pending',
	cause: 'loadbalancer-pending-no-tunnel',
	layer: 'access',
	title: 'The load balancer gets no address: nothing here gives one.',
	looks: 'web   LoadBalancer   10.103.11.225   <pending>   80:32000/TCP   19m',
	means:
		'A Service of type LoadBalancer waits for the cloud to give it an address. A local cluster has no cloud; "minikube tunnel" stands in for it.',
	told: 'EXTERNAL-IP stays "<pending>", while the pods are ready.',
	signs: [
		decisive(
			'the Service waits for an address',
			/LoadBalancer[^\n]{0,80}<?pending>?|EXTERNAL-?IP[^\n]{0,80}\n?[^\n]*<?pending>|external[- ]ip[^\n]{0,30}(is |stays |remains |in )?"?<?pending>?|<pending>[ \t]+\d+(:\d+)?\/TCP/i,
		),
		strong(
			'a load balancer is waited for',
			/Failed to allocate IP for "|(ensuring|waiting for)[^\n]{0,20}load ?balancer|Service does not have load balancer ingress IP|load ?balancer[^\n]{0,60}(not ready|no (external )?(ip|address)|pending|array index out of bounds)/i,
			{ unless: /EnsuredLoadBalancer|LoadBalancer Ingress:[ \t]+\S/ },
		),
	],
	topic: /LoadBalancer|EXTERNAL-?IP|<pending>|metallb|tunnel|load ?balancer|klipper|svclb/i,
	fixes: [
		{
			says: 'Keep a tunnel running, or use NodePort or ClusterIP with a port-forward.',
			commands: [
				'minikube tunnel',
				'kubectl patch service NAME -p \'{"spec":{"type":"NodePort"}}\'',
				'kubectl port-forward service/NAME 8080:80',
			],
		},
	],
	wizard: 'Chooses an exposure that works with this cluster, so that no Service waits for an address.',
});
