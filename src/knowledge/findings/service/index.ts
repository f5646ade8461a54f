import { serviceMissing } from './missing.js';
import { serviceNoPods } from './no-pods.js';
import { serviceNotReady } from './not-ready.js';
import { serviceWarning } from './warning.js';

export const service = [serviceMissing, serviceNoPods, serviceNotReady, serviceWarning] as const;
