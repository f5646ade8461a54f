import { imageBlobMissing } from './blob-missing.js';
import { imageWmicMissing } from './wmic-missing.js';
import { imageWrongArch } from './wrong-arch.js';

export const image = [imageBlobMissing, imageWmicMissing, imageWrongArch] as const;
