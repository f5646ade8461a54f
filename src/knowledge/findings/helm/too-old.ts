import { entry } from '../../entry.js';

export const helmTooOld = entry({
	id: 'helm.too-old',
	layer: 'prerequisites',
	title: 'This Helm is too old: version 3.13 or newer is needed.',
	means: 'Older versions miss flags and checks that the chart relies on.',
	told: '"helm version" tells it.',
	fixes: [{ says: 'Install Helm 4 (or 3.13 and newer).', docs: 'https://helm.sh/docs/intro/install/' }],
	wizard: 'Can install a newer one for this user beside it.',
});
