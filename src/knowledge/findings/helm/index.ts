import { helmBroken } from './broken.js';
import { helmForeignObject } from './foreign-object.js';
import { helmMissing } from './missing.js';
import { helmNameInUse } from './name-in-use.js';
import { helmPending } from './pending.js';
import { helmPortTaken } from './port-taken.js';
import { helmTemplateBroken } from './template-broken.js';
import { helmTooOld } from './too-old.js';
import { helmValuesRefused } from './values-refused.js';
import { helmWaitTimeout } from './wait-timeout.js';

export const helm = [
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
] as const;
