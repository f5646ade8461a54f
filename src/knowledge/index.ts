import { accessLoadBalancerPending } from './access/load-balancer-pending.js';
import { accessNodeUnreachable } from './access/node-unreachable.js';
import { accessPortInUse } from './access/port-in-use.js';
import { accessPortMismatch } from './access/port-mismatch.js';
import { buildBuildkitMissing } from './build/buildkit-missing.js';
import { buildFileMissing } from './build/file-missing.js';
import { buildLockfile } from './build/lockfile.js';
import { clusterCertExpired } from './cluster/cert-expired.js';
import { clusterCgroupDriver } from './cluster/cgroup-driver.js';
import { dockerContext } from './docker/context.js';
import { dockerCredentialHelper } from './docker/credential-helper.js';
import { dockerDesktopUnresponsive } from './docker/desktop-unresponsive.js';
import { dockerDiskFull } from './docker/disk-full.js';
import { dockerIptables } from './docker/iptables.js';
import { dockerMissing } from './docker/missing.js';
import { dockerNetworkConflict } from './docker/network-conflict.js';
import { dockerNoCgroup } from './docker/no-cgroup.js';
import { dockerNotRunning } from './docker/not-running.js';
import { dockerPermission } from './docker/permission.js';
import { helmForeignObject } from './helm/foreign-object.js';
import { helmNameInUse } from './helm/name-in-use.js';
import { helmPending } from './helm/pending.js';
import { helmTemplateBroken } from './helm/template-broken.js';
import { helmValuesRefused } from './helm/values-refused.js';
import { helmWaitTimeout } from './helm/wait-timeout.js';
import { hostClockSkew } from './host/clock-skew.js';
import { hostInotifyLimit } from './host/inotify-limit.js';
import { hostLowMemory } from './host/low-memory.js';
import { hostOneCpu } from './host/one-cpu.js';
import { hostPortReserved } from './host/port-reserved.js';
import { imageBlobMissing } from './image/blob-missing.js';
import { imageWmicMissing } from './image/wmic-missing.js';
import { imageWrongArch } from './image/wrong-arch.js';
import { ingressWebhook } from './ingress/webhook.js';
import { kubectlConfigPermission } from './kubectl/config-permission.js';
import { kubectlEnvBadPath } from './kubectl/env-bad-path.js';
import { kubectlNoContext } from './kubectl/no-context.js';
import { kubectlStaleContext } from './kubectl/stale-context.js';
import { minikubeAsRoot } from './minikube/as-root.js';
import { minikubeContainerGone } from './minikube/container-gone.js';
import { minikubeDriverMismatch } from './minikube/driver-mismatch.js';
import { minikubeHomePermission } from './minikube/home-permission.js';
import { networkDns } from './network/dns.js';
import { podConfigMissing } from './pod/config-missing.js';
import { podCrashLoop } from './pod/crash-loop.js';
import { podImageMissing } from './pod/image-missing.js';
import { podNoStorageClass } from './pod/no-storage-class.js';
import { podOutOfMemory } from './pod/out-of-memory.js';
import { podProbeFailing } from './pod/probe-failing.js';
import { podUnschedulable } from './pod/unschedulable.js';
import { podVolumePending } from './pod/volume-pending.js';
import { registryRateLimited } from './registry/rate-limited.js';
import { registryTlsIntercepted } from './registry/tls-intercepted.js';
import { registryUnreachable } from './registry/unreachable.js';
import { toolNotOnPath } from './tool/not-on-path.js';
import { toolWrongArch } from './tool/wrong-arch.js';
import { wslIntegrationOff } from './wsl/integration-off.js';
import { wslNoSystemd } from './wsl/no-systemd.js';
import { wslVersion1 } from './wsl/version-1.js';
import { wslVirtualizationOff } from './wsl/virtualization-off.js';

/** All that is known, one entry a finding. A new one is a file and a line here. */
export const entries = [
	accessLoadBalancerPending,
	accessNodeUnreachable,
	accessPortInUse,
	accessPortMismatch,
	buildBuildkitMissing,
	buildFileMissing,
	buildLockfile,
	clusterCertExpired,
	clusterCgroupDriver,
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
	helmForeignObject,
	helmNameInUse,
	helmPending,
	helmTemplateBroken,
	helmValuesRefused,
	helmWaitTimeout,
	hostClockSkew,
	hostInotifyLimit,
	hostLowMemory,
	hostOneCpu,
	hostPortReserved,
	imageBlobMissing,
	imageWmicMissing,
	imageWrongArch,
	ingressWebhook,
	kubectlConfigPermission,
	kubectlEnvBadPath,
	kubectlNoContext,
	kubectlStaleContext,
	minikubeAsRoot,
	minikubeContainerGone,
	minikubeDriverMismatch,
	minikubeHomePermission,
	networkDns,
	podConfigMissing,
	podCrashLoop,
	podImageMissing,
	podNoStorageClass,
	podOutOfMemory,
	podProbeFailing,
	podUnschedulable,
	podVolumePending,
	registryRateLimited,
	registryTlsIntercepted,
	registryUnreachable,
	toolNotOnPath,
	toolWrongArch,
	wslIntegrationOff,
	wslNoSystemd,
	wslVersion1,
	wslVirtualizationOff,
] as const;

export type FindingId = (typeof entries)[number]['id'];
