import { accessLoadBalancerPending } from './access/load-balancer-pending.js';
import { accessNodeUnreachable } from './access/node-unreachable.js';
import { accessPortInUse } from './access/port-in-use.js';
import { accessPortMismatch } from './access/port-mismatch.js';
import { appOverBudget } from './app/over-budget.js';
import { appSlow } from './app/slow.js';
import { autoscalerAtLimit } from './autoscaler/at-limit.js';
import { autoscalerCannotScale } from './autoscaler/cannot-scale.js';
import { autoscalerNoRequests } from './autoscaler/no-requests.js';
import { autoscalerTargetMissing } from './autoscaler/target-missing.js';
import { buildBaseMissing } from './build/base-missing.js';
import { buildBuildkitMissing } from './build/buildkit-missing.js';
import { buildFileMissing } from './build/file-missing.js';
import { buildLockfile } from './build/lockfile.js';
import { clusterCertExpired } from './cluster/cert-expired.js';
import { clusterCgroupDriver } from './cluster/cgroup-driver.js';
import { clusterUnreachable } from './cluster/unreachable.js';
import { configEmpty } from './config/empty.js';
import { configTooLarge } from './config/too-large.js';
import { configUnused } from './config/unused.js';
import { cronjobBadSchedule } from './cronjob/bad-schedule.js';
import { cronjobSuspended } from './cronjob/suspended.js';
import { disruptionBlocked } from './disruption/blocked.js';
import { disruptionNoPods } from './disruption/no-pods.js';
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
import { dockerSmallVm } from './docker/small-vm.js';
import { dockerWindowsContainers } from './docker/windows-containers.js';
import { folderEditKept } from './folder/edit-kept.js';
import { gatewayClassMissing } from './gateway/class-missing.js';
import { gatewayNotAccepted } from './gateway/not-accepted.js';
import { gatewayRouteLost } from './gateway/route-lost.js';
import { gatewayRouteToNowhere } from './gateway/route-to-nowhere.js';
import { helmBroken } from './helm/broken.js';
import { helmForeignObject } from './helm/foreign-object.js';
import { helmMissing } from './helm/missing.js';
import { helmNameInUse } from './helm/name-in-use.js';
import { helmPending } from './helm/pending.js';
import { helmPortTaken } from './helm/port-taken.js';
import { helmTemplateBroken } from './helm/template-broken.js';
import { helmTooOld } from './helm/too-old.js';
import { helmValuesRefused } from './helm/values-refused.js';
import { helmWaitTimeout } from './helm/wait-timeout.js';
import { hostClockSkew } from './host/clock-skew.js';
import { hostDiskFull } from './host/disk-full.js';
import { hostFolderNotWritable } from './host/folder-not-writable.js';
import { hostInotifyLimit } from './host/inotify-limit.js';
import { hostLowMemory } from './host/low-memory.js';
import { hostOneCpu } from './host/one-cpu.js';
import { hostPortReserved } from './host/port-reserved.js';
import { hostTightMemory } from './host/tight-memory.js';
import { hostWindowsDrive } from './host/windows-drive.js';
import { imageBlobMissing } from './image/blob-missing.js';
import { imageWmicMissing } from './image/wmic-missing.js';
import { imageWrongArch } from './image/wrong-arch.js';
import { ingressClassMissing } from './ingress/class-missing.js';
import { ingressNoClass } from './ingress/no-class.js';
import { ingressServiceMissing } from './ingress/service-missing.js';
import { ingressTlsMissing } from './ingress/tls-missing.js';
import { ingressUnreachable } from './ingress/unreachable.js';
import { ingressWebhook } from './ingress/webhook.js';
import { inspectNotRead } from './inspect/not-read.js';
import { jobFailed } from './job/failed.js';
import { jobSuspended } from './job/suspended.js';
import { kubectlConfigPermission } from './kubectl/config-permission.js';
import { kubectlConfigUnreadable } from './kubectl/config-unreadable.js';
import { kubectlEnvBadPath } from './kubectl/env-bad-path.js';
import { kubectlForbidden } from './kubectl/forbidden.js';
import { kubectlMissing } from './kubectl/missing.js';
import { kubectlNoContext } from './kubectl/no-context.js';
import { kubectlStaleContext } from './kubectl/stale-context.js';
import { kubectlVersionSkew } from './kubectl/version-skew.js';
import { minikubeAsRoot } from './minikube/as-root.js';
import { minikubeContainerGone } from './minikube/container-gone.js';
import { minikubeDriverMismatch } from './minikube/driver-mismatch.js';
import { minikubeFailed } from './minikube/failed.js';
import { minikubeHomePermission } from './minikube/home-permission.js';
import { minikubeKubeconfigStale } from './minikube/kubeconfig-stale.js';
import { minikubeMissing } from './minikube/missing.js';
import { minikubeUnknownState } from './minikube/unknown-state.js';
import { networkDns } from './network/dns.js';
import { networkPolicyBlocks } from './network/policy-blocks.js';
import { networkPolicyNoPods } from './network/policy-no-pods.js';
import { nodeNotReady } from './node/not-ready.js';
import { nodePressure } from './node/pressure.js';
import { podAccountMissing } from './pod/account-missing.js';
import { podConfigMissing } from './pod/config-missing.js';
import { podCrashLoop } from './pod/crash-loop.js';
import { podDependencyDown } from './pod/dependency-down.js';
import { podEvicted } from './pod/evicted.js';
import { podGated } from './pod/gated.js';
import { podImageMissing } from './pod/image-missing.js';
import { podLoginRefused } from './pod/login-refused.js';
import { podNoNode } from './pod/no-node.js';
import { podNoSandbox } from './pod/no-sandbox.js';
import { podNoStorageClass } from './pod/no-storage-class.js';
import { podNotMounted } from './pod/not-mounted.js';
import { podNotReady } from './pod/not-ready.js';
import { podOutOfMemory } from './pod/out-of-memory.js';
import { podOverQuota } from './pod/over-quota.js';
import { podProbeFailing } from './pod/probe-failing.js';
import { podProgramEnds } from './pod/program-ends.js';
import { podPullSecretMissing } from './pod/pull-secret-missing.js';
import { podRefused } from './pod/refused.js';
import { podRestarting } from './pod/restarting.js';
import { podSecretKeyMissing } from './pod/secret-key-missing.js';
import { podStartRefused } from './pod/start-refused.js';
import { podUnschedulable } from './pod/unschedulable.js';
import { podVolumePending } from './pod/volume-pending.js';
import { registryRateLimited } from './registry/rate-limited.js';
import { registryTlsIntercepted } from './registry/tls-intercepted.js';
import { registryUnreachable } from './registry/unreachable.js';
import { securityDefaultAccount } from './security/default-account.js';
import { securityNoContext } from './security/no-context.js';
import { securityPrivileged } from './security/privileged.js';
import { securityWideRole } from './security/wide-role.js';
import { serviceMissing } from './service/missing.js';
import { serviceNoPods } from './service/no-pods.js';
import { serviceNotReady } from './service/not-ready.js';
import { serviceWarning } from './service/warning.js';
import { states } from './states.js';
import { toolNotOnPath } from './tool/not-on-path.js';
import { toolWrongArch } from './tool/wrong-arch.js';
import { volumeLeftOver } from './volume/left-over.js';
import { volumeLost } from './volume/lost.js';
import { volumeTwoDefaults } from './volume/two-defaults.js';
import { webhookNotAnswering } from './webhook/not-answering.js';
import { workloadNotReady } from './workload/not-ready.js';
import { workloadStalled } from './workload/stalled.js';
import { workloadStopped } from './workload/stopped.js';
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
	appOverBudget,
	appSlow,
	autoscalerAtLimit,
	autoscalerCannotScale,
	autoscalerNoRequests,
	autoscalerTargetMissing,
	buildBaseMissing,
	buildBuildkitMissing,
	buildFileMissing,
	buildLockfile,
	clusterCertExpired,
	clusterCgroupDriver,
	clusterUnreachable,
	configEmpty,
	configTooLarge,
	configUnused,
	cronjobBadSchedule,
	cronjobSuspended,
	disruptionBlocked,
	disruptionNoPods,
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
	folderEditKept,
	gatewayClassMissing,
	gatewayNotAccepted,
	gatewayRouteLost,
	gatewayRouteToNowhere,
	helmBroken,
	helmForeignObject,
	helmMissing,
	helmNameInUse,
	helmPending,
	helmPortTaken,
	helmTemplateBroken,
	helmTooOld,
	helmValuesRefused,
	helmWaitTimeout,
	hostClockSkew,
	hostDiskFull,
	hostFolderNotWritable,
	hostInotifyLimit,
	hostLowMemory,
	hostOneCpu,
	hostPortReserved,
	hostTightMemory,
	hostWindowsDrive,
	imageBlobMissing,
	imageWmicMissing,
	imageWrongArch,
	ingressClassMissing,
	ingressNoClass,
	ingressServiceMissing,
	ingressTlsMissing,
	ingressUnreachable,
	ingressWebhook,
	inspectNotRead,
	jobFailed,
	jobSuspended,
	kubectlConfigPermission,
	kubectlConfigUnreadable,
	kubectlEnvBadPath,
	kubectlForbidden,
	kubectlMissing,
	kubectlNoContext,
	kubectlStaleContext,
	kubectlVersionSkew,
	minikubeAsRoot,
	minikubeContainerGone,
	minikubeDriverMismatch,
	minikubeFailed,
	minikubeHomePermission,
	minikubeKubeconfigStale,
	minikubeMissing,
	minikubeUnknownState,
	networkDns,
	networkPolicyBlocks,
	networkPolicyNoPods,
	nodeNotReady,
	nodePressure,
	podAccountMissing,
	podConfigMissing,
	podCrashLoop,
	podDependencyDown,
	podEvicted,
	podGated,
	podImageMissing,
	podLoginRefused,
	podNoNode,
	podNoSandbox,
	podNoStorageClass,
	podNotMounted,
	podNotReady,
	podOutOfMemory,
	podOverQuota,
	podProbeFailing,
	podProgramEnds,
	podPullSecretMissing,
	podRefused,
	podRestarting,
	podSecretKeyMissing,
	podStartRefused,
	podUnschedulable,
	podVolumePending,
	registryRateLimited,
	registryTlsIntercepted,
	registryUnreachable,
	securityDefaultAccount,
	securityNoContext,
	securityPrivileged,
	securityWideRole,
	serviceMissing,
	serviceNoPods,
	serviceNotReady,
	serviceWarning,
	toolNotOnPath,
	toolWrongArch,
	volumeLeftOver,
	volumeLost,
	volumeTwoDefaults,
	webhookNotAnswering,
	workloadNotReady,
	workloadStalled,
	workloadStopped,
	wslIntegrationOff,
	wslNoSystemd,
	wslVersion1,
	wslVirtualizationOff,
	...states,
] as const;

export type FindingId = (typeof entries)[number]['id'];
