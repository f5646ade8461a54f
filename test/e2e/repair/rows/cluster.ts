import { setTimeout as sleep } from 'node:timers/promises';
import { on } from '../row.js';
import { backendGone, claim, deletedByHand, restarted } from './ways.js';

const started = ['cluster.start'];
/** All that a new cluster lacks; the images are still in Docker. */
const fromNothing = [...started, 'image.load.backend', 'image.load.frontend', 'namespace.create', 'secret.apply', ...restarted];
const profile = '~/.minikube/profiles/minikube';
const deadPort = `kubectl config set-cluster minikube --server=https://$(minikube ip):1`;
const elsewhere = [
	'kubectl config set-cluster elsewhere --server=https://127.0.0.1:1',
	'kubectl config set-context elsewhere --cluster=elsewhere',
	'kubectl config use-context elsewhere',
];
const backHome = [
	'kubectl config use-context minikube',
	'kubectl config delete-context elsewhere || true',
	'kubectl config delete-cluster elsewhere || true',
];

/** Those of the user's lock files that were given to another user; root's own are none of them. */
let locks: readonly string[] = [];

export const clusterRows = on('nodeport', [
	{
		id: 'cluster.stopped',
		broken: 'Cluster stopped',
		by: ['minikube stop'],
		named: ['minikube.not-running'],
		redone: started,
		byHand: ['minikube start'],
	},
	{
		id: 'cluster.paused',
		broken: 'Cluster paused',
		by: ['minikube pause'],
		named: ['minikube.not-running'],
		redone: started,
		byHand: ['minikube unpause'],
	},
	{
		id: 'cluster.container-stopped',
		broken: 'Container of the node stopped by hand',
		by: ['docker stop minikube'],
		named: ['minikube.not-running'],
		redone: started,
		takes: 'long',
	},
	{
		id: 'cluster.container-removed',
		broken: 'Container of the node removed',
		by: ['docker rm -f minikube'],
		named: ['minikube.container-gone'],
		// Its volume has the data; what Minikube puts into a new container takes the place of the images.
		redone: [...started, 'image.load.backend', 'image.load.frontend'],
		takes: 'long',
	},
	{
		id: 'cluster.server-slow',
		broken: 'API server gone, and back after 25 s',
		by: async (world) => {
			const manifest = 'kube-apiserver.yaml';
			await world.sh([
				`docker exec -d minikube sh -c 'mv /etc/kubernetes/manifests/${manifest} /root/; sleep 25; mv /root/${manifest} /etc/kubernetes/manifests/'`,
			]);
			await world.until('! kubectl get --raw /readyz --request-timeout=1s');
		},
		named: ['minikube.not-running'],
		redone: started,
		takes: 'long',
	},
	{
		id: 'cluster.dns-down',
		broken: 'DNS of the cluster down',
		by: ['kubectl -n kube-system scale deployment/coredns --replicas=0'],
		named: ['cluster.dns-down'],
		redone: ['cluster.services'],
		after: ['kubectl -n kube-system scale deployment/coredns --replicas=1'],
		takes: 'long',
	},
	{
		id: 'cluster.storage-down',
		broken: 'Storage provisioner gone, together with the volume of the app',
		by: [
			'kubectl -n todo scale deployment/todo-backend --replicas=0',
			backendGone,
			`kubectl -n todo delete ${claim}`,
			'kubectl -n kube-system delete pod storage-provisioner',
		],
		named: ['cluster.storage-down'],
		redone: ['cluster.services', 'release.install'],
		data: { gone: deletedByHand },
		after: ['minikube addons enable storage-provisioner'],
		takes: 'long',
	},
	{
		id: 'cluster.storage-hangs',
		broken: 'Storage provisioner stuck, and the volume of the app gone',
		by: [
			'kubectl -n todo scale deployment/todo-backend --replicas=0',
			backendGone,
			`kubectl -n todo delete ${claim}`,
			'docker exec minikube pkill -STOP -f ^/storage-provisioner',
		],
		redone: ['release.install'],
		data: { gone: deletedByHand },
		after: ['docker exec minikube pkill -CONT -f ^/storage-provisioner || true'],
		takes: 'long',
	},
	{
		id: 'addon.storage-disabled',
		broken: 'Addons disabled: default-storageclass and storage-provisioner',
		by: ['minikube addons disable default-storageclass', 'minikube addons disable storage-provisioner'],
		named: ['cluster.storage-down'],
		redone: ['cluster.services'],
		after: ['minikube addons enable default-storageclass', 'minikube addons enable storage-provisioner'],
		takes: 'long',
	},
	{
		id: 'node.disk-pressure',
		broken: 'Node under disk pressure',
		by: async (world) => {
			await world.sh([
				`docker exec minikube sh -c 'cp /var/lib/kubelet/config.yaml /root/kubelet.yaml && sed -i "s/nodefs.available: .*/nodefs.available: \\"99%\\"/" /var/lib/kubelet/config.yaml && systemctl restart kubelet'`,
			]);
			await world.until(`kubectl get node minikube -o jsonpath='{.status.conditions[?(@.type=="DiskPressure")].status}' | grep True`);
			await world.until(
				`kubectl -n todo get pods -l app.kubernetes.io/component=backend | grep -v Running | grep -E 'Evicted|Pending|Error'`,
				90,
			);
		},
		named: ['node.pressure'],
		redone: ['release.rollout'],
		ends: {
			outcome: 'failed',
			exitCode: 4,
			byUser: async (world) => {
				await world.sh([`docker exec minikube sh -c 'cp /root/kubelet.yaml /var/lib/kubelet/config.yaml && systemctl restart kubelet'`]);
				await world.until(
					`kubectl get node minikube -o jsonpath='{.status.conditions[?(@.type=="DiskPressure")].status}' | grep False`,
					120,
				);
			},
		},
		takes: 'long',
	},
	{
		id: 'cluster.deleted',
		broken: 'Cluster deleted',
		by: ['minikube delete'],
		named: ['minikube.not-running'],
		redone: fromNothing,
		data: { gone: 'it was deleted with the cluster' },
		takes: 'long',
	},
	{
		id: 'cluster.certificates-expired',
		broken: 'Certificates of the cluster expired',
		by: async (world) => {
			await world.sh(['minikube delete', 'minikube start --cert-expiration=3m']);
			const { report } = await world.up();
			await world.forget(report);
			await world.write('written before the certificates expired');
			await world.until('! kubectl get --raw /readyz --request-timeout=3s', 300);
		},
		named: ['cluster.cert-expired'],
		redone: started,
		takes: 'long',
	},
]);

