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
			'Windows says that it cannot create the virtual machine',
			/0x80370102|0x80370109|0x80370114|0x8004032d|HCS_E_SERVICE_NOT_AVAILABLE|HCS_E_HYPERV_NOT_INSTALLED|WSL_E_VIRTUAL_MACHINE_PLATFORM_REQUIRED/i,
		),
		decisive(
			'a Windows feature for virtual machines is missing',
			/(could not be started|not supported)[^\n]*(because )?a required feature is not installed|enable the (optional component )?"?Virtual Machine Platform|WSL2 is not supported with your current machine configuration|enablevirtualization/i,
		),
		decisive(
			'virtualisation is off in the firmware',
			/virtuali[sz]ation (support |technology )?(is |has )?(not|n't) (been )?(enabled|detected|available|supported)|(enable|turn on|check)[^\n]{0,60}virtuali[sz]ation[^\n]{0,60}(bios|firmware|uefi)|virtuali[sz]ation (is |must be )?(disabled|enabled in)[^\n]{0,40}(bios|firmware|uefi)|Hardware assisted virtuali[sz]ation[^\n]*must be enabled|VT-x is disabled|HOST_VTX_\w+|HOST_SVM_DISABLED|HOST_VIRT_UNAVAILABLE|doesn't have VT-X\/AMD-v enabled|VERR_(VMX|SVM)_\w+|VT-x is not available/i,
		),
		strong(
			'Windows reports its hypervisor as missing',
			/hypervisor (is not (running|present)|launch(type)? (is )?off)|hypervisorlaunchtype|Hyper-V (is|was) not (installed|enabled|available)|HYPERV_NOT_INSTALLED|PR_HYPERV_/i,
		),
		likely('the creation of the virtual machine failed', /Wsl\/\S*CreateVm\/\S+/i),
	],
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
