import { decisive, entry, likely, strong } from '../../entry.js';

export const dockerDiskFull = entry({
	id: 'docker.disk-full',
	cause: 'disk-full',
	layer: 'docker',
	title: 'The disk that Docker works on is full.',
	looks: 'X Docker is nearly out of disk space, which may cause deployments to fail! (90% of capacity)',
	means:
		'Images, build caches and volumes fill the disk of Docker. With Docker Desktop that is a virtual disk of limited size, which is full although the computer has room.',
	told: '"No space left on device" for a path in Docker\'s storage. The same words about an inotify watch mean a limit of the kernel instead.',
	signs: [
		strong("Docker Desktop's own check finds no room", /\[FAIL\] DD002[78]\b(?![^\n]*failed to retrieve)/),
		decisive(
			'a program found no space to write',
			/no space left on device|ENOSPC(?!: System limit)|not enough (free )?(disk )?space|there is not enough space|insufficient disk space|not enough room on|No queda espacio|kein (freier )?Speicherplatz( mehr|\b)|не осталось свободного места|장치에 남은 공간이 없|Brak miejsca na|sul device esaurito|nicht genug (Speicherplatz|Platz)|Недостаточно места|Espacio insuficiente|espacio (suficiente )?en (el )?disco|pas assez d'espace|spazio (su disco )?(insufficiente|esaurito)|espa[çc]o insuficiente|espa[çc]o em disco|磁盘空间不足|磁盘已满|VERR_DISK_FULL|ERROR_DISK_FULL|0x80070070|os error (28|112)\b|GUEST_PROVISION_NOSPACE|Aucun espace disponible|espace insuffisant|设备上没有空间|デバイスに空き領域がありません|nicht genügend (Speicherplatz|Platz)|disk (is |was )?full|database or disk is full|(ran|run|running) out of (disk )?space|disk quota exceeded|You don't have enough free space/i,
			{ unless: /inotify|fsnotify|file watch|max_user_(watches|instances)|failed to (watch|create watcher)/i },
		),
		decisive(
			"Docker's storage is (nearly) used up",
			/nearly out of disk space(?![^\n]*\b8\d% of)|RSRC_(\w+_)?STORAGE|keinen (verf[üu]gbaren )?(Platten|Speicher)platz mehr|fast (keinen|ohne) (Platten|Festplatten)\w*|d'espace disque !|磁盘空间(即将耗尽|已满|不足)|ディスクがいっぱい|ディスクスペースを使い果た|(закончилось|заканчивается) место|wolnej przestrzeni dyskowej|kehabisan ruang|(9\d|100)% of capacity|(docker|overlay\w*|\/dev\/(?!loop)\S+|\/var\S*)[^\n]*[\s(](9[5-9]|100)%([ \t]+\/| of | full| used|\))/i,
		),
		likely('a program could not unpack itself', /INTERNAL ERROR: cannot create temporary directory/),
		likely('apt cannot check signatures, as where it has no room to write them', /At least one invalid signature was encountered/),
		likely('Minikube warns that the storage of Docker fills up', /nearly out of disk space/i),
		decisive(
			'the node reports pressure on its disk',
			/(Kubelet|Node)HasDiskPressure|\bDiskPressure[ \t]+True\b|condition: \[\w*DiskPressure|has disk pressure|disk-pressure(?!\S* op=Exists|\s+operator: Exists)|low on resource: (ephemeral-storage|inodes|imagefs|nodefs)|reclaim (ephemeral-storage|inodes)|(out of|no free) inodes|freeDiskSpaceFailed|FreeDiskSpaceFailed|garbage collection (required|failed)[^\n]*(bytes|free)|EvictionThresholdMet[^\n]*storage|ImageGCFailed/i,
		),
	],
	topic:
		/\bdisk\b|inodes?|no space|space left|ephemeral-storage|evict\w*|prune|df -h|100%|% of capacity|overlay2|ENOSPC|DiskPressure|free space|low on resource|storage driver|\bUse%|\bAvail\w*|capacity|write \/\S{0,40}/i,
	fixes: [
		{
			says: 'Free space in Docker; with Docker Desktop, its disk can also be made larger in Settings > Resources.',
			commands: ['docker system df', 'docker system prune', 'minikube ssh -- docker system prune'],
		},
	],
	wizard: "Measures the free space at Docker's storage before it builds, and names what a build and a cluster need.",
});
