import { kubectlConfigPermission } from './config-permission.js';
import { kubectlConfigUnreadable } from './config-unreadable.js';
import { kubectlEnvBadPath } from './env-bad-path.js';
import { kubectlForbidden } from './forbidden.js';
import { kubectlMissing } from './missing.js';
import { kubectlNoContext } from './no-context.js';
import { kubectlOtherContext } from './other-context.js';
import { kubectlStaleContext } from './stale-context.js';
import { kubectlVersionSkew } from './version-skew.js';

export const kubectl = [
	kubectlConfigPermission,
	kubectlConfigUnreadable,
	kubectlEnvBadPath,
	kubectlForbidden,
	kubectlMissing,
	kubectlNoContext,
	kubectlOtherContext,
	kubectlStaleContext,
	kubectlVersionSkew,
] as const;
