import { decisive, entry, hint, likely, strong } from '../../entry.js';

export const accessPortInUse = entry({
	id: 'access.port-in-use',
	cause: 'port-in-use',
	layer: 'access',
	title: 'Another program uses this port already.',
	looks:
		'Unable to listen on port 8080: Listeners failed to create with the following errors: [Unable to create listener: Error listen tcp4 127.0.0.1:8080: bind: address already in use Unable to create listene',
	means: 'Only one program can listen on a port of this machine. Often it is an older port-forward, another cluster or a local web server.',
	told: 'A process listens. When none does and Windows refuses all the same, the port is reserved; when it is about an IP address, a Docker network is in the way.',
	signs: [
		decisive(
			'a port of this machine is taken',
			/GUEST_PORT_IN_USE|EADDRINUSE|port is already (allocated|in use)|Unable to listen on (port|any of the requested ports)|unable to create listener|Only one usage of each socket address|port \d+ (is |was )?(already )?(in use(?![^\n]*trying (another|\d+))|being used|allocated|taken|not available)|\d+ is already in use|Bind for \S+ failed|provided port is already allocated|ERROR Port-\d+|(listen|bind)[^\n]{0,100}:\d+[^\n]{0,60}address (is )?already in use|address already in use[^\n]{0,30}:\d+|bind\(\) to \S+ failed|ports? (are|is) not available[^\n]*(in use|one usage)|WinError 10048|(another|already have (a|another)) process (on|listening|using)[^\n]{0,20}port|port \d+ (is )?(busy|occupied)|already listening on|forwards\/expose returned unexpected status|Normalerweise darf jede Socketadresse|Adresse d[eé]j[aà] utilis|Direcci[oó]n ya en uso|(Port|puerto|porta) \d+ (ya est[áa] |[ée] d[ée]j[àa] |est d[ée]j[àa] |j[áa] est[áa] |(wird|ist) bereits |[èe] gi[àa] )|порт \d+ уже|端口 ?\d+ ?(已|被)|ポート ?\d+ ?(は|が)[^\n]{0,12}使用|포트 ?\d+[^\n]{0,12}사용 중|Adresse wird bereits verwendet|Адрес уже используется|地址已在使用|アドレスは既に使用/i,
			{ unless: /forbidden by its access|can't create with that IP/i },
		),
		strong('an address is taken', /address already in use|address in use/i, {
			unless:
				/can't create with that IP|container networking: Address|IP address[^\n]{0,20}already|Error response from daemon: Address already in use/i,
		}),
		likely('a server could not get its port', /(could not|cannot|can't|failed to|unable to) bind (to |on )?[^\n]{0,24}(:\d+\b|port \d+)/i, {
			unless: /forbidden by its access|cannot assign requested|can't create with that IP|permission denied/i,
		}),
		likely(
			'Windows holds the port that a server in WSL asks for',
			/permission denied[^\n]*could not bind (to )?[^\n]{0,24}:\d+|could not bind (to )?[^\n]{0,24}:\d+[^\n]*permission denied/i,
			{ on: ['wsl2'] },
		),
		hint('somebody looked who listens on a port, and there is one', /\bLISTEN\b[^\n]*:\d+\b|:\d+\b[^\n]*\bLISTEN/, {
			with: /^\W{0,3}(sudo )?(ss|netstat|lsof|fuser|Get-NetTCPConnection)\b/im,
		}),
	],
	symptomOf: ['windows-port-reserved', 'docker-network-conflict', 'docker-not-installed'],
	topic:
		/(already |address )in use|allocated|EADDRINUSE|lsof|netstat|occupied|listen tcp\S{0,1}|already listening|another process|port \d+|port[- ]forward|ports are not available|bind for/i,
	fixes: [
		{
			says: 'Find and stop the program that listens there, or choose another port.',
			commands: ['sudo lsof -i :8080', 'kubectl port-forward service/NAME 8081:80'],
		},
		{
			says: 'Find and stop the program that listens there, or choose another port.',
			commands: ['netstat -ano | findstr :8080', 'kubectl port-forward service/NAME 8081:80'],
			on: ['windows'],
		},
	],
	wizard: 'Tries its ports first and takes the next free one where you did not name one.',
});
