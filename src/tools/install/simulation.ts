import type { Download, DownloadEnd, DownloadProblem } from '../../core/ports.js';
import type { World } from '../../core/world.js';

/** What the publishers' servers answer, and what becomes of the machine. */
export function answerWithChecksum(world: World, url: string): { readonly kind: 'text'; readonly text: string } | DownloadProblem {
	if (world.faults.download === 'offline') return { kind: 'unreachable', because: `getaddrinfo ENOTFOUND ${new URL(url).host}` };
	return { kind: 'text', text: `${'a1'.repeat(32)}\n` };
}

export function install(world: World, { to, url }: Download): { readonly world: World; readonly end: DownloadEnd } {
	const tool = /(minikube|kubectl|helm)(\.exe)?$/.exec(to)?.[1];
	const version = /v?(\d+\.\d+\.\d+)/.exec(url)?.[1] ?? '';
	if (world.faults.download === 'wrong') return { world, end: { kind: 'mismatch', found: 'b2'.repeat(32) } };
	const placed: World = { ...world, files: { ...world.files, [to]: { text: `${tool} ${version}`, mode: 0o755 } } };
	switch (tool) {
		case 'minikube':
			return { world: { ...placed, minikube: { ...world.minikube, installed: true } }, end: { kind: 'done' } };
		case 'kubectl':
			return { world: { ...placed, kubectl: { ...world.kubectl, installed: true } }, end: { kind: 'done' } };
		default:
			return { world: { ...placed, helm: { version: `v${version}` } }, end: { kind: 'done' } };
	}
}
