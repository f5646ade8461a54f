import { decisive, entry, likely } from '../../entry.js';

export const minikubeDriverMismatch = entry({
	id: 'minikube.driver-mismatch',
	cause: 'minikube-driver-mismatch',
	layer: 'cluster',
	title: 'The cluster was made with another driver than the one that is asked for.',
	looks:
		'Exiting due to GUEST_DRIVER_MISMATCH: The existing "minikube" cluster was created using the "virtualbox" driver, which is incompatible with requested "docker" driver.',
	means: 'A Minikube profile belongs to the driver it was created with; it cannot move.',
	told: 'Minikube names both drivers.',
	signs: [
		decisive(
			'Minikube names the driver of the profile and the requested one',
			/GUEST_DRIVER_MISMATCH|(VM|cluster|profile|container|machine|guest)[^\n]{0,30}(that )?(was )?created (using|with) (the )?"?\w+"? (driver|VM driver)|incompatible with requested "?\w+"? driver|existing[^\n]{0,40}driver[^\n]{0,40}(does not match|differs|mismatch|conflict)|\bdriver(?!\/library)[^\n]{0,20}mismatch|created using the '?"?\w+'?"? driver|with (a )?different driver:? \w+|(Treiber|pilote|controlador|драйвер)[^\n]{0,60}(inkompatibel|nicht kompatibel|incompatible|no es compatible|несовместим)|互換性のない|tidak kompatibel dengan driver|不兼容[^\n]{0,40}驱动|驱动[^\n]{0,40}不兼容|does not match (the )?(existing|requested) driver/i,
		),
		likely('there is no such driver for this system', /DRV_UNSUPPORTED_OS|driver '?"?\w+'?"? is not supported on/i),
		likely(
			'the driver of the profile asks for what nobody wanted to give',
			/Using the \w+ driver based on existing profile[\s\S]{0,400}Exiting due to MK_USAGE/,
		),
		likely('the program of the driver that is asked for is not there', /PROVIDER_(?!DOCKER)[A-Z0-9]+_NOT_FOUND/),
		decisive('another driver was asked for than the one that runs', /VBoxManage(\.exe)?: error|"DriverName": "virtualbox"/, {
			with: /(?<!['"])--(vm-)?driver[= ]"?(hyperv|docker|hyperkit|kvm2|podman|qemu2?)\b/i,
			unless: /driver[= ]"?virtualbox/i,
		}),
	],
	symptomOf: ['docker-daemon-not-running'],
	topic:
		/driver=\w+|vm-driver\S{0,12}|hyperkit|hyperv|kvm2|incompatible|requested \S{1,10} driver|existing \S{1,12} (cluster|VM)|created using|mismatch/i,
	fixes: [
		{
			says: 'Start it with its own driver, or delete it (with all that is in it) and start anew.',
			commands: ['minikube profile list', 'minikube start --driver=OLD-DRIVER', 'minikube delete && minikube start --driver=docker'],
		},
	],
	wizard: 'Starts a profile with the driver it has; it deletes none without a yes.',
});
