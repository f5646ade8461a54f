import { podAccountMissing } from './account-missing.js';
import { podConfigMissing } from './config-missing.js';
import { podCrashLoop } from './crash-loop.js';
import { podDependencyDown } from './dependency-down.js';
import { podEvicted } from './evicted.js';
import { podGated } from './gated.js';
import { podImageMissing } from './image-missing.js';
import { podLoginRefused } from './login-refused.js';
import { podNoNode } from './no-node.js';
import { podNoSandbox } from './no-sandbox.js';
import { podNoStorageClass } from './no-storage-class.js';
import { podNotMounted } from './not-mounted.js';
import { podNotReady } from './not-ready.js';
import { podOutOfMemory } from './out-of-memory.js';
import { podOverQuota } from './over-quota.js';
import { podProbeFailing } from './probe-failing.js';
import { podProgramEnds } from './program-ends.js';
import { podPullSecretMissing } from './pull-secret-missing.js';
import { podRefused } from './refused.js';
import { podRestarting } from './restarting.js';
import { podSecretKeyMissing } from './secret-key-missing.js';
import { podStartRefused } from './start-refused.js';
import { podUnschedulable } from './unschedulable.js';
import { podVolumePending } from './volume-pending.js';

export const pod = [
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
] as const;
