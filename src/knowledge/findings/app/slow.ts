import { entry } from '../../entry.js';

export const appSlow = entry({
	id: 'app.slow',
	layer: 'access',
	title: 'The app is slow.',
	means: '95 of 100 requests should be answered within half a second on an idle machine.',
	told: '200 requests are measured through the public address.',
	fixes: [{ says: 'Look what else uses the machine or the node.', commands: ['kubectl top pods -A', 'docker stats --no-stream'] }],
	wizard: 'Measures it with every verification, and shows the figure.',
});
