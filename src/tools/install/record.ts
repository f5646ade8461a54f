import type { Ports } from '../../core/ports.js';
import { parseJson } from '../version.js';
import { type ToolName, toolNames } from './catalogue.js';
import { recordFolder, toolFolder } from './folder.js';

/** A program that we installed for this user. */
export interface InstalledTool {
	readonly path: string;
	readonly version: string;
	/** Of the program itself, so that one that was exchanged since is not taken for ours. */
	readonly sha256: string;
}

type Files = Pick<Ports, 'files'>;

export async function readRecord({ files }: Files, folder: string | undefined, tool: ToolName): Promise<InstalledTool | undefined> {
	const text = folder === undefined ? undefined : await files.read(`${folder}/${tool}.json`).catch(() => undefined);
	const { path, version = '', sha256 } = (parseJson(text ?? '') ?? {}) as Partial<InstalledTool>;
	return path && sha256 ? { path, version, sha256 } : undefined;
}

export async function noteInstalled({ files }: Files, folder: string, tool: ToolName, installed: InstalledTool): Promise<void> {
	await files.write(`${folder}/${tool}.json`, `${JSON.stringify(installed, undefined, '\t')}\n`);
}

/** What an earlier run installed is found, although the user's own PATH may not name its folder yet. */
export async function findInstalledTools(ports: Pick<Ports, 'files' | 'shell' | 'system'>): Promise<void> {
	const host = await ports.system.read('.');
	const folder = toolFolder(host);
	const records = await Promise.all(toolNames.map((tool) => readRecord(ports, recordFolder(host), tool)));
	if (folder && records.some((record) => record !== undefined)) ports.shell.lookFirstIn(folder);
}
