import { decisive, entry, strong } from '../../entry.js';

export const helmNameInUse = entry({
	id: 'helm.name-in-use',
	cause: 'helm-name-in-use',
	layer: 'install',
	title: 'Helm has a release of this name already.',
	looks: 'Error: cannot re-use a name that is still in use',
	means: 'A release with this name was installed before, perhaps without success or in another namespace than you think.',
	told: 'Helm speaks of the name of the release, not of an object of the cluster.',
	signs: [
		decisive(
			'the name of the release is taken',
			/cannot re-?use a name|name (that )?is still in use|sh\.helm\.release\.v1\.\S+ already exists|a release named "?\S+"? (already exists|is (already )?in use)|release:? already exists|release name[^\n]{0,30}(in use|already|taken|exists)|use an? (another|different) (release )?name/i,
		),
		strong('a first install that failed is in the way', /has no deployed releases/i),
	],
	symptomOf: ['helm-release-pending-operation'],
	topic: /release name|a name|still in use|re-?use|has no deployed|helm (ls|list)|helm uninstall|helm install|release/i,
	fixes: [
		{
			says: 'Upgrade the release that is there, or uninstall it first.',
			commands: ['helm list --all-namespaces --all', 'helm upgrade --install NAME CHART', 'helm uninstall NAME -n NAMESPACE'],
		},
	],
	wizard: 'Always uses "upgrade --install", and clears a first install that failed.',
});
