import type { Files } from '../../core/ports.js';

/** What we wrote last time; tells the user's edits from our own older versions. Losing it only makes us more careful. */
export interface FolderRecord {
	/** SHA-256 of each file as we wrote it, by path relative to the folder. */
	readonly files: Readonly<Record<string, string>>;
	/** The values we set in each YAML file that is merged, by dotted path. */
	readonly keys: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export const emptyRecord: FolderRecord = { files: {}, keys: {} };

function recordPath(stateDir: string): string {
	return `${stateDir}/files.json`;
}

export async function readRecord(files: Files, stateDir: string): Promise<FolderRecord> {
	const text = await files.read(recordPath(stateDir)).catch(() => undefined);
	if (!text) return emptyRecord;
	try {
		const { files: sums, keys } = JSON.parse(text) as Partial<FolderRecord>;
		return { files: sums ?? {}, keys: keys ?? {} };
	} catch {
		// Half-written or edited: as if there were none.
		return emptyRecord;
	}
}

export function writeRecord(files: Files, stateDir: string, record: FolderRecord): Promise<void> {
	return files.write(recordPath(stateDir), `${JSON.stringify(record, undefined, '\t')}\n`);
}
