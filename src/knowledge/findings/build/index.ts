import { buildBaseMissing } from './base-missing.js';
import { buildBuildkitMissing } from './buildkit-missing.js';
import { buildFileMissing } from './file-missing.js';
import { buildLockfile } from './lockfile.js';

export const build = [buildBaseMissing, buildBuildkitMissing, buildFileMissing, buildLockfile] as const;
