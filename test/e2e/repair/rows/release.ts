import { on } from '../row.js';
import { inBackOff, killHelm, patched, restarted, rolledOut, upgraded } from './ways.js';

/** What Helm knows of the release is not what it should be. */
export const releaseRows = on('nodeport', [
	{
		id: 'release.uninstalled',
		broken: 'Release uninstalled',
		by: ['helm uninstall todo -n todo --wait'],
		named: ['release.absent'],
		redone: restarted,
		byHand: [upgraded, rolledOut],
		takes: 'long',
	},
	{
		id: 'release.failed',
		broken: 'Upgrade that failed',
		by: [
			'! helm upgrade todo chart/todo-chatbot -n todo --reuse-values --set-string backend.image.tag=nowhere --wait --timeout 5s',
			'helm status todo -n todo | grep -i "status: failed"',
		],
		named: ['release.broken'],
		redone: restarted,
		takes: 'long',
	},
	{
		id: 'release.pending-install',
		broken: 'First install cut off by `kill -9`',
		by: async (world) => {
			await world.sh(['helm uninstall todo -n todo --wait']);
			await killHelm(world, 'install todo chart/todo-chatbot -n todo -f ../expert.yaml --set-string backend.image.tag=nowhere --wait');
		},
		named: ['helm.pending'],
		redone: restarted,
		takes: 'long',
	},
	{
		id: 'release.pending-upgrade',
		broken: 'Upgrade cut off by `kill -9`',
		by: (world) => killHelm(world, 'upgrade todo chart/todo-chatbot -n todo --reuse-values --set-string backend.image.tag=nowhere --wait'),
		named: ['helm.pending'],
		redone: restarted,
		byHand: ['helm rollback todo -n todo', rolledOut],
	},
	{
		id: 'release.rolled-back',
		broken: 'Release rolled back by hand',
		by: ['helm rollback todo -n todo'],
		named: ['release.outdated'],
		redone: restarted,
		takes: 'long',
	},
	{
		id: 'release.older-chart',
		broken: 'Release of an older version of the chart',
		by: [
			'rm -rf ../older && cp -r chart/todo-chatbot ../older',
			`sed -i 's/^version: .*/version: 0.0.9/' ../older/Chart.yaml`,
			'helm upgrade todo ../older -n todo --reuse-values --set backend.logLevel=warn',
		],
		named: ['release.outdated'],
		redone: restarted,
		takes: 'long',
	},
]);

/** Objects that Helm believes to be as it made them. */
export const objectRows = on('nodeport', [
	{
		id: 'release.scaled-to-0',
		broken: 'Deployment scaled to 0',
		by: ['kubectl -n todo scale deployment/todo-backend --replicas=0'],
		named: ['release.deployment-stopped'],
		redone: restarted,
		byHand: ['kubectl -n todo scale deployment/todo-backend --replicas=1', rolledOut],
	},
	{
		id: 'release.env-set',
		broken: 'Deployment edited: `kubectl set env`',
		by: ['kubectl -n todo set env deployment/todo-backend NOBODY_ASKED=1'],
		named: ['release.drifted'],
		redone: restarted,
		takes: 'long',
	},
	{
		id: 'release.bad-env-set',
		broken: 'Deployment edited: a value with which the pod ends again and again',
		by: ['kubectl -n todo set env deployment/todo-backend CORS_ORIGINS=nonsense', inBackOff],
		named: ['release.drifted'],
		redone: restarted,
		byHand: ['kubectl -n todo rollout undo deployment/todo-backend', rolledOut],
		takes: 'long',
	},
	{
		id: 'release.wrong-tag',
		broken: 'Deployment edited: a tag that does not exist',
		by: [`kubectl -n todo set image deployment/todo-backend '*=todo-backend:nowhere'`],
		named: ['release.drifted'],
		redone: restarted,
		// The revision before this one may be as wrong as this one.
		byHand: [
			`kubectl -n todo set image deployment/todo-backend "*=$(helm get manifest todo -n todo | sed -n 's/.*image: "*\\(todo-backend:[^"]*\\).*/\\1/p' | head -1)"`,
			rolledOut,
		],
		takes: 'long',
	},
	{
		id: 'release.deployment-patched',
		broken: 'Deployment edited: its memory limit taken away',
		by: [
			`kubectl -n todo patch deployment todo-frontend --type=json -p '[{"op":"remove","path":"/spec/template/spec/containers/0/resources/limits/memory"}]'`,
		],
		named: ['release.drifted'],
		redone: restarted,
		takes: 'long',
	},
	{
		id: 'release.deployment-deleted',
		broken: 'Deployment deleted',
		by: ['kubectl -n todo delete deployment todo-backend'],
		named: ['release.deployment-stopped'],
		redone: restarted,
		byHand: [upgraded, rolledOut],
		takes: 'long',
	},
	{
		id: 'release.selector-edited',
		broken: 'Selector of a Service edited',
		by: [patched('service', { spec: { selector: { 'app.kubernetes.io/name': 'nobody' } } })],
		named: ['release.drifted'],
		redone: restarted,
		takes: 'long',
	},
	{
		id: 'release.service-deleted',
		broken: 'Service deleted',
		by: ['kubectl -n todo delete service todo-backend'],
		named: ['release.drifted'],
		redone: restarted,
		takes: 'long',
	},
	{
		id: 'release.configmap-edited',
		broken: 'ConfigMap edited',
		by: [patched('configmap', { data: { LOG_LEVEL: 'debug' } })],
		named: ['release.drifted'],
		redone: restarted,
		byHand: [patched('configmap', { data: { LOG_LEVEL: 'info' } }), 'kubectl -n todo rollout restart deployment/todo-backend', rolledOut],
	},
	{
		id: 'release.configmap-deleted',
		broken: 'ConfigMap deleted',
		by: ['kubectl -n todo delete configmap todo-backend'],
		named: ['release.drifted'],
		redone: restarted,
		takes: 'long',
	},
	{
		id: 'release.account-deleted',
		broken: 'ServiceAccount deleted',
		by: ['kubectl -n todo delete serviceaccount todo-backend'],
		named: ['release.drifted'],
		redone: restarted,
		takes: 'long',
	},
	{
		id: 'release.node-port-taken',
		broken: 'Port of the node taken by another Service',
		by: [
			'kubectl -n todo delete service todo-frontend',
			'kubectl create namespace another',
			'kubectl -n another create service nodeport another --tcp=80 --node-port=30080',
		],
		named: ['helm.port-taken'],
		redone: ['release.install'],
		ends: { outcome: 'failed', exitCode: 4, byUser: ['kubectl delete namespace another'] },
		after: ['kubectl delete namespace another --ignore-not-found'],
		takes: 'long',
	},
]);
