import { dockerContext } from './context.js';
import { dockerCredentialHelper } from './credential-helper.js';
import { dockerDesktopUnresponsive } from './desktop-unresponsive.js';
import { dockerDiskFull } from './disk-full.js';
import { dockerIptables } from './iptables.js';
import { dockerMissing } from './missing.js';
import { dockerNetworkConflict } from './network-conflict.js';
import { dockerNoCgroup } from './no-cgroup.js';
import { dockerNotRunning } from './not-running.js';
import { dockerPermission } from './permission.js';
import { dockerSmallVm } from './small-vm.js';
import { dockerWindowsContainers } from './windows-containers.js';

export const docker = [
	dockerContext,
	dockerCredentialHelper,
	dockerDesktopUnresponsive,
	dockerDiskFull,
	dockerIptables,
	dockerMissing,
	dockerNetworkConflict,
	dockerNoCgroup,
	dockerNotRunning,
	dockerPermission,
	dockerSmallVm,
	dockerWindowsContainers,
] as const;
