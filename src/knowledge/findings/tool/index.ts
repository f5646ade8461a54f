import { toolChecksumMissing } from './checksum-missing.js';
import { toolChecksumWrong } from './checksum-wrong.js';
import { toolDownloadFailed } from './download-failed.js';
import { toolDownloadRefused } from './download-refused.js';
import { toolFileInTheWay } from './file-in-the-way.js';
import { toolFolderNotOnPath } from './folder-not-on-path.js';
import { toolNotOnPath } from './not-on-path.js';
import { toolNotWritten } from './not-written.js';
import { toolWrongArch } from './wrong-arch.js';

export const tool = [
	toolChecksumMissing,
	toolChecksumWrong,
	toolDownloadFailed,
	toolDownloadRefused,
	toolFileInTheWay,
	toolFolderNotOnPath,
	toolNotOnPath,
	toolNotWritten,
	toolWrongArch,
] as const;
