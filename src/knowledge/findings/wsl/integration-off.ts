import { decisive, entry, hint, strong } from '../../entry.js';

export const wslIntegrationOff = entry({
	id: 'wsl.integration-off',
	cause: 'wsl2-docker-desktop-integration-off',
	layer: 'prerequisites',
	title: 'Docker Desktop does not share this WSL distribution.',
	looks: "The command 'docker' could not be found in this WSL 2 distro.",
	means:
		'Docker Desktop runs on Windows and lends its daemon to the WSL distributions that are switched on in its settings. This one is not, or not any more.',
	told: 'The same message shows while Docker Desktop is not started. Windows tells which: if its process or the distribution "docker-desktop" runs, it is the setting.',
	signs: [
		{
			says: 'the stand-in that Docker Desktop leaves in WSL answered instead of docker',
			pattern: /could not be found in this WSL ?2 distro|activate the WSL integration in Docker Desktop/i,
			weight: 0.86,
			unless: /this WSL 1 distro|convert this distro to WSL/,
		},
		strong(
			'the programs that Docker Desktop lends are an empty mount',
			/(cli-tools\/usr\/bin\/docker\S*|\/mnt\/wsl\/docker-desktop\S*|\/usr\/bin\/docker(-compose)?|\/usr\/local\/bin\/docker|\/usr\/local\/lib\/docker\/cli-plugins\S*|Docker\/Docker\/resources\/bin\/[\w-]+)['"]?: (No such file or directory|cannot execute|Input\/output error|not found|command not found|Transport endpoint)/i,
			{ on: ['wsl2', 'windows'], unless: /docker-desktop[ \t]+Stopped|Docker Desktop is not running/i },
		),
		decisive(
			'Docker Desktop has lent nothing to this distribution',
			/(cannot access|stat|ls:) '?\/mnt\/wsl\/docker-desktop\/cli-tools[^\n]*No such file/i,
			{ unless: /docker-desktop[ \t]+Stopped|Docker Desktop is not running/i },
		),
		decisive(
			'the integration with this distribution stopped',
			/WSL integration with (the )?distro\S* ['"]?\S+['"]? (has )?(unexpectedly )?(stopped|crashed|failed)|(docker-desktop-user-distro|docker-desktop-proxy|wsl-distro-proxy)[^\n]*(exit|fail|error|not found|no such)|resolver could not resolve distro|disabling integration|WslIntegrationAgent[^\n]*(Unable|Failed)|(deploying|starting|running|setting up) (the )?(WSL ?2? )?integration( for| with|:)|ensuring user distro|(docker\.proxy\.sock|shared-sockets)(?!\S*backend\.sock)[^\n]{0,80}(no such|refused|not found|dangling)|WSL integration (is )?(off|disabled|not enabled|toggled off|switched off)|(distro|distribution)[^\n]{0,40}(not|n't) (integrated|enabled)[^\n]{0,40}(Docker Desktop|WSL integration)/i,
		),
		strong(
			'Docker Desktop runs on Windows while docker is not to be found here',
			/docker: command not found|command not found: docker|command 'docker' not found|docker: not found/i,
			{
				on: ['wsl2'],
				with: /Docker Desktop|docker-desktop[ \t]+Running|docker\.exe|\/mnt\/wsl\/docker-desktop|(powershell|cmd)(\.exe)? [^\n]{0,12}docker (version|ps|info|run|images)\b/i,
			},
		),
		strong(
			'Docker Desktop runs on Windows while no daemon answers here',
			/cannot connect to the docker daemon|docker\.sock: (connect: )?no such file/i,
			{
				on: ['wsl2'],
				with: /docker-desktop[ \t]+Running|Docker Desktop:? (is )?(running|started)|docker[^\n]{0,16}\b(works?|runs?|answers?)\b[^\n]{0,30}(powershell|cmd|windows|through Docker Desktop)|other distro[^\n]*docker (works|runs)|docker-desktop-proxy|desktop\.exe|(powershell|cmd)\.exe[^\n]{0,20} docker[^\n]*\s{1,4}CONTAINER ID|docker\.exe [^\n]*\s{1,4}CONTAINER ID/i,
			},
		),
		strong(
			'the socket that Docker Desktop lends to a distribution is not there',
			/(cannot access|stat|ls:|open) ['"]?\/(var\/)?run\/docker(\.sock|\*)['"]?: No such file/i,
			{
				on: ['wsl2'],
				unless:
					/docker-desktop[ \t]+Stopped|Docker Desktop is not running|dockerd|systemctl|service docker|init\.d\/docker|docker-ce|docker\.io|CONTAINER ID|command not found/i,
			},
		),
		strong('the stand-in of Docker Desktop found nothing behind it', /"docker-compose-v1": executable file not found/),
		hint('it is about WSL integration', /WSL integration|enable integration with (my default|additional) (WSL )?distro/i),
	],
	against: [
		{
			says: 'only docker-compose is asked for, which newer versions of Docker Desktop do not bring any more',
			pattern: /The command 'docker-compose' could not be found/,
			weight: 0.35,
		},
		{
			says: 'Docker Desktop itself is not running',
			pattern: /docker-desktop\b[^\n]{0,24}\bStopped|Docker Desktop:? (is )?(not running|stopped|not started|closed)/i,
			weight: 0.8,
			in: 'facts',
		},
	],
	topic:
		/WSL integration|docker-desktop-proxy|cli-tools|user-distro|distro proxy|integrat\w+ (with|for)|enable integration|\/mnt\/wsl|wsl distro/i,
	fixes: [
		{
			says: 'Open Docker Desktop > Settings > Resources > WSL integration, switch this distribution on, press "Apply & restart", then open a new shell.',
			commands: ['hash -r', 'docker info'],
			docs: 'https://docs.docker.com/desktop/features/wsl/',
		},
	],
	wizard:
		'Asks Windows whether Docker Desktop runs, so that it names the setting only when it is the setting; then it watches until docker answers and goes on.',
});
