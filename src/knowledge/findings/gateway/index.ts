import { gatewayClassMissing } from './class-missing.js';
import { gatewayNotAccepted } from './not-accepted.js';
import { gatewayRouteLost } from './route-lost.js';
import { gatewayRouteToNowhere } from './route-to-nowhere.js';

export const gateway = [gatewayClassMissing, gatewayNotAccepted, gatewayRouteLost, gatewayRouteToNowhere] as const;
