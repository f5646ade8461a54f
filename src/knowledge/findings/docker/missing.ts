import { decisive, entry, hint, strong } from '../../entry.js';
import { unknownCommand } from '../../words.js';

export const dockerMissing = entry({
	id: 'docker.missing',
	cause: 'docker-not-installed',
	layer: 'prerequisites',
	title: 'Docker is not installed.',
	looks: '🐳  Exiting due to NOT_FOUND_DOCKERD:',
	means: 'There is no program "docker" on this machine, and a local cluster runs inside Docker.',
	told: 'No installation anywhere. If Docker is installed and only this shell does not find it, the PATH is the cause; in WSL the stand-in of Docker Desktop speaks of "this WSL 2 distro".',
	signs: [
		decisive(
			'no program docker was found',
			/exec: "docker": executable file not found|No such file or directory: '?docker'?(?![\w./-])|spawn docker ENOENT|(?<!\/(sys|wsl)\/\S{0,80}|lstat )docker(?:\.exe)?: No such file or directory(?=\s*$)|env: '?docker'?: No such file|Cannot run program "docker"|docker: inaccessible or not found|"docker" (is )?not found in \$?PATH/im,
			{ unless: /could not be found in this WSL|found relative to current directory/i },
		),
		{
			says: 'a shell does not know the command, which may as well be installed somewhere else',
			pattern: unknownCommand('docker'),
			weight: 0.7,
			unless: /could not be found in this WSL|found relative to current directory/i,
		},
		decisive(
			'the program says that Docker is not installed',
			/PROVIDER_DOCKER_NOT_FOUND|NOT_FOUND_DOCKERD|requires dockerd|docker: Not installed|docker (engine |desktop |ce )?(is not|isn't|is not yet|was not|does not appear to be) (installed|found)(?! or)|(please|you (need|have) to|must) install docker|couldn't find (a )?docker|executable ['"]docker['"] (was )?not found|neither docker,? (nor|or|podman)|could not detect any[^\n]{0,20} provider|docker is (required|needed)[^\n]{0,30}not installed|'?docker(-ce|\.io)?'? (has no installation candidate|is not available, but is referred)|docker (no est[áa] instalado|n'est pas install[ée]|ist nicht installiert|n[ãa]o est[áa] instalado|не установлен)|未安装 ?docker|unable to find (the )?docker (binary|executable|cli)|Docker (executable|binary|CLI) not found/i,
			{ unless: /could not be found in this WSL|found relative to current directory/i },
		),
		strong(
			'there is no docker service either',
			/Unit docker(\.service)? (could )?not (be )?found|docker\.service (not found|does not exist)|docker: unrecognized service/i,
		),
		hint('the search for a driver found nothing', /DRV_NOT_DETECTED|Unable to pick a default driver/i),
	],
	against: [
		{
			says: 'Docker is installed',
			pattern:
				/docker (was|is|has been|had been) (\w+ )?installed|Docker Desktop[^\n]{0,40}(installed|running|works)|docker[^\n]{0,20}(works|runs) (in|on|from)|which docker: \/|docker: \/usr|Docker version \d|Not healthy: "docker version/i,
			weight: 0.7,
			in: 'facts',
		},
		{
			says: 'it is the client of Docker that speaks, so there is one',
			pattern: /errors pretty printing info|is the docker daemon running\?/i,
			weight: 0.6,
			unless: /minikube/i,
		},
		{ says: 'docker answered, though not well', pattern: /docker: Not healthy/i, weight: 0.8 },
	],
	symptomOf: ['wsl2-docker-desktop-integration-off', 'wsl1-not-wsl2'],
	topic:
		/docker (is )?(not |isn't )?installed|install docker|docker: not found|dockerd|no driver|NOT_FOUND|which docker|docker-ce|command not found|'docker' is not|docker: command|docker\b[^\n]{0,12}(not found|ENOENT)/i,
	fixes: [
		{
			says: 'Install Docker Engine and join its group.',
			commands: ['sudo apt-get install docker.io', 'sudo usermod -aG docker $USER'],
			on: ['linux'],
			docs: 'https://docs.docker.com/engine/install/',
		},
		{
			says: 'Install Docker Desktop on Windows and switch on its WSL integration for this distribution.',
			on: ['wsl2'],
			docs: 'https://docs.docker.com/desktop/setup/install/windows-install/',
		},
		{ says: 'Install Docker Desktop, start it and wait until it says "Engine running".', docs: 'https://docs.docker.com/desktop/' },
	],
	wizard: 'Says which Docker fits this system and watches until it answers. It does not install Docker: that needs an administrator.',
});