/** Minikube's own files. */
export const minikubeHomeRows = on('nodeport', [
	{
		id: 'minikube.client-certificates-gone',
		broken: 'Client certificates of Minikube deleted',
		by: [`rm ${profile}/client.crt ${profile}/client.key`],
		named: ['minikube.home-incomplete'],
		redone: started,
		takes: 'long',
	},
	{
		id: 'minikube.machine-gone',
		broken: 'Machine folder of Minikube deleted',
		by: ['rm -r ~/.minikube/machines/minikube'],
		named: ['minikube.container-gone'],
		redone: [...started, 'image.load.backend', 'image.load.frontend'],
		takes: 'long',
	},
	{
		id: 'minikube.profile-gone',
		broken: 'Configuration of the profile deleted',
		by: [`rm ${profile}/config.json`],
		named: ['minikube.not-running'],
		// Its container goes, its volume stays.
		redone: [...started, 'image.load.backend', 'image.load.frontend'],
		takes: 'long',
	},
]);

export const kubeconfigRows = on('nodeport', [
	{
		id: 'kubeconfig.context-gone',
		broken: 'Context gone from the kubeconfig',
		by: ['kubectl config delete-context minikube'],
		named: ['minikube.kubeconfig-stale'],
		redone: started,
		takes: 'long',
	},
	{
		id: 'kubeconfig.dead-port',
		broken: 'Context on a port where nothing answers',
		by: [deadPort],
		named: ['minikube.kubeconfig-stale'],
		redone: started,
		byHand: ['minikube update-context'],
	},
	{
		id: 'kubeconfig.other-context',
		broken: 'Context on a dead port while another one is selected (stays selected)',
		by: [deadPort, ...elsewhere],
		named: ['minikube.kubeconfig-stale'],
		redone: started,
		and: async (world) => {
			const current = (await world.sh(['kubectl config current-context'])).trim();
			return current === 'elsewhere' ? undefined : `the selected context is ${current}`;
		},
		after: backHome,
		takes: 'long',
	},
	{
		id: 'kubeconfig.read-only',
		broken: 'Kubeconfig read-only, and on a dead port',
		by: [deadPort, 'chmod 400 ~/.kube/config'],
		named: ['kubectl.config-permission'],
		redone: started,
		after: ['chmod 600 ~/.kube/config'],
		takes: 'long',
	},
	{
		id: 'kubeconfig.lock-left',
		broken: 'Lock of the kubeconfig left over by a killed kubectl',
		by: [deadPort, ...elsewhere, 'touch ~/.kube/config.lock'],
		named: ['kubectl.config-locked'],
		redone: started,
		and: async (world) => {
			const current = (await world.sh(['kubectl config current-context'])).trim();
			return current === 'elsewhere' ? undefined : `the selected context is ${current}`;
		},
		after: ['rm -f ~/.kube/config.lock', ...backHome],
		takes: 'long',
	},
	{
		id: 'lock.of-another-user',
		broken: "Minikube's lock files belong to another user",
		needs: 'root',
		by: async (world) => {
			await world.sh(['minikube stop']);
			locks = world.asRoot('find', '/tmp', '-maxdepth', '1', '-name', 'juju-mk*', '-user', world.user.name).split('\n').filter(Boolean);
			world.asRoot('chown', 'root', ...locks);
		},
		named: ['minikube.home-permission'],
		redone: started,
		ends: {
			outcome: 'failed',
			exitCode: 4,
			byUser: async (world) => world.asRoot('chown', `${world.user.name}:`, ...locks),
			// Minikube makes the container anew when a start has failed.
			redone: [...started, 'image.load.backend', 'image.load.frontend'],
		},
		after: async (world) => locks.length > 0 && world.asRoot('chown', `${world.user.name}:`, ...locks),
		takes: 'long',
	},
]);

/** Docker itself; others on the machine lose theirs, too, so these are run with E2E_ENGINE only. */
export const engineRows = on('nodeport', [
	{
		id: 'docker.restarted',
		broken: 'Docker restarted',
		needs: 'engine',
		by: async (world) => {
			world.asRoot(process.env.E2E_ENGINE ?? '', 'restart');
			await sleep(1000);
		},
		named: ['minikube.not-running'],
		redone: started,
		takes: 'long',
	},
	{
		id: 'docker.stopped',
		broken: 'Docker stopped',
		needs: 'engine',
		by: async (world) => world.asRoot(process.env.E2E_ENGINE ?? '', 'stop'),
		named: ['docker.not-running'],
		redone: [],
		ends: {
			outcome: 'blocked',
			exitCode: 3,
			byUser: async (world) => world.asRoot(process.env.E2E_ENGINE ?? '', 'start'),
			redone: started,
		},
		after: async (world) => world.asRoot(process.env.E2E_ENGINE ?? '', 'start'),
		takes: 'long',
	},
]);
