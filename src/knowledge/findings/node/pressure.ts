import { entry } from '../../entry.js';

export const nodePressure = entry({
	id: 'node.pressure',
	layer: 'cluster',
	title: 'A node is short of memory, disk or processes.',
	means: 'It takes no new pods and evicts some of those it has.',
	told: 'One of its conditions MemoryPressure, DiskPressure, PIDPressure or NetworkUnavailable is True.',
	fixes: [
		{
			says: 'Free what it is short of.',
			commands: ['kubectl describe node NAME', 'minikube ssh -- docker system prune -f'],
		},
	],
	wizard: 'Names it in "todo-k8s-setup diagnose", with what hangs on it.',
});
