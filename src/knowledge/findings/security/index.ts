import { securityDefaultAccount } from './default-account.js';
import { securityNoContext } from './no-context.js';
import { securityPrivileged } from './privileged.js';
import { securityWideRole } from './wide-role.js';

export const security = [securityDefaultAccount, securityNoContext, securityPrivileged, securityWideRole] as const;
