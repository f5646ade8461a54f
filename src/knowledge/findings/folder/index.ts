import { folderEditKept } from './edit-kept.js';

export const folder = [folderEditKept] as const;
