import { decisive, entry, likely, strong } from '../../entry.js';

export const dockerIptables = entry({
	id: 'docker.iptables',
	cause: 'docker-iptables-broken',
	layer: 'docker',
	title: 'Docker cannot write its firewall rules.',
	looks:
		"Error response from daemon: unable to insert jump to DOCKER-ISOLATION rule in FORWARD chain:  (iptables failed: iptables --wait -I FORWARD -j DOCKER-ISOLATION: iptables v1.6.0: Couldn't load target `D",
	means:
		'Docker leads traffic to containers with iptables. Its chains were flushed, a kernel module is missing, or two flavours of iptables are mixed.',
	told: 'The message quotes iptables. A port that is taken is said as "port is already allocated".',
	signs: [
		decisive(
			'a chain or a rule is missing',
			/No chain\/target\/match by that name|Chain '?(DOCKER|NETAVARK|CNI|KUBE)[\w-]*'? does not exist|Couldn't load target `?'?DOCKER|DOCKER-(ISOLATION|USER|FORWARD)[\w-]*[^\n]{0,60}(not exist|no such|failed|missing)/i,
		),
		decisive(
			'iptables failed',
			/ip6?tables(-\w+)? failed|ip6?tables(\.legacy|-legacy|-nft)? ?(v[\d.]+)?[^\n]{0,40}: ?(can't initialize|Failed to initialize|RULE_\w+ failed|CHAIN_\w+ failed|Couldn't load|command not found|Permission denied|Could not fetch rule set)|Failed to Setup IP tables|can't initialize ip6?tables table|failed to (create|add|register|set up|program) [^\n]{0,60}(NAT|FILTER|iptables|MASQUERADE|jump)[\w -]*(chain|rule)|Unable to enable (SKIP DNAT|ACCEPT|DROP|NAT) |iptables: [^\n]*(Bad rule|not found|incompatible|Invalid argument)|iptables not found|"iptables": executable file not found|Extension \w+ revision \d+ not supported|nf_tables[^\n]*(fail|incompatible|Invalid)|nftables[^\n]{0,80}(fail|incompatible)|Failed to initialize nft|Module (ip6?_?tables?\w*|iptable_\w+|nf_\w+|br_netfilter|xt_\w+) not found|bridge-nf-call-ip6?tables[^\n]{0,20}(: no such|contents are not|does not exist)|ZONE_CONFLICT|firewalld[^\n]{0,60}(fail|error)|(Table|chain) does not exist \(do you need to insmod/i,
		),
		strong(
			'the daemon could not make its bridge',
			/Error initializing network controller|failed to (initialise|initialize|register|create)[^\n]{0,40}(bridge driver|network controller|default "bridge" network)|Error creating default "bridge" network|failed to (add|create) (the host|interface)?[^\n]{0,20}\(?veth[^\n]*not supported|cannot create network[^\n]*operation not supported/i,
			{ unless: /overlap|no available|conflict/i },
		),
		likely('a published port could not be led to its container', /failed programming external connectivity/i, {
			unless:
				/already (allocated|in use)|address already in use|Only one usage|forbidden by its access|Ports are not available|unexpected error Permission/i,
		}),
	],
	symptomOf: ['wsl1-not-wsl2'],
	topic:
		/ip6?tables|nftables|nf_tables|\bnat\b|chain|firewall\w*|MASQUERADE|FORWARD|bridge|veth|kernel module|modprobe|network controller/i,
	fixes: [
		{
			says: 'Restart Docker: it writes its chains anew. If the message stays, choose one flavour of iptables.',
			commands: [
				'sudo systemctl restart docker',
				'sudo update-alternatives --set iptables /usr/sbin/iptables-legacy',
				'sudo modprobe -a iptable_nat br_netfilter xt_addrtype',
			],
			on: ['linux'],
		},
		{
			says: 'Choose the older flavour of iptables and start Docker again; in WSL 2 update the kernel as well.',
			commands: ['sudo update-alternatives --set iptables /usr/sbin/iptables-legacy', 'sudo service docker restart', 'wsl.exe --update'],
			on: ['wsl2', 'windows'],
		},
		{ says: 'Restart Docker: it writes its chains anew.', commands: ['sudo systemctl restart docker'] },
	],
	wizard: "Names it from Docker's own message; it changes no firewall.",
});
