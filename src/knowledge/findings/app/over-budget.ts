import { entry } from '../../entry.js';

export const appOverBudget = entry({
	id: 'app.over-budget',
	layer: 'rollout',
	title: 'The app uses more than it should.',
	means: 'The pods use more CPU or memory than the bundled app is made for.',
	told: 'The usage is read from the node itself, and compared with the budget of the app.',
	fixes: [{ says: 'Look which container it is, and what it does.', commands: ['kubectl top pods', 'todo-k8s-setup logs backend'] }],
	wizard: 'Reads the figures with every verification.',
});
