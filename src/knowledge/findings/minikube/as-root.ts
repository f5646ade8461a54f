import { decisive, entry } from '../../entry.js';

export const minikubeAsRoot = entry({
	id: 'minikube.as-root',
	cause: 'minikube-docker-driver-as-root',
	layer: 'cluster',
	title: 'Minikube refuses to make a cluster in Docker for root.',
	looks: '🛑  The "docker" driver should not be used with root privileges.',
	means: 'The docker driver is meant for an ordinary user. As root it would leave files that this user cannot use later.',
	told: 'Minikube names "root privileges" and the driver. Docker itself is fine.',
	signs: [
		decisive(
			'Minikube refuses the driver for root',
			/(driver|docker|podman)"? should not be used with root|DRV_AS_ROOT|(driver|docker)[^\n]{0,40}(cannot|can't|must not|should not) be (used|run) (as|with) root|not recommended[^\n]{0,40}root privileges|X Exiting due to DRV_NEEDS_ADMINISTRATOR|(Treiber|pilote|controlador|conductor|driver|sterownik\w*|драйвер) ["«]?(docker|podman)["»]?[^\n]{0,60} (root|ra[íi]z)\b|["「]?(docker|podman)["」]? ?(驱动|ドライバー|드라이버)[^\n]{0,24}root|(root ?|根)权限[^\n]{0,24}(docker|podman)/i,
		),
	],
	topic: /\broot\b|sudo minikube|privileges|--force|driver=none|DRV_\w+|should not be used/i,
	fixes: [
		{
			says: 'Run it as an ordinary user in the group "docker", and give that user its files back.',
			commands: [
				'sudo usermod -aG docker $USER && newgrp docker',
				'sudo chown -R $USER ~/.minikube ~/.kube',
				'minikube start --driver=docker',
			],
			docs: 'https://minikube.sigs.k8s.io/docs/drivers/docker/',
		},
	],
	wizard: 'Notices root before it starts anything, and names both ways out: another user, or no cluster.',
});
