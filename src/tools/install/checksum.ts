import type { Downloads } from '../../core/ports.js';
import { onMirror, type ToolPackage } from './catalogue.js';
import type { InstallSource } from './source.js';

export type Checksum = { readonly kind: 'found'; readonly sha256: string } | { readonly kind: 'none'; readonly because: string };

/**
 * The SHA-256 that the publisher names beside the file. It comes from the publisher over HTTPS, also when the file comes
 * from a mirror: a mirror that was tampered with cannot then vouch for itself. Only when the publisher cannot be reached,
 * as in a network without internet, the mirror's own copy is taken: whoever named the mirror trusts it.
 */
export async function readChecksum(downloads: Downloads, pkg: ToolPackage, source: InstallSource, signal: AbortSignal): Promise<Checksum> {
	const { mirror, caFile } = source;
	const places = [pkg.sumUrl, ...(mirror ? [onMirror(pkg.sumUrl, mirror)] : [])];
	let because = '';
	for (const url of places) {
		const { host } = new URL(url);
		const answer = await downloads.text(url, { signal, ...(caFile ? { caFile } : {}) });
		// "<sum>" alone, or "<sum>  <file>" as sha256sum writes it. Anything else is a login page or the like.
		const sha256 = answer.kind === 'text' ? /^([0-9a-f]{64})(\s|$)/i.exec(answer.text.trim())?.[1]?.toLowerCase() : undefined;
		if (sha256) return { kind: 'found', sha256 };
		const problem =
			answer.kind === 'text' ? 'what came is no checksum' : answer.kind === 'refused' ? `HTTP status ${answer.status}` : answer.because;
		because = because ? `${because}; ${host}: ${problem}` : `${host}: ${problem}`;
	}
	return { kind: 'none', because };
}
