import { decisive, entry, likely, strong } from '../../entry.js';

export const wslVirtualizationOff = entry({
	id: 'wsl.virtualization-off',
	cause: 'wsl-virtualization-disabled',
	layer: 'prerequisites',
	title: 'Windows cannot start virtual machines, so WSL 2 and Docker Desktop cannot start.',
	looks: 'Error code: Wsl/Service/RegisterDistro/CreateVm/HCS/HCS_E_SERVICE_NOT_AVAILABLE',
	means:
		'WSL 2 and Docker Desktop run Linux in a small virtual machine. Virtualisation is off in the firmware, or a Windows feature that it needs is.',
	told: 'Nothing could be started yet, not even a distribution. A stopped Docker Desktop leaves WSL itself working.',
	signs: [
		decisive(
			'Windows may not start the virtual machine, as after Hyper-V was switched off',
			/0x80070569|has not been granted the requested logon type/i,
		),
		decisive(
			'Windows says that it cannot create the virtual machine',
			/0x80370102|0x80370109|0xc0351000|0x8007019e|0x80370114|0x8004032d|CreateVm\/HCS\/0x80070032|HCS_E_SERVICE_NOT_AVAILABLE|HCS_E_HYPERV_NOT_INSTALLED|WSL_E_VIRTUAL_MACHINE_PLATFORM_REQUIRED|WSL_E_WSL_OPTIONAL_COMPONENT_REQUIRED/i,
		),
		decisive(
			'a Windows feature for virtual machines is missing',
			/(could not be started|not supported)[^\n]*(because )?a required feature is not installed|enable (the )?(optional component )?"?Virtual Machine Platform|WSL2 is not supported with your current machine configuration|enablevirtualization|one of the Hyper-V components is not running|the hypervisor is not running|requires the [^\n]{0,40}Hyper-V[^\n]{0,20} to be enabled|Component Hyper-V|(Linux|Platform) optional component is not enabled|(Hyper-V|Containers) features? (is|are) not enabled|WSL ?2[^\n]{0,40}(wird von Ihrer|n'est pas pris en charge|no es compatible|n[ãa]o [ée] compat[íi]vel|не поддерживается|サポートされていません)|不支持 ?WSL ?2|erforderliches Feature nicht installiert|fonctionnalit[ée] requise n'est pas install|no est[áa] instalada una caracter[íi]stica|recurso (necess[áa]rio|obrigat[óo]rio) n[ãa]o est[áa] instalado|необходимый компонент|(启用|未|必须|需要)[^\n]{0,20}虚拟机平台|虚拟机平台[^\n]{0,30}(启用|未|必须)|仮想マシン プラットフォーム[^\n]{0,40}(有効|必要)/i,
		),
		decisive(
			'virtualisation is off in the firmware',
			/virtuali[sz]ation( enabled in firmware)?: (disabled|no)\b|virtuali[sz]ation (support |technology )?(is |has )?(not|n't) (been )?(enabled|detected|available|supported)|(enable|turn on|check)[^\n]{0,60}virtuali[sz]ation[^\n]{0,60}(bios|firmware|uefi)|virtuali[sz]ation (is disabled|disabled in|must be enabled in)[^\n]{0,40}(bios|firmware|uefi)|Hardware assisted virtuali[sz]ation[^\n]*must be enabled|VT-x is disabled|HOST_VTX_\w+|HOST_SVM_DISABLED|HOST_VIRT_UNAVAILABLE|doesn't have VT-X\/AMD-v enabled|VERR_(VMX|SVM|NEM)_\w+|VT-x is not available|PR_VBOX_HYPERV\w*|PR_KVM_CAPABILITIES|could not find capabilities for domaintype|(Virtuali[sz]ierung|virtuali[sz]aci[óo]n|virtualisation|virtualiza[çc][ãa]o|виртуализаци|虚拟化|仮想化)[^\n]{0,60}(BIOS|UEFI|firmware(?![^\n]*: (Ja|S[íi]|Sim|Oui)(?![a-z]))|deaktiviert|nicht aktiviert|deshabilitad|d[ée]sactiv|отключена)|(BIOS|UEFI)[^\n]{0,40}(虚拟化|仮想化|виртуализаци)|Could not access KVM kernel module|failed to initialize kvm|\/dev\/kvm[^\n]{0,40}(no such|not found|does not exist)/i,
			// VirtualBox where another driver was asked for: the profile is of an earlier day.
			{ unless: /(?<!['"])--(vm-)?driver[= ]"?(hyperv|docker|hyperkit|kvm2|podman|qemu2?)\b[\s\S]{0,2000}VBoxManage/i },
		),
		strong(
			'Windows reports its hypervisor as missing',
			/hypervisor (is not (running|present)|does not appear to be configured|launch(type)? (is )?off)|hypervisorlaunchtype\s+off|Hyper-V (is|was) not (installed|enabled|available)|HYPERV_NOT_INSTALLED|PR_HYPERV_/i,
		),
		likely(
			'the creation of the virtual machine failed',
			/Wsl\/\S*CreateVm\/\S+|requires an update to its kernel component|WSL ?2 installation is incomplete|\b0x1bc\b|WSL_E_KERNEL\w*|0x800701bc/i,
		),
	],
	topic:
		/virtuali[sz]\w*|hyper-?v\b|hypervisor\w*|\bbios\b|\buefi\b|\bVT-x\b|\bAMD-V\b|VERR_\w+|vmcompute|HCS\w*|optional component|CreateVm|\bkvm\b|VBoxManage|required feature|0x8\w{7}|wsl --install|bcdedit|nested|kernel component|wsl ?2 kernel/i,
	fixes: [
		{
			says: 'Switch virtualisation on in the firmware (BIOS or UEFI), enable the Windows feature "Virtual Machine Platform", then restart Windows.',
			commands: [
				'dism.exe /online /enable-feature /featurename:VirtualMachinePlatform /all /norestart',
				'bcdedit /set hypervisorlaunchtype auto',
				'wsl --update',
			],
			docs: 'https://learn.microsoft.com/windows/wsl/troubleshooting',
		},
	],
	wizard:
		'Shows the steps and waits: nothing can be set up in Docker before Windows was restarted. The app can run without Kubernetes in the meantime.',
});
