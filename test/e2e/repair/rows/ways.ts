import type { World } from '../world.js';

/** What puts objects back as the chart has them. */
export const restarted = ['release.install', 'release.rollout'];

export const rolledOut = 'kubectl -n todo rollout status deployment/todo-backend --timeout=60s';

export const upgraded = 'helm upgrade --install todo chart/todo-chatbot -n todo -f ../expert.yaml';

/** Kubernetes has tried twice, and waits ten seconds before the third time. */
export const inBackOff =
	"for _ in $(seq 60); do kubectl -n todo get pods | grep -q 'todo-backend.*CrashLoopBackOff' && break; sleep 0.5; done";

export const backendGone = 'kubectl -n todo wait --for=delete pod -l app.kubernetes.io/component=backend --timeout=60s';

export const deletedByHand = 'the claim was deleted by hand, and the volume went with it';

export const claim = 'persistentvolumeclaim/todo-backend-data';

/** A merge patch of the backend's object of this kind, as one types it. */
export function patched(kind: string, patch: object): string {
	return `kubectl -n todo patch ${kind} todo-backend -p '${JSON.stringify(patch)}'`;
}

/** Starts helm and kills it while it waits for pods that cannot come. */
export async function killHelm(world: World, args: string): Promise<void> {
	await world.sh([
		`helm ${args} > ../helm.log 2>&1 & pid=$!`,
		'for _ in $(seq 100); do helm status todo -n todo 2>/dev/null | grep -qi "status: pending" && break; sleep 0.2; done',
		'kill -9 $pid',
		'helm status todo -n todo | grep -i "status: pending"',
	]);
}

/** Takes the volume object away behind the claim's back; what is on the disk of the node stays. */
export async function loseTheVolume(world: World): Promise<void> {
	await world.sh([
		`volume=$(kubectl -n todo get ${claim} -o jsonpath='{.spec.volumeName}')`,
		`kubectl get persistentvolume $volume -o json | jq 'del(.metadata.uid, .metadata.resourceVersion, .metadata.creationTimestamp, .status)' > ../volume.json`,
		`kubectl patch persistentvolume $volume -p '{"spec":{"persistentVolumeReclaimPolicy":"Retain"}}'`,
		'kubectl delete persistentvolume $volume --wait=false',
		// Before it is being deleted, the finalizer would come back.
		`kubectl patch persistentvolume $volume --type=merge -p '{"metadata":{"finalizers":null}}'`,
		`kubectl -n todo wait ${claim} --for=jsonpath='{.status.phase}'=Lost --timeout=60s`,
	]);
}

/** Whether a process is there. */
export function lives(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}
