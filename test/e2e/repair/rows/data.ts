import { setTimeout as sleep } from 'node:timers/promises';
import { on } from '../row.js';
import type { World } from '../world.js';
import { backendGone, claim, deletedByHand, loseTheVolume, patched, restarted, rolledOut, upgraded } from './ways.js';

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
		takes: 'long',
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
