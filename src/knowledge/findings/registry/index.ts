import { registryRateLimited } from './rate-limited.js';
import { registryTlsIntercepted } from './tls-intercepted.js';
import { registryUnreachable } from './unreachable.js';

export const registry = [registryRateLimited, registryTlsIntercepted, registryUnreachable] as const;
