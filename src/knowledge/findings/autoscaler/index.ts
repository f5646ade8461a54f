import { autoscalerAtLimit } from './at-limit.js';
import { autoscalerCannotScale } from './cannot-scale.js';
import { autoscalerNoRequests } from './no-requests.js';
import { autoscalerTargetMissing } from './target-missing.js';

export const autoscaler = [autoscalerAtLimit, autoscalerCannotScale, autoscalerNoRequests, autoscalerTargetMissing] as const;
