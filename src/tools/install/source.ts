import type { Answers } from '../../core/question.js';

/** How downloads reach this machine. */
export interface InstallSource {
	/** Base URL that stands in for the publishers' hosts. */
	readonly mirror?: string;
	/** Certificate authority of a company network. */
	readonly caFile?: string;
}

export function toInstallSource({ toolsMirror, caFile }: Answers): InstallSource {
	return { ...(toolsMirror ? { mirror: toolsMirror } : {}), ...(caFile ? { caFile } : {}) };
}
