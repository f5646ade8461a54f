import { explained } from '../explained.js';
import type { ContainerFacts } from '../facts/container.js';
import type { NamespaceFacts } from '../facts/index.js';
import type { PodFacts } from '../facts/pod.js';
import { ref, type Trouble, trouble } from '../trouble.js';

const reasons = ['ErrImagePull', 'ImagePullBackOff', 'ErrImageNeverPull', 'InvalidImageName', 'ImageInspectError', 'RegistryUnavailable'];
/** A registry that is busy or slow may answer the next time; the kubelet asks again by itself. */
const mayHeal = /timeout|timed out|temporar|reset by peer|unexpected EOF|TLS handshake|too many requests|toomanyrequests|\b50[234]\b/i;

/** The image of a container cannot be had. */
export function withoutImage(facts: NamespaceFacts, pod: PodFacts, { waiting, image }: ContainerFacts): readonly Trouble[] {
	if (!waiting || !reasons.includes(waiting.reason)) return [];
	const missing = pod.template.pullSecrets.find((each) => facts.keys && !facts.keys.secrets.has(each));
	if (missing) {
		const at = ref('Secret', missing);
		const because = `${pod.name}: ${waiting.reason}: ${waiting.message}`;
		const says = `The secret "${missing}" for pulling ${image} does not exist.`;
		return [
			trouble(at, 'pod.pull-secret-missing', { says, because }, { short: 'does not exist', fatal: true }),
			trouble(ref('Pod', pod.name), 'pod.not-ready', { because: pod.name }, { short: `cannot pull ${image}`, causes: [at] }),
		];
	}
	// The short message comes while the kubelet waits for its next attempt; what the registry said is in the event.
	const failed = facts.warnings.findLast(
		({ object, reason, message }) => object === `Pod/${pod.name}` && reason === 'Failed' && message.includes(image),
	);
	const said = failed && !waiting.message.includes('registry') ? failed.message : waiting.message;
	const known = explained({ output: said, facts: { 'pod status': waiting.reason } }, [
		'image.wrong-arch',
		'host.disk-full',
		'registry.rate-limited',
		'registry.tls-intercepted',
	]);
	return [
		trouble(
			ref('Pod', pod.name),
			known?.id ?? 'pod.image-missing',
			{
				because: `${pod.name}: ${waiting.reason}: ${said}`,
				...(known
					? {}
					: {
							says: `The cluster cannot get the image ${image}.`,
							remedies: [
								{
									kind: 'manual',
									says: 'Load the image into the cluster, or correct its name.',
									commands: [`minikube image load ${image}`],
								},
							],
						}),
			},
			{ short: `cannot get the image ${image}`, fatal: waiting.reason !== 'ErrImagePull' || !mayHeal.test(waiting.message) },
		),
	];
}
