/** A line of `minikube ... --output=json` (a CloudEvent). */
export function event(kind: 'step' | 'info' | 'error', data: Readonly<Record<string, string>>): string {
	return JSON.stringify({
		specversion: '1.0',
		id: '28cd979c-dc08-4650-ae1c-5acc22f6b291',
		source: 'https://minikube.sigs.k8s.io/',
		type: `io.k8s.sigs.minikube.${kind}`,
		datacontenttype: 'application/json',
		data,
	});
}

function step(currentstep: number, name: string, message: string): string {
	return event('step', { currentstep: String(currentstep), message, name, totalsteps: '19' });
}

/** What the start of a new cluster prints. */
export function stepsOfNew(name: string, memoryMb: number): readonly string[] {
	return [
		step(0, 'Initial Minikube Setup', 'minikube v1.36.0 on Debian 12.11 (docker/amd64)'),
		step(1, 'Selecting Driver', 'Using the docker driver based on user configuration'),
		step(3, 'Starting Node', `Starting "${name}" primary control-plane node in "${name}" cluster`),
		step(5, 'Pulling Base Image', 'Pulling base image v0.0.47 ...'),
		step(8, 'Creating Container', `Creating docker container (CPUs=2, Memory=${memoryMb}MB) ...`),
		step(11, 'Preparing Kubernetes', 'Preparing Kubernetes v1.33.1 on Docker 26.1.5+dfsg1 ...'),
		step(12, 'Generating certificates', 'Generating certificates and keys ...'),
		step(13, 'Booting control plane', 'Booting up control plane ...'),
		step(14, 'Configuring RBAC rules', 'Configuring RBAC rules ...'),
		step(15, 'Configuring CNI', 'Configuring bridge CNI (Container Networking Interface) ...'),
		...stepsOfEnd(name),
	];
}

/** What the start of a stopped one prints. */
export function stepsOfRestart(name: string): readonly string[] {
	return [
		step(0, 'Initial Minikube Setup', 'minikube v1.36.0 on Debian 12.11 (docker/amd64)'),
		step(1, 'Selecting Driver', 'Using the docker driver based on existing profile'),
		step(3, 'Starting Node', `Starting "${name}" primary control-plane node in "${name}" cluster`),
		step(5, 'Pulling Base Image', `Restarting existing docker container for "${name}" ...`),
		step(11, 'Preparing Kubernetes', 'Preparing Kubernetes v1.33.1 on Docker 26.1.5+dfsg1 ...'),
		...stepsOfEnd(name),
	];
}

/** What the start prints when the container of the node is new and its volume is not. */
export function stepsInVain(name: string): readonly string[] {
	return [
		step(0, 'Initial Minikube Setup', `[${name}] minikube v1.36.0 on Debian 12.11 (docker/amd64)`),
		step(1, 'Selecting Driver', 'Using the docker driver based on existing profile'),
		step(3, 'Starting Node', `Starting "${name}" primary control-plane node in "${name}" cluster`),
		step(5, 'Pulling Base Image', `docker "${name}" container is missing, will recreate.`),
		step(8, 'Creating Container', 'Creating docker container (CPUs=2, Memory=4096MB) ...'),
		step(11, 'Preparing Kubernetes', 'Preparing Kubernetes v1.33.1 on Docker 26.1.5+dfsg1 ...'),
		step(17, 'Verifying Kubernetes', 'Verifying Kubernetes components...'),
		event('error', {
			advice: 'Check that the provided apiserver flags are valid, and that SELinux is disabled',
			exitcode: '105',
			issues: 'https://github.com/kubernetes/minikube/issues/4536,https://github.com/kubernetes/minikube/issues/6014',
			message: 'wait 6m0s for node: wait for apiserver proc: apiserver process never appeared',
			name: 'K8S_APISERVER_MISSING',
			url: '',
		}),
	];
}

function stepsOfEnd(name: string): readonly string[] {
	return [
		step(17, 'Verifying Kubernetes', 'Verifying Kubernetes components...'),
		step(18, 'Enabling Addons', 'Enabled addons: default-storageclass, storage-provisioner'),
		step(19, 'Done', `Done! kubectl is now configured to use "${name}" cluster and "default" namespace by default`),
	];
}
