import { setTimeout as sleep } from 'node:timers/promises';
import { on } from '../row.js';
import type { World } from '../world.js';
import { claim, killHelm, loseTheVolume, patched, restarted } from './ways.js';

const rolledOut = 'kubectl -n todo rollout status deployment/todo-backend --timeout=60s';
const upgraded = 'helm upgrade --install todo chart/todo-chatbot -n todo -f ../expert.yaml';
const values = 'values/values-dev.yaml';
const backendGone = 'kubectl -n todo wait --for=delete pod -l app.kubernetes.io/component=backend --timeout=60s';
const deletedByHand = 'the claim was deleted by hand, and the volume went with it';

/** What Helm knows of the release is not what it should be. */
export const releaseRows = on('nodeport', [
	{
		id: 'release.uninstalled',
		broken: 'Release uninstalled',
		by: ['helm uninstall todo -n todo --wait'],
		named: ['release.absent'],
		redone: restarted,
		byHand: [upgraded, rolledOut],
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

/** Files of the folder, which are the user's. */
export const folderRows = on('nodeport', [
	{
		id: 'folder.chart-edited',
		broken: 'Chart edited by the user (respected)',
		by: [
			'cp chart/todo-chatbot/values.yaml ../values.kept',
			'echo "# mine" >> chart/todo-chatbot/values.yaml',
			`printf 'apiVersion: v1\\nkind: ConfigMap\\nmetadata: {name: mine}\\n' > chart/todo-chatbot/templates/mine.yaml`,
		],
		named: ['release.outdated'],
		redone: restarted,
		and: async (world) => {
			await world.sh(['grep -q "# mine" chart/todo-chatbot/values.yaml', 'kubectl -n todo get configmap mine']);
			return undefined;
		},
		after: ['cp ../values.kept chart/todo-chatbot/values.yaml', 'rm chart/todo-chatbot/templates/mine.yaml'],
		takes: 'long',
	},
	{
		id: 'folder.values-edited',
		broken: 'Values file edited by the user (respected)',
		by: [`cp ${values} ../values.kept`, `sed -i 's/^backend:/backend:\\n  # mine\\n  logLevel: warn/' ${values}`],
		named: ['release.outdated'],
		redone: restarted,
		and: async (world) => {
			const level = await world.sh([
				`grep -q '# mine' ${values}`,
				`kubectl -n todo get configmap todo-backend -o jsonpath='{.data.LOG_LEVEL}'`,
			]);
			return level === 'warn' ? undefined : `the log level is ${level}`;
		},
		after: [`cp ../values.kept ${values}`],
		takes: 'long',
	},
	{
		id: 'folder.values-broken',
		broken: 'Values file broken by hand (named, not overwritten)',
		by: [`cp ${values} ../values.kept`, `printf '\\nbackend: [\\n' >> ${values}`],
		named: [],
		redone: [],
		ends: {
			outcome: 'usage',
			exitCode: 2,
			says: /values\/values-dev\.yaml is not valid YAML: line \d+, column \d+/,
			byUser: [`tail -n 1 ${values} | grep -qF 'backend: ['`, `cp ../values.kept ${values}`],
			redone: [],
		},
	},
	{
		id: 'folder.values-refused',
		broken: 'Key in the values file that the chart does not know',
		by: [`cp ${values} ../values.kept`, `sed -i 's/^backend:/backend:\\n  replicaz: 3/' ${values}`],
		named: ['helm.values-refused'],
		redone: ['release.install'],
		ends: { outcome: 'failed', exitCode: 4, byUser: [`grep -q replicaz ${values}`, `cp ../values.kept ${values}`] },
		takes: 'long',
	},
	{
		id: 'folder.bad-value',
		broken: 'Bad value in the values file: the pod ends again and again',
		by: [`cp ${values} ../values.kept`, `sed -i 's/^backend:/backend:\\n  extraEnv: [{name: CORS_ORIGINS, value: nonsense}]/' ${values}`],
		named: ['pod.crash-loop'],
		redone: restarted,
		ends: { outcome: 'failed', exitCode: 4, byUser: [`grep -q nonsense ${values}`, `cp ../values.kept ${values}`] },
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
		by: ['kubectl -n todo set env deployment/todo-backend CORS_ORIGINS=nonsense', 'sleep 8'],
		named: ['release.drifted'],
		redone: restarted,
		byHand: ['kubectl -n todo rollout undo deployment/todo-backend', rolledOut],
	},
	{
		id: 'release.wrong-tag',
		broken: 'Deployment edited: a tag that does not exist',
		by: [`kubectl -n todo set image deployment/todo-backend '*=todo-backend:nowhere'`],
		named: ['release.drifted'],
		redone: restarted,
		byHand: ['kubectl -n todo rollout undo deployment/todo-backend', rolledOut],
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

export const secretRows = on('nodeport', [
	{
		id: 'secret.deleted',
		broken: 'Secret deleted',
		by: ['kubectl -n todo delete secret todo-backend'],
		named: ['secret.key-missing'],
		redone: ['secret.apply', ...restarted],
		byHand: [
			'kubectl -n todo create secret generic todo-backend --from-literal=JWT_SECRET=$(head -c 36 /dev/urandom | base64 -w 0)',
			'kubectl -n todo rollout restart deployment/todo-backend',
			rolledOut,
		],
	},
	{
		id: 'secret.key-missing',
		broken: 'Key taken out of the Secret',
		by: [`kubectl -n todo patch secret todo-backend --type=json -p '[{"op":"remove","path":"/data/JWT_SECRET"}]'`],
		named: ['secret.key-missing'],
		redone: ['secret.apply', ...restarted],
		takes: 'long',
	},
	{
		id: 'secret.key-empty',
		broken: 'Key of the Secret emptied',
		by: [patched('secret', { data: { JWT_SECRET: '' } })],
		named: ['secret.key-missing'],
		redone: ['secret.apply', ...restarted],
		takes: 'long',
	},
]);

export const imageRows = on('nodeport', [
	{
		id: 'image.removed',
		broken: 'Image removed in the node',
		by: [
			'kubectl -n todo scale deployment/todo-backend --replicas=0',
			backendGone,
			`docker exec minikube sh -c 'docker rmi -f $(docker images -q todo-backend)'`,
		],
		named: ['image.not-in-cluster'],
		redone: ['image.load.backend', ...restarted],
		byHand: [
			`minikube image load $(docker images todo-backend --format '{{.Repository}}:{{.Tag}}' | head -n 1)`,
			'kubectl -n todo scale deployment/todo-backend --replicas=1',
			rolledOut,
		],
	},
	{
		id: 'image.removed-everywhere',
		broken: 'Image removed in the node and in Docker',
		by: [
			'kubectl -n todo scale deployment/todo-backend --replicas=0',
			backendGone,
			`docker exec minikube sh -c 'docker rmi -f $(docker images -q todo-backend)'`,
			`docker rmi -f $(docker images todo-backend --format '{{.Repository}}:{{.Tag}}')`,
		],
		named: ['image.not-built'],
		redone: ['image.build.backend', 'image.load.backend', ...restarted],
		takes: 'long',
	},
]);

/** Claims and volumes. Data is never replaced without a yes. */
export const volumeRows = on('nodeport', [
	{
		id: 'volume.leaving',
		broken: 'Volume claim deleted while the app uses it',
		by: [`kubectl -n todo delete ${claim} --wait=false`],
		named: ['volume.leaving'],
		redone: restarted,
		and: async (world) => {
			const said = await world.sh([`kubectl -n todo get ${claim} -o jsonpath='{.status.phase} {.metadata.deletionTimestamp}'`]);
			return said.trim() === 'Bound' ? undefined : `the claim is ${said}`;
		},
	},
	{
		id: 'volume.deleted',
		broken: 'Volume claim deleted while the app was scaled to 0',
		by: ['kubectl -n todo scale deployment/todo-backend --replicas=0', backendGone, `kubectl -n todo delete ${claim}`],
		named: ['volume.claim-gone'],
		redone: restarted,
		data: { gone: deletedByHand },
		takes: 'long',
	},
	{
		id: 'volume.pending',
		broken: 'Volume claim pending: its storage class does not exist',
		by: async (world) => {
			await world.sh(['kubectl -n todo scale deployment/todo-backend --replicas=0', backendGone]);
			await world.sh([
				`kubectl -n todo get ${claim} -o json > ../claim.json`,
				`kubectl -n todo delete ${claim}`,
				`jq 'del(.spec.volumeName, .status, .metadata.uid, .metadata.resourceVersion, .metadata.creationTimestamp, .metadata.finalizers) | .spec.storageClassName = "nowhere" | .metadata.annotations |= with_entries(select(.key | startswith("meta.helm.sh") or startswith("helm.sh")))' ../claim.json | kubectl create -f -`,
				'kubectl -n todo scale deployment/todo-backend --replicas=1',
			]);
		},
		named: ['pod.no-storage-class'],
		redone: [],
		data: { gone: deletedByHand },
		// The claim is empty, but whether it should be is for its maker to say; a claim cannot be changed.
		ends: {
			outcome: 'failed',
			exitCode: 4,
			byUser: ['kubectl -n todo scale deployment/todo-backend --replicas=0', `kubectl -n todo delete ${claim}`],
		},
		takes: 'long',
	},
	{
		id: 'volume.lost-and-found',
		broken: 'Volume of the claim lost, and put back by the user',
		by: loseTheVolume,
		named: ['volume.lost'],
		redone: ['release.install'],
		ends: {
			outcome: 'failed',
			exitCode: 4,
			byUser: ['kubectl create -f ../volume.json', `kubectl -n todo wait ${claim} --for=jsonpath='{.status.phase}'=Bound --timeout=60s`],
		},
		and: async (world) => {
			const phase = await world.sh([`kubectl -n todo get ${claim} -o jsonpath='{.status.phase}'`]);
			return phase === 'Lost' ? undefined : `the claim is ${phase}, although nobody said yes`;
		},
		takes: 'long',
	},
	{
		id: 'volume.lost',
		broken: 'Volume of the claim lost, and given up with `--delete-data`',
		by: loseTheVolume,
		named: ['volume.lost'],
		redone: ['release.install'],
		data: { gone: 'the volume was lost, and the user said yes to an empty one' },
		ends: { outcome: 'failed', exitCode: 4, byUser: [], args: ['--delete-data'] },
		takes: 'long',
	},
]);

export const namespaceRows = on('nodeport', [
	{
		id: 'namespace.quota',
		broken: 'Quota too small for the pods',
		by: ['kubectl -n todo create quota tight --hard=pods=1', 'kubectl -n todo delete pod -l app.kubernetes.io/component=backend'],
		named: ['pod.over-quota'],
		redone: ['release.rollout'],
		ends: { outcome: 'failed', exitCode: 4, byUser: ['kubectl -n todo delete quota tight'] },
		after: ['kubectl -n todo delete quota tight --ignore-not-found'],
	},
	{
		id: 'namespace.deleted',
		broken: 'Namespace deleted',
		by: ['kubectl delete namespace todo'],
		named: ['namespace.absent'],
		redone: ['namespace.create', 'secret.apply', ...restarted],
		data: { gone: 'it was deleted with the namespace' },
		byHand: [
			'kubectl create namespace todo',
			'kubectl -n todo create secret generic todo-backend --from-literal=JWT_SECRET=$(head -c 36 /dev/urandom | base64 -w 0)',
			upgraded,
			rolledOut,
		],
		takes: 'long',
	},
	{
		id: 'namespace.terminating',
		broken: 'Namespace being deleted, kept for a while by a finalizer',
		by: async (world: World) => {
			await world.sh([
				'kubectl -n todo create configmap stays',
				`kubectl -n todo patch configmap stays -p '{"metadata":{"finalizers":["example.com/stays"]}}'`,
				'kubectl delete namespace todo --wait=false',
			]);
			void sleep(25_000).then(() =>
				world.try(`kubectl -n todo patch configmap stays --type=json -p '[{"op":"remove","path":"/metadata/finalizers"}]'`),
			);
		},
		named: ['namespace.terminating'],
		redone: ['namespace.create', 'secret.apply', ...restarted],
		data: { gone: 'it was deleted with the namespace' },
		takes: 'long',
	},
]);

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
		broken: 'NetworkPolicy of somebody else that lets nobody in',
		by: [
			`printf 'apiVersion: networking.k8s.io/v1\\nkind: NetworkPolicy\\nmetadata: {name: nobody}\\nspec: {podSelector: {}, policyTypes: [Ingress, Egress]}\\n' | kubectl -n todo create -f -`,
			// Policies add up, so it blocks only with ours out of the way.
			'kubectl -n todo delete networkpolicy -l app.kubernetes.io/instance=todo',
		],
		named: ['network.policy-blocks'],
		redone: ['release.install'],
		ends: { outcome: 'failed', exitCode: 4, byUser: ['kubectl -n todo delete networkpolicy nobody'] },
		after: ['kubectl -n todo delete networkpolicy nobody --ignore-not-found'],
		takes: 'long',
	},
]);
