import { decisive, entry, hint, likely, strong } from '../../entry.js';

export const wslVersion1 = entry({
	id: 'wsl.version-1',
	cause: 'wsl1-not-wsl2',
	layer: 'prerequisites',
	title: 'This distribution runs as WSL 1, where containers cannot run.',
	looks: "The command 'docker' could not be found in this WSL 1 distro.",
	means: 'WSL 1 translates Linux calls and has no Linux kernel: no cgroups, no iptables, no Docker daemon.',
	told: 'It looks like a stopped Docker, but none can ever run here. The kernel calls itself "4.4.0-…-Microsoft", with a capital M; WSL 2 kernels say "microsoft-standard".',
	signs: [
		decisive(
			'the message speaks of a WSL 1 distribution',
			/this WSL ?1 distro|convert this distro to WSL|(uses|using) WSL ?1\b|(running|runs|run|distro\w*|version) (in|on|as|is|under)?:? ?WSL ?(version )?1\b|WSL ?1 (is )?(not|isn't|un)\s?supported(?! with your current machine configuration)|requires?( a)? WSL ?(version )?2|(is not|isn't)( a)? WSL ?(version )?2\b|WSL_E_WSL(1|2_NEEDED)\w*|not supported under WSL ?1\b|upgrade (it )?to WSL ?2|convert (a|this|the|your) WSL ?1 distro|don't have any WSL ?2 distro|wsl(\.exe)? --set-version \S+ 2/i,
		),
		decisive('the kernel is the one of WSL 1', /\b[34]\.4\.0-\d+-Microsoft\b|Linux version 4\.4\.0-\d+-Microsoft|Microsoft 4\.4\.0-\d+/),
		decisive(
			'WSL itself lists the distribution with version 1',
			/wslVersion:? "?1\b|wsl version:? 1\b|^\s*\*?[ \t]*(?!docker)[\w.-]+[ \t]+(Running|Stopped)[ \t]+1\s*$/im,
			// It explains what containers need; a download fails in WSL 1 for reasons of its own.
			{
				with: /docker|container|cgroup|iptables|kube|\bkind\b|k3[sd]|podman|daemon|systemd|systemctl|mount|--list|-l\b|--set-version/i,
				unless: /^\s*\*\s+\S+\s+(Running|Stopped)\s+2\s*$/m,
			},
		),
		likely('a program is read as a script, as WSL 1 does with what it cannot start', /\/\S+: \d+: Syntax error: ("\)"|"\(") unexpected/, {
			on: ['wsl2', 'windows'],
		}),
		likely('a container cannot be started for want of namespaces', /getting the final child's pid from pipe caused/i, {
			on: ['wsl2', 'windows'],
			unless: /microsoft-standard|WSL2|Running[ \t]+2\b|--memory/i,
		}),
		strong('the kernel does not know cgroups as a file system', /unknown filesystem type '?cgroup/i, { on: ['wsl2', 'windows'] }),
		hint('no cgroups at all, as in WSL 1', /Devices cgroup isn't mounted|Error starting daemon: [^\n]*cgroup/i, {
			on: ['wsl2', 'windows'],
		}),
	],
	topic: /\bWSL ?1\b|wslVersion: 1|version: 1\b|4\.4\.0-\d+-Microsoft|-Microsoft\b|set-version|lxss|Windows Subsystem/i,
	fixes: [
		{
			says: 'Convert the distribution to WSL 2, in PowerShell, then open a new shell.',
			commands: ['wsl --list --verbose', 'wsl --set-version Ubuntu 2', 'wsl --set-default-version 2'],
			docs: 'https://learn.microsoft.com/windows/wsl/install',
		},
	],
	wizard:
		'Names the distribution in the command to convert it and goes on by itself afterwards. Without it the app runs without Kubernetes.',
});
