import { decisive, entry, hint, likely, strong } from '../../entry.js';

export const podImageMissing = entry({
	id: 'pod.image-missing',
	cause: 'local-image-not-loaded',
	layer: 'load',
	title: 'The cluster does not have the image that the pod wants.',
	looks: 'Warning  Failed             8s (x5 over 44s)  kubelet, k3s-s-1   Error: ErrImageNeverPull',
	means:
		"An image that was built on this machine is in this machine's Docker. The cluster has a store of its own, and asks Docker Hub for what it does not have.",
	told: 'The name has no registry in it, or the pull policy is Never. If "docker images" on the host does not list it either, the name is wrong.',
	signs: [
		decisive(
			'the pod may not pull, and the image is not there',
			/ErrImageNeverPull|not present with pull policy of Never|pull policy of "?Never/i,
		),
		{
			says: 'the image is asked from a registry that does not have it',
			pattern:
				/pull access denied for|repository does not exist or may require|requested access to the resource is denied|insufficient_scope: authorization failed|docker\.io\/library\/[\w./:@-]+"?:? ?[^\n]{0,80}(not found|denied|unauthorized|manifest unknown)|server message: insufficient_scope|manifest (for \S+ )?(not found|unknown)|failed to resolve reference "?docker\.io\/library\/[^\n]*(not found|denied)|is not found in (the )?(remote )?registry|repository name must be|short-name "?\S+"? did not resolve|no unqualified-search registries|docker:\/\/localhost\/|image not known|image: ?"?\S+"? not present locally|not found in the local image store|no valid images specified|No such image: \S+/i,
			weight: 0.8,
			unless: /failed to solve|Step \d+\/\d+ : FROM|load metadata for|The push refers to repository/i,
		},
		{
			says: 'a registry on localhost is asked, and in the node nobody is there',
			pattern:
				/(?<!GET http:\/\/)(localhost|127\.0\.0\.1):(5000|5001|32000)\/[^\n]{0,160}(connection refused|no such host|not found|http: server gave HTTP response)/i,
			weight: 0.82,
		},
		strong(
			'the registry wants to know who asks',
			/(pull(ing)? image|resolve reference)[^\n]*(401 Unauthorized|authentication required|no basic auth credentials)/i,
			{ unless: /proxy|charts?\//i },
		),
		likely(
			'the image cannot be pulled',
			/ErrImagePull|ImagePullBackOff|Back-off pulling image|trying and failing to pull image|Failed to pull image|is waiting to start: \S+ can't be pulled|can't be pulled\b|image pull failed|unable to add it to cache|InvalidImageName/i,
		),
		hint(
			'the image exists on the host only',
			/built (locally|with docker)|local(ly)? (built )?image|docker images: |image(s)? (is |are )?listed on the host|exists (locally|on the host)/i,
		),
	],
	symptomOf: [
		'registry-unreachable-proxy',
		'registry-tls-intercepted',
		'registry-rate-limited',
		'dns-resolution-failure',
		'disk-full',
		'image-arch-mismatch',
		'clock-skew',
		'docker-credential-helper-missing',
		'image-load-blob-missing',
		'image-load-wmic-missing',
	],
	topic:
		/ImagePullBackOff|ErrImage\w+|imagePullPolicy|docker images|local(ly)? (built )?image|load docker-image|kind node|image \S{1,40} not found|docker-env|can't be pulled|pull policy|repository does not exist|pull access|localhost:5000|docker\.io\/library|not present|unqualified|built/i,
	fixes: [
		{
			says: 'Load the image into the cluster, and let the pod use what is there.',
			commands: ['minikube image load IMAGE', 'kind load docker-image IMAGE', 'kubectl set image … # imagePullPolicy: IfNotPresent'],
		},
	],
	wizard: 'Builds the images, loads them into the node and looks for them there, before anything is installed.',
});
