import { decisive, entry, likely, strong } from '../../entry.js';

export const hostPortReserved = entry({
	id: 'host.port-reserved',
	cause: 'windows-port-reserved',
	layer: 'cluster',
	title: 'Windows keeps this port for itself.',
	looks: 'listen tcp 0.0.0.0:8080: bind: An attempt was made to access a socket in a way forbidden by its access permissions.',
	means:
		'Windows reserves ranges of ports for Hyper-V, and new ranges after each start. A program that asks for one of them is refused although nobody listens there.',
	told: '"Forbidden by its access permissions". When a process listens, the words are "already in use" or "only one usage".',
	signs: [
		decisive(
			'Windows refuses the port without anybody listening',
			/forbidden by its access permissions|a socket in a way forbidden|WSAEACCES|wird durch die Zugriffsberechtigungen|d'une mani[eè]re interdite|de mani[eè]re interdite|aufgrund der Zugriffsrechte des Sockets|no permitid[oa] por sus permisos|proibida pelas permiss|запрещенным правами доступа|vietato dal|WinError 10013|(Socket(Exception)?|error:?) \(?10013\b|prohibida por (los|sus) permisos|アクセス許可で禁じられた|访问权限不允许/i,
		),
		likely('the ranges that Windows keeps were asked for', /excludedportrange|winnat|Start ?Port\s{1,20}End ?Port/i),
		strong(
			'the port is refused',
			/listen EACCES[^\n]*\d|bind: permission denied|Bind for \S+: unexpected error Permission denied|Ports are not available: [^\n]*(access permissions|EACCES)/i,
			{ on: ['windows', 'wsl2'] },
		),
	],
	against: [
		{
			says: 'ports below 1024 are seldom in such a range, and often held by a service of Windows',
			pattern: /:([1-9]\d{0,2}|10[01]\d|102[0-3]): bind: /,
			weight: 0.3,
		},
	],
	topic: /winnat|excludedportrange|netsh|access permissions|reserved|socket|10013|forbidden by|EACCES|dynamicport|hns/i,
	fixes: [
		{
			says: 'Restart the service that keeps the ports, as an administrator, or choose another port.',
			commands: ['netsh interface ipv4 show excludedportrange protocol=tcp', 'net stop winnat && net start winnat'],
		},
	],
	wizard: 'Tries its ports before it uses them, and takes the next free one where you did not name one.',
});
