import { entry } from '../../entry.js';

export const networkPoliciesNotEnforced = entry({
	id: 'network.policies-not-enforced',
	layer: 'cluster',
	title: 'The network of this cluster does not enforce network policies.',
	means: 'The app works, but its policies close nothing: every pod of the cluster can reach every other one.',
	told: "By the network plugin: Minikube's bridge and Flannel know no policies; kindnet, Calico and Cilium enforce them.",
	fixes: [
		{
			says: 'The plugin is chosen when a cluster is made. To have the policies enforced, make it anew; what runs in it is lost.',
			commands: ['todo-k8s-setup down --delete-data --delete-cluster', 'todo-k8s-setup --env staging'],
		},
		{ says: 'For trying out the app, it may stay as it is.' },
	],
	wizard: 'Gives new clusters for staging and production a plugin that enforces policies, and notes it of one that has none.',
});
