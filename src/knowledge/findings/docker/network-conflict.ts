import { decisive, entry, strong } from '../../entry.js';

export const dockerNetworkConflict = entry({
	id: 'docker.network-conflict',
	cause: 'docker-network-conflict',
	layer: 'cluster',
	title: 'An address or a subnet that Docker needs is taken.',
	looks:
		"❌  Exiting due to GUEST_PROVISION: error provisioning guest: Failed to start host: can't create with that IP, address already in use",
	means: 'Docker gives networks and nodes addresses of their own. A left-over container or network, a VPN or WSL has the same ones.',
	told: 'It is about an IP address or a subnet, without a port. With a port, another program listens there.',
	signs: [
		decisive(
			"the node's address is taken",
			/can't create with that IP|(IP|endpoint|ip) address[^\n]{0,40}already in use|(Error response from daemon|failed to set up container networking): Address already in use|user specified IP address is supported only when|Requested IP[^\n]*(not|already)/i,
			{ unless: /bind|listen|:\d+: /i },
		),
		strong(
			'docker0 and another interface have addresses of one network',
			/docker0[\s\S]{0,500}?inet (172\.\d+|192\.168|10\.\d+)\.[\s\S]{0,900}?(eth0|wlan0|tun0|ens\d+|utun\d+)[\s\S]{0,300}?inet \1\./,
		),
		{
			says: "an address is looked for in Docker's own network, which has the same ones",
			pattern: /PING (172\.\d+|192\.168|10\.\d+)\.\d+\.\d+[\s\S]{0,160}?From \1\.\d+\.\d+[^\n]{0,30}Destination Host Unreachable/i,
			weight: 0.72,
		},
		strong(
			"WSL has an address of Docker's own network",
			/172\.17\.0\.0\/16 dev docker0[\s\S]{0,300}172\.17\.\d+\.\d+\/\d+ dev (?!docker)|172\.17\.\d+\.\d+\/\d+ dev eth[\s\S]{0,300}172\.17\.0\.0\/16 dev docker0/,
		),
		decisive(
			'subnets overlap or are used up',
			/Pool overlaps with other one|(non-overlapping|available)[^\n]{0,30}(IPv4 )?address pool|all predefined address pools|networks have overlapping|overlaps? with[^\n]{0,60}(network|subnet|route|address)|\b(subnet|network|CIDR|docker0|bridge)\b[^\n]{0,60}(overlap|conflict|is taken|already taken|collid)\w*|conflicts with (existing )?(network|route|address)|unable to (find|create|allocate)[^\n]{0,40}subnet|no free private network subnets|network[^\n]{0,40}(with name \S+ )?already exists|cidr conflicts with|fully subnetted|already used on the host or by another|networks have same bridge name|VERR_INTNET_\w+|IF_VBOX_(SAME_IP|UNSPECIFIED)|not in the allowed ranges? for host-only|multiple host-only adapters with the same IP|IF_HOST_CIDR_CONFLICT|PR_DOCKER_IP_CONFLICT|no available (IPv4|subnet|network)/i,
			{ unless: /\bno \w+ overlaps?\b|not overlap/i },
		),
	],
	topic:
		/subnet\w*|overlap\w*|address pool|bip|docker0|172\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+|\bIP\b|gateway|CIDR|network|eth0|route|unreachable/i,
	fixes: [
		{
			says: 'Remove the left-over container or network, or give the cluster (or Docker, by "bip") another subnet.',
			commands: ['docker ps -a', 'docker network ls', 'docker network rm minikube', 'minikube start --subnet=192.168.94.0/24'],
		},
	],
	wizard: 'Names the network that is in the way; it removes none that it did not make.',
});
