import type { Finding, Remedy } from '../../core/check.js';
import type { DownloadProblem } from '../../core/ports.js';
import { found } from '../../knowledge/found.js';
import type { FindingId } from '../../knowledge/index.js';
import type { ToolPackage } from './catalogue.js';
import type { InstallSource } from './source.js';

const blocker = (id: FindingId, says: Finding['says'], because: string, remedies: readonly Remedy[]): Finding =>
	found(id, { says, because, remedies });

/** What came is not what the publisher made. */
export function checksumWrong({ title, sumUrl }: ToolPackage, url: string, sum: string): Finding {
	return blocker(
		'tool.checksum-wrong',
		`The download of ${title} is not what its publisher made. It was deleted, and nothing was installed.`,
		`${url} has the SHA-256 ${sum}, and ${sumUrl} names another one.`,
		[
			{
				kind: 'manual',
				says: 'Run this again. If it stays, something between you and the publisher changes files: a proxy, or a stale mirror.',
			},
		],
	);
}

export function checksumMissing({ title, sumUrl }: ToolPackage, because: string, source: InstallSource): Finding {
	return blocker('tool.checksum-missing', `The checksum of ${title} could not be had, and without one nothing is installed.`, because, [
		connection([sumUrl], source),
	]);
}

export function notDownloaded({ title }: ToolPackage, url: string, problem: DownloadProblem, source: InstallSource): Finding {
	const says = `${title} could not be downloaded. What came so far is kept, and the next attempt goes on from there.`;
	if (problem.kind === 'unreachable') {
		return blocker('tool.download-failed', says, `${url}: ${problem.because}`, [connection([url], source)]);
	}
	return blocker(
		'tool.download-refused',
		`${title} could not be downloaded: the server does not give it.`,
		`${url}: HTTP status ${problem.status}`,
		[connection([url], source)],
	);
}

function connection(urls: readonly string[], { mirror }: InstallSource): Remedy {
	const ways = mirror
		? 'Look whether the mirror holds this path.'
		: 'Behind a proxy set HTTPS_PROXY; a company network may need --ca-file FILE or a mirror, --tools-mirror URL.';
	return {
		kind: 'manual',
		says: `Look whether this machine reaches the address. ${ways}`,
		commands: urls.map((url) => `curl -fLI ${url}`),
	};
}

export function notWritten(folder: string, path: string, because: string): Finding {
	const full = /ENOSPC|EDQUOT|no space left/i.test(because);
	return blocker(
		'tool.not-written',
		['The program could not be written into ', { path: folder }, '. What was there before is untouched.'],
		`${path}: ${because}`,
		[
			full
				? { kind: 'manual', says: 'Free some space, then run this again.', commands: [`df -h ${folder}`] }
				: { kind: 'manual', says: 'Make the folder your own, then run this again.', commands: [`ls -ld ${folder}`] },
		],
	);
}

export function fileInTheWay(path: string): Finding {
	return blocker(
		'tool.file-in-the-way',
		['There is a file ', { path }, ' that is not ours, so it was not overwritten.'],
		'It is not the file that this program installed, or it was changed since.',
		[{ kind: 'manual', says: 'Move it away, then run this again.', commands: [`mv ${path} ${path}.old`] }],
	);
}
