import { decisive, entry, hint, likely, strong } from '../../entry.js';

export const accessPortMismatch = entry({
	id: 'access.port-mismatch',
	cause: 'service-port-mismatch',
	layer: 'access',
	title: 'The Service leads to a port where nobody listens, or to no pod at all.',
	looks: 'Endpoints:         <none>',
	means:
		'A Service finds its pods by labels and sends traffic to targetPort. The labels match nothing, or the program listens on another port or only on 127.0.0.1.',
	told: 'Refused at once at an address that is reached. A time-out means that the address itself is not.',
	signs: [
		decisive(
			'the Service has no pod behind it',
			/^(> ?)?Endpoints:[ \t]*(<none>|<unset>)?[ \t]*$|(?<=^NAME[ \t]+ENDPOINTS[ \t]+AGE[\s\S]{0,600})^(?!k8s\.io-minikube-hostpath)\S+[ \t]+<none>[ \t]+\d+[smhd]\b|no endpoints available for service(?![^\n]*(webhook|admission))|SVC_UNREACHABLE|no running pod for service|does not have any active Endpoint|no healthy upstream|has no endpoints|^subsets: (\[\]|null)|SVC_(ENDPOINT|OPEN)_NOT_FOUND|defined without a selector|endpoints? (is|are) empty/im,
		),
		decisive(
			'the port-forward reached the pod, and nobody listens there',
			/error forwarding port \d+|failed to connect to localhost:\d+ inside namespace|lost connection to pod|an error occurred forwarding|unable to forward port because pod is not running|does not have a (service|named) port|Service \S+ does not have/i,
		),
		{
			says: 'an address that is reached refuses',
			pattern:
				/curl: \((7|52|56)\)[^\n]*|ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|Empty reply from server|refused to connect|Failed to connect to \S+ port \d+[^\n]*refused|Recv failure: Connection reset by peer|can't connect to remote host \((10|192\.168|172|127)\.[^\n]*refused/i,
			weight: 0.66,
			unless:
				/(localhost|127\.0\.0\.1)( port |:)3([01]\d{3}|2[0-6]\d{2}|27[0-5]\d|276[0-7])\b|No route to host|timed out|timeout|docker\.sock|시간 초과|Zeit[üu]berschreitung|d[ée]lai d.attente|tiempo de espera|超时|逾時|タイムアウト|Время ожидания/i,
		},
		{
			says: 'the proxy before the app finds nobody behind it',
			pattern:
				/50[234] (Bad Gateway|Service (Temporarily )?Unavailable|Gateway Time)|upstream connect error|while connecting to upstream|connect\(\) failed \(111|default backend - 404/i,
			weight: 0.62,
		},
		likely(
			'a name of the cluster was found, and nobody listens there',
			/HTTPConnectionPool\(host='[a-z][\w-]*', port=\d+\)[\s\S]{0,300}Connection refused/,
		),
		decisive(
			'the Service has pods, leads to another port of them, and is refused',
			/refused[\s\S]{0,3000}^TargetPort:[ \t]+\d+\/TCP[\s\S]{0,80}^Endpoints:[ \t]+\d/im,
		),
		likely(
			'the address of a Service was found, and nobody listens there',
			/ECONNREFUSED (?!10\.96\.0\.1:443)10\.(9[6-9]|10\d|11[01])\.\d+\.\d+:\d+/,
			{
				unless: /CrashLoopBackOff/,
			},
		),
		strong('the Ingress leads to a Service, a port or pods that are not there', /<error: (services|endpoints) "(?!default-http-backend)/),
		hint('the ports differ', /targetPort|containerPort|listen(ing|s)? on (port )?\d+|127\.0\.0\.1:\d+/i, { in: 'facts' }),
	],
	symptomOf: [
		'probe-failing',
		'crashloop-missing-env',
		'config-or-secret-missing',
		'ingress-webhook-unavailable',
		'pod-oomkilled',
		'local-image-not-loaded',
		'image-arch-mismatch',
		'pvc-pending-no-storageclass',
		'pvc-pending-provisioner',
		'pod-unschedulable-resources',
	],
	topic:
		/targetPort|containerPort|endpoints?|selector|refused|port-forward\w*|curl|service|502|503|404|bad gateway|empty reply|forward\w*|ClusterIP|connection reset|localhost:\d+/i,
	fixes: [
		{
			says: "Compare the Service's selector and targetPort with the labels and the port of the pod; let the program listen on 0.0.0.0.",
			commands: ['kubectl get endpoints NAME', 'kubectl describe service NAME', 'kubectl get pods --show-labels'],
		},
	],
	wizard: 'Tries the app through its public address, and follows Service, endpoints and pods when that fails.',
});
