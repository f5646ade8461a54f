import { decisive, entry, likely, strong } from '../../entry.js';

export const wslNoSystemd = entry({
	id: 'wsl.no-systemd',
	cause: 'wsl-systemd-disabled',
	layer: 'prerequisites',
	title: 'This system was started without systemd, which something here needs.',
	looks: "System has not been booted with systemd as init system (PID 1). Can't operate.",
	means:
		'WSL starts a distribution without systemd unless it is told to. Services such as a natively installed Docker, and Minikube\'s driver "none", then cannot be started with systemctl.',
	told: 'The message names init or the bus. Docker itself may be running, started in another way.',
	signs: [
		decisive(
			'systemctl says that systemd is not the init system',
			/not been booted with|systemd[^\n]{0,40}(is not|isn't) (running|PID 1|the init)|PID 1[^\n]{0,30}(is not|isn't) systemd|without systemd|systemd (support )?is (not|disabled)|systemd not detected|there is no systemd user session|systemd or openrc|no supported init system|init system[^\n]{0,30}(not supported|unsupported|not detected|unknown)/i,
			// A package that is installed in a build says so, too, and is installed all the same.
			{ unless: /^#\d+ \d|Setting up \S+ \(/m },
		),
		strong(
			'there is no bus to talk to systemd',
			/Failed to (connect to|get) (system scope )?(D-)?bus( connection)?|Host is down|systemctl: (command )?not found|"systemctl": executable file not found|systemctl[^\n]{0,60}Exec format error|(system_bus_socket|\/run\/user\/\d+\/(bus|systemd\S*)|snapd\.socket)[^\n]{0,60}(no such file|connection refused|not found)|service manager is not running|snapd is not yet supported on Windows/i,
			{ unless: /^#\d+ \d|Setting up \S+ \(/m },
		),
		strong(
			'nobody listens where systemd takes its orders',
			/\/run\/systemd\/private[^\n]{0,40}(no such file|connection refused|not found)/i,
		),
		likely('a service could not be started with systemctl', /sudo systemctl (re)?start \S+: exit status/i, { on: ['wsl2'] }),
	],
	symptomOf: ['wsl1-not-wsl2'],
	topic: /systemd|runlevel|invoke-rc|systemctl|\binit\b|PID 1|D-?Bus|wsl\.conf|snapd?\b|service manager/i,
	fixes: [
		{
			says: 'Switch systemd on for this distribution, then restart WSL from PowerShell. Or use Docker Desktop and the docker driver, which need no systemd here.',
			commands: ["printf '[boot]\\nsystemd=true\\n' | sudo tee -a /etc/wsl.conf", 'wsl.exe --shutdown'],
			on: ['wsl2', 'windows', 'unknown'],
			docs: 'https://learn.microsoft.com/windows/wsl/systemd',
		},
		{ says: 'Start the service without systemctl, or use a system that runs systemd.', commands: ['sudo service docker start'] },
	],
	wizard: 'Notes it, and asks for it only where Docker runs in the distribution itself; it uses the docker driver, which does not need it.',
});
