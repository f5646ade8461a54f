import { decisive, entry, likely, strong } from '../../entry.js';

export const dockerDesktopUnresponsive = entry({
	id: 'docker.desktop-unresponsive',
	cause: 'docker-desktop-wsl-unresponsive',
	layer: 'docker',
	title: 'Docker Desktop waits for WSL, and WSL does not answer.',
	looks: 'running WSL command wsl.exe C:\\WINDOWS\\System32\\wsl.exe -l -v --all: context deadline exceeded',
	means:
		'Docker Desktop keeps its engine in a WSL distribution of its own. WSL hangs, often after sleep or an update, and Docker Desktop gives up.',
	told: 'A wsl.exe command ran out of time or failed. If WSL said that virtual machines cannot be created, that is the cause instead.',
	signs: [
		strong("Docker Desktop's own check gets no answer from its WSL distribution", /\[FAIL\] DD00(11|16|25|26|29)\b/),
		decisive(
			'a command of WSL ran out of time',
			/wsl(\.exe)?[^\n]{0,300}(context deadline exceeded|timed? ?out|deadline)|(context deadline exceeded|timed? ?out)[^\n]{0,200}wsl(\.exe)?\b/i,
		),
		strong(
			"WSL has not finished with Docker Desktop's distribution",
			/^[* \t]*docker-desktop[ \t]+(Installing|Uninstalling|Converting)\b/m,
		),
		strong(
			'Docker Desktop waited in vain for its engine',
			/(running|starting|waiting for|bootstrapping)[^\n]{0,40}(engine|Docker API|docker-desktop|main distro|backend)[^\n]{0,120}(context deadline exceeded|context cancell?ed|timed out|(?<!-)timeout)/i,
			{ on: ['windows', 'wsl2', 'unknown'] },
		),
		decisive(
			'WSL did not answer in time',
			/Wsl\/\S*(0x8007274c|HCS_E_CONNECTION_TIMEOUT|0x800705b4)|0x8007274c|HCS_E_CONNECTION_TIMEOUT|timed out because a response was not received from the virtual machine|WSL (kernel |service |engine )?(is |was )?(not respond|unresponsive|hang|stuck)\w*/i,
		),
		strong(
			'WSL failed inside, without a reason that can be mended',
			/Wsl\/Service\/\S*E_UNEXPECTED|Catastrophic failure|DockerDesktop\/Wsl\/\w+|Wsl\/(Service|Install|CallMsi)\/(\w+\/)*(0x(?!80370102|80370114|8007019e|80070032)8\w{7}|E_FAIL|E_ACCESSDENIED|REGDB_\w+|ERROR_\w+)|LxssManager[^\n]{0,60}(stop|fail|hang|not )|There was a problem with WSL|Windows Subsystem for Linux instance has terminated|(stuck|hang(s|ing)|forever) (on|at|in|while|with) [^\n]{0,12}starting (the )?docker (engine|desktop)|wsl --shutdown[^\n]{0,20}(does not|doesn't|never) (return|finish|end)|Failed to attach disk[^\n]{0,200}(WSL|vhdx)|(WSL|Windows Subsystem for Linux) (must|needs to) be updated|Failed to (deploy|install|start|register|import|check|set version of) (the )?(WSL )?(distro|wsl-bootstrap)|WSL distro \S* ?stopped|stopped while waiting for|(time ?out|timed out) (occur+ed while )?waiting for (a |the )?(WSL|lifecycle)|ContainerEngine\.WslEngine|waiting for docker daemon: |WSL update (failed|required)|Updating wsl: |ext4\.vhdx[^\n]{0,40}used by another process|opening virtual disk: |(running|executing) (a|the) WSL command(?! wsl)|wsl(\.exe)?\b[^\n]{0,160}exit (status|code):? (0xffffffff|0x[c8]\w{7}|4294967295|-1)\b|WSL distro(s|n)? (has )?(stopped|terminated|exited)|engine linux\/wsl failed to (start|run)|(unexpected|an?) WSL error (has )?occurred|docker-desktop[^\n]{0,80}(failed to start|exit status|exit code|terminated)/i,
			{ unless: /HCS_E_SERVICE_NOT_AVAILABLE|HCS_E_HYPERV_NOT_INSTALLED|0x80370102|0x80370114|0x8007019e|virtuali[sz]ation/i },
		),
		strong(
			'Docker Desktop waits for its helper in a distribution',
			/waiting for (the )?WSL (distro )?integration\b[^\n]{0,60}(to become|to be) ready|WSLIntegrationService: start failed/i,
		),
		strong(
			'the side of Docker Desktop that lives in Windows does not answer',
			/host-services\/backend\.sock: connect: connection refused/i,
		),
		likely(
			'Docker Desktop failed while it prepared its WSL distributions',
			/(provisioning|deploying|setting up|bootstrapping|starting) (docker )?WSL ?2? ?(distros?|distributions?|engine)|running WSL command|wslexec/i,
		),
	],
	symptomOf: ['wsl-virtualization-disabled', 'disk-full', 'insufficient-memory'],
	topic:
		/wsl\.exe|wslexec|WSL (engine|command|distro)\w*|docker-desktop(-data)?\b|wsl-bootstrap|vhdx|backend|E_UNEXPECTED|LxssManager|com\.docker\S{0,10}|deploying|bootstrapping|Wsl\/Service|running engine|context deadline exceeded|wsl --shutdown|WSL2?Provisioning|distro/i,
	fixes: [
		{
			says: 'Restart WSL from PowerShell, then Docker Desktop. If it comes back, update WSL and look at the hypervisor.',
			commands: ['wsl --shutdown', 'wsl --update', 'bcdedit /set hypervisorlaunchtype auto'],
			docs: 'https://docs.docker.com/desktop/troubleshoot-and-support/troubleshoot/topics/',
		},
	],
	wizard: "Reads Docker Desktop's own self-test where it is there, shows the commands and watches until docker answers.",
});
