import { hostClockSkew } from './clock-skew.js';
import { hostDiskFull } from './disk-full.js';
import { hostFolderNotWritable } from './folder-not-writable.js';
import { hostInotifyLimit } from './inotify-limit.js';
import { hostLowMemory } from './low-memory.js';
import { hostOneCpu } from './one-cpu.js';
import { hostPortReserved } from './port-reserved.js';
import { hostTightMemory } from './tight-memory.js';
import { hostWindowsDrive } from './windows-drive.js';

export const host = [
	hostClockSkew,
	hostDiskFull,
	hostFolderNotWritable,
	hostInotifyLimit,
	hostLowMemory,
	hostOneCpu,
	hostPortReserved,
	hostTightMemory,
	hostWindowsDrive,
] as const;
