import { decisive, entry, strong } from '../../entry.js';

export const helmForeignObject = entry({
	id: 'helm.foreign-object',
	cause: 'helm-ownership-conflict',
	layer: 'install',
	title: 'An object of this name exists and does not belong to this release.',
	looks:
		'Error: rendered manifests contain a resource that already exists. Unable to continue with install: Service "web" in namespace "default" exists and cannot be imported into the current release: invalid',
	means: 'It was made by hand, by another tool or by another release, and Helm does not take over what it did not make.',
	told: 'The release is new, the object is old. If the release name is taken, Helm speaks of a name.',
	signs: [
		decisive(
			'Helm does not own the object',
			/invalid ownership metadata|cannot be imported into the current release|rendered manifests contain a (new )?resource that already exists|missing key "(app\.kubernetes\.io\/managed-by|meta\.helm\.sh)|(must be set to|current value is)[^\n]{0,40}(Helm|release)|(label|annotation) validation error|key "meta\.helm\.sh\/release-name(space)?" must equal|(existing|object|resource)[^\n]{0,60}not (managed|owned) by helm/i,
		),
		strong(
			'the object exists already',
			/(INSTALLATION FAILED|UPGRADE FAILED|failed to create resource|Error)[^\n]{0,120}"\S+" already exists|\.(k8s\.io|io|com) "\S+" already exists|conflicts? with "\S+" using|Apply failed with \d+ conflict/i,
			{ with: /helm|INSTALLATION|UPGRADE|release/i },
		),
	],
	topic:
		/already exists|ownership|managed-by|imported|annotation\w*|label\w*|meta\.helm\.sh\S{0,20}|conflicts?|adopt|CRDs?|ClusterRole\w*|existing/i,
	fixes: [
		{
			says: 'Delete what is left over, or label and annotate it so that the release adopts it.',
			commands: [
				'kubectl delete KIND NAME -n NAMESPACE',
				'kubectl label KIND NAME app.kubernetes.io/managed-by=Helm',
				'kubectl annotate KIND NAME meta.helm.sh/release-name=RELEASE meta.helm.sh/release-namespace=NAMESPACE',
			],
		},
	],
	wizard: 'Names the object and its owner, and offers another namespace; it deletes nothing that it did not make.',
});
