import { ingressClassMissing } from './class-missing.js';
import { ingressNoClass } from './no-class.js';
import { ingressServiceMissing } from './service-missing.js';
import { ingressTlsMissing } from './tls-missing.js';
import { ingressUnreachable } from './unreachable.js';
import { ingressWebhook } from './webhook.js';

export const ingress = [
	ingressClassMissing,
	ingressNoClass,
	ingressServiceMissing,
	ingressTlsMissing,
	ingressUnreachable,
	ingressWebhook,
] as const;
