import { entry, likely } from '../../entry.js';

export const networkDns = entry({
	id: 'network.dns',
	cause: 'dns-resolution-failure',
	layer: 'docker',
	title: 'Names on the internet do not resolve.',
	looks: 'Temporary failure in name resolution',
	means:
		'The name server that this system, Docker or the cluster asks does not answer, or does not know outside names. VPNs and WSL are the usual reason.',
	told: 'The failing word is a name ("no such host", port 53). Addresses can often still be reached.',
	signs: [
		{
			says: 'a name could not be resolved',
			pattern:
				/no such host|temporary failure (in name resolution|resolving)|(?<!ERESOLVE )could(n't| not) resolve(?! ('|npm|\.|placeholder|dependenc|module|import|entry|all|peer|view|type|a module|method|"))( host| proxy)?|UnknownHostException|bad address '|name or service not known|Name does not resolve|\bEAI_AGAIN\b|getaddrinfo|\bENOTFOUND\b|server misbehaving|SERVFAIL|NXDOMAIN(?! qr,)|nodename nor servname|unknown host|no nameservers|remote name could not be resolved|konnte nicht aufgel[öo]st werden|no se (puede|pudo) resolver|n'a pas pu [êe]tre r[ée]solu|INET_LOOKUP_HOST|K8S_DNS_TIMEOUT|unable to resolve host address|host not found in upstream|Something wicked happened resolving|No address associated with hostname|DNS request timed out|can't find \S+: (Server failed|Non-existent domain|No response)|DNS lookup error|produced zero addresses|Try again resolving|Resolving timed out|DNS_PROBE|0x80072ee7|temporary error \(try again later\)|Host desconocido|Nom ou service inconnu|Nombre o servicio desconocido|Name oder Dienst nicht bekannt/i,
			weight: 0.86,
			unless:
				/proxyconnect tcp|error during connect: [^\n]*lookup|kubernetes\.docker\.internal|Unable to connect to the server: dial tcp: lookup|api group list[^\n]*dial tcp: lookup|SQLSTATE|Sequelize|psycopg|MongoNetwork|ECONNREFUSED[^\n]*postgres/i,
		},
		{
			says: 'the name server did not answer',
			pattern:
				/lookup \S+( on \S+)?:? [^\n]*(i\/o timeout|timed? ?out|connection refused|network is unreachable|no route)|plugin\/loop: Loop|communications error to \S+#53|:53(->\S+)?: (read|write|dial|i\/o|connect|connection)|\d\.\d+:53: (?!no such host|bind|listen)|connection timed out; no servers could be reached|dns (server|resolution|lookup)[^\n]{0,40}(fail|timed? ?out|error|not)|nameserver[^\n]{0,40}(fail|not|unreachable|timed)|DNS_RESOLVER|IF_DNS|resolv\.conf[^\n]{0,60}(fail|error|wrong|broken|missing|empty)/i,
			weight: 0.88,
			unless: /proxyconnect tcp/i,
		},
		likely(
			"the cluster's own name server does not come up",
			/\bcoredns-\S+[ \t]+0\/\d+[ \t]+(?!Completed|Pending|ContainerCreating|Evicted|Running|\w*ImagePull)/,
		),
		likely('the cluster itself looks for a name that is not there', /dial tcp: lookup/i),
	],
	symptomOf: ['docker-network-conflict', 'docker-credential-helper-missing', 'docker-context-broken'],
	topic:
		/\bDNS\b|resolv\w*|name ?server\w*|lookup|coredns|nslookup|\bdig\b|no such host|temporary (failure|error)|name resolution|resolving|bad address|host name|getaddrinfo|:53\b|dns ?masq|unknown host|domain|8\.8\.8\.8|Name or service|ping/i,
	fixes: [
		{
			says: "Give WSL a name server that answers, then restart it; with a VPN, use the VPN's.",
			commands: [
				"printf '[network]\\ngenerateResolvConf=false\\n' | sudo tee -a /etc/wsl.conf",
				"sudo rm /etc/resolv.conf; echo 'nameserver 1.1.1.1' | sudo tee /etc/resolv.conf",
				'wsl.exe --shutdown',
			],
			on: ['wsl2'],
		},
		{
			says: 'Give this system, Docker ("dns" in daemon.json or Docker Desktop > Docker Engine) or the node a name server that answers; with a VPN, use the VPN\'s.',
			commands: ['nslookup registry.k8s.io', 'docker run --rm busybox nslookup registry.k8s.io', 'minikube ssh -- cat /etc/resolv.conf'],
		},
	],
	wizard: 'Tries the names it needs before a download, and says which one was asked where.',
});
