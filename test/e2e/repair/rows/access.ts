import { on } from '../row.js';
import { restarted } from './ways.js';

/** Ways to the app. */
export const forwardRows = on('port-forward', [
	{
		id: 'access.forward-killed',
		broken: 'Port-forward killed',
		by: ['kill -9 $(jq .pid .todo-k8s/port-forward.pid.json)', 'sleep 0.3'],
		named: ['access.not-forwarded'],
		redone: ['access.forward'],
	},
	{
		id: 'access.forward-stale',
		broken: 'Port-forward to a pod that is gone',
		by: ['kubectl -n todo delete pod -l app.kubernetes.io/component=frontend', 'kubectl -n todo rollout status deployment/todo-frontend'],
		named: ['access.not-forwarded'],
		redone: ['access.forward'],
		takes: 'long',
	},
]);

export const ingressRows = on('ingress', [
	{
		id: 'access.name-unknown',
		broken: 'Line of the hosts file missing (a note: everything is verified by address)',
		by: [],
		named: [],
		redone: [],
		and: async (_world, { report }) =>
			report.findings.some(({ id }) => id === 'access.name-unknown') ? undefined : 'there is no note about the name',
		takes: 'long',
	},
	{
		id: 'access.ingress-deleted',
		broken: 'Ingress deleted',
		by: ['kubectl -n todo delete ingress --all'],
		named: ['release.drifted'],
		redone: restarted,
		takes: 'long',
	},
	{
		id: 'addon.ingress-disabled',
		broken: 'Addon disabled: ingress',
		by: ['minikube addons disable ingress'],
		named: ['ingress.not-enabled'],
		redone: ['addon.ingress'],
		takes: 'long',
	},
]);

/** What only a network that enforces policies shows. */
export const policyRows = on('kindnet', [
	{
		id: 'network.own-policy-edited',
		broken: 'NetworkPolicy of the app edited so that it lets nobody in',
		by: [`kubectl -n todo patch networkpolicy todo-backend --type=json -p '[{"op":"replace","path":"/spec/ingress","value":[]}]'`],
		named: ['release.drifted'],
		redone: ['release.install'],
		takes: 'long',
	},
	{
		id: 'network.foreign-policy',
		broken: 'NetworkPolicies of the app deleted, where another one lets nobody in',
		by: [
			`printf 'apiVersion: networking.k8s.io/v1\\nkind: NetworkPolicy\\nmetadata: {name: nobody}\\nspec: {podSelector: {}, policyTypes: [Ingress, Egress]}\\n' | kubectl -n todo create -f -`,
			// Policies add up, so it blocks only with ours out of the way, and no more once they are back.
			'kubectl -n todo delete networkpolicy -l app.kubernetes.io/instance=todo',
		],
		named: ['release.drifted'],
		redone: ['release.install'],
		after: ['kubectl -n todo delete networkpolicy nobody --ignore-not-found'],
		takes: 'long',
	},
]);
