import { decisive, entry, hint, likely, strong } from '../../entry.js';

export const hostClockSkew = entry({
	id: 'host.clock-skew',
	cause: 'clock-skew',
	layer: 'prerequisites',
	title: 'The clock is wrong, so good certificates look expired or not valid yet.',
	looks: 'Error response from daemon: Get https://k8s.gcr.io/v2/: x509: certificate has expired or is not yet valid',
	means: 'WSL and virtual machines stop their clock while the computer sleeps. With the wrong time every certificate check fails.',
	told: "It hits every server, new ones too, and public registries. A single certificate that ran out is the cluster's own.",
	signs: [
		decisive(
			'the certificate lies in the future',
			/current time \S+ is before|certificate is not yet (valid|activated)|not valid yet|CERT_NOT_YET_VALID|(token|assertion|claim|JWT|nbf|iat|issuedAt|signature|timestamp|time stamp)\b[^\n]{0,60}\b(in the future|(?<!or is )not yet (valid|current|active))|certificate (will be|is only) valid (from|after)|token used before issued|issued in the future|RequestTimeTooSkewed|is now earlier than|is still later than|RequestExpired|difference between the request time and the (current|server) time|AADSTS(500133|700024)|not within its valid time range|in a reasonable timeframe|(your|the) (computer|system|machine|device|local|host)('s)? (time|clock|date)[^\n]{0,40}(correct|wrong|incorrect|sync|set)/i,
		),
		decisive(
			'the clocks were compared and differ',
			/clock (skew|drift)|\b(clock|date|time)\b[^\n]{0,60}\b(behind|ahead|out of sync|differs?|wrong|incorrect|skewed|in the past|in the future|not (in )?sync\w*)\b|\b(hours?|days?|minutes?|months?|years?) (behind|ahead|in the past|slow|off)\b|hwclock|ntpdate|timedatectl/i,
			{ with: /x509|certificate|expired|valid|\bsign(ed|ature)|Release file|token|skew|TLS/i },
		),
		decisive(
			'apt calls its own lists not valid yet',
			/Release file for \S+ is (not valid|expired)|is not valid yet \(invalid for another|is expired \(invalid since/i,
		),
		decisive(
			'the certificates are quite new',
			/(seconds|minutes|moments|just) (before|ago|now|created|started)|(within|in) the (last|past) (hours?|minutes?|days?|\d+)|(all|every) [^\n]{0,40}(answer|show|give|say)s? the same|(brand[- ]?new|fresh(ly)?|newly|just) (created|made|installed|cluster)/i,
			{ in: 'facts', with: /x509|certificate/i },
		),
		strong('two clocks were asked', /\bdate\b[^\n]*: [^\n]*\d{1,2}:\d{2}/i, {
			in: 'facts',
			with: /^(sudo )?(date|get-date|hwclock|timedatectl)\b/i,
		}),
		likely(
			'two clocks were read, one below the other',
			/\b(time|date)\b[^\n:]{0,24}: \w{3} \w{3} \d+ \d\d:\d\d:\d\d[^\n]*\n[^\n]{0,40}\b(time|date)\b[^\n:]{0,24}: \w{3} \w{3} \d+ \d\d:\d\d:\d\d/i,
		),
		likely(
			'two systems were asked for the time, one after the other',
			/\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*,? [^\n]{0,30}\d{1,2}:\d{2}:\d{2}[^\n]{0,20}\n([^\n]{0,60}\n)?(Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*,? [^\n]{0,30}\d{1,2}:\d{2}:\d{2}/,
			{ with: /(^|[$>;&|] ?)(sudo )?(date|get-date|hwclock)\b(?!:)/im },
		),
		decisive('the dates of two systems were read', /\bdate\b[^\n:]*: (?!posted)[^\n]*\d{4}/i, {
			in: 'facts',
			with: /x509|certificate|expired/i,
		}),
		strong(
			"a public server's certificate looks expired",
			/(https:\/\/|host=|lookup |Get "?https?:\/\/)\S*(k8s\.io|gcr\.io|docker\.(io|com)|quay\.io|ghcr\.io|github\S*\.com|googleapis\.com|npmjs\.org|pypi\.org|ubuntu\.com|debian\.org|microsoft\.com|mcr\.)\S*[^\n]*(certificate has expired or is not yet valid|certificate has expired|expired certificate)/i,
		),
		likely(
			'a container that was made just now is hours old',
			/^([0-9a-f]{12})[0-9a-f]{0,52}\n[\s\S]{0,800}^\1 [^\n]*(hours?|days?|weeks?|months?) ago (Exited \(\d+\)|Up) /m,
			{ with: /docker (container )?run\b/i, unless: /docker (container )?(re)?start\b/i },
		),
		hint(
			'a signature with a time in it is refused in WSL, whose clock stops during sleep',
			/make sure the value of Authorization header is formed correctly including the signature/i,
			{ on: ['wsl2'] },
		),
		likely(
			'an expired certificate inside WSL, whose clock stops during sleep',
			/certificate has expired or is not yet valid(?!: current time \S+ is after)/i,
			{ on: ['wsl2'] },
		),
		hint('the time is in question', /certificate has expired or is not yet valid/i),
	],
	against: [
		{
			says: 'kubeadm compared two plausible dates of its own certificate',
			pattern: /could not validate bounds for certificate|not signed by CA certificate/i,
			weight: 0.7,
			unless: /not valid yet/i,
		},
	],
	topic:
		/\bclock\w*|hwclock|\bntp\w*|chrony\w*|timesync\w*|time ?zone|(current|system|wrong|computer) (time|date)|\bdate\b|in the future|too early|not (yet )?valid|not yet|\biat\b|\bnbf\b|epoch|skew|drift|Release file|time and|expired|sleep|suspend\w*|hibernat\w*|\bdists\b|InRelease|earlier|signature/i,
	fixes: [
		{
			says: 'Set the clock of WSL; if it stays, restart WSL.',
			commands: ['sudo hwclock -s', 'wsl.exe --shutdown'],
			on: ['wsl2', 'windows'],
		},
		{
			says: 'Switch time synchronisation on, and restart the virtual machine so that its clock is set.',
			commands: ['date', 'sudo timedatectl set-ntp true', 'minikube stop && minikube start'],
		},
	],
	wizard: "Compares this clock with the ones of Windows, of Docker's machine and of a public server, and names the one that is off.",
});
