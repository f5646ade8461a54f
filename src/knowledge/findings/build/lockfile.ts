import { decisive, entry } from '../../entry.js';

export const buildLockfile = entry({
	id: 'build.lockfile',
	cause: 'npm-lockfile-mismatch',
	layer: 'build',
	title: 'package.json and its lock file do not fit together.',
	looks: 'npm error code EUSAGE',
	means:
		'A build installs exactly what the lock file says. It was not written again after package.json was changed, or by another version of npm.',
	told: 'The package manager refuses before it downloads anything.',
	signs: [
		decisive(
			'the package manager refuses the lock file',
			/npm ci`? can only install|can only install (packages )?(when|with an existing)|package\.json and (package-lock|npm-shrinkwrap)\S*[^\n]{0,60}(in sync|not in sync)|(Missing|Invalid):? [^\n]*(from lock ?file|lock file's)|lock file's \S+ does not satisfy|(?<!--)frozen[- ]lockfile|lock ?file[^\n]{0,50}(would have been|needs to be|not up to date|is not up|out of date|outdated|out of sync|is absent|modified|not satisfy)|ERR_PNPM_\w*LOCKFILE\w*|YN0028|code EUSAGE|(poetry|Pipfile|uv|Cargo|Gemfile|composer|mix|pdm)\.lock\b[^\n]{0,60}(out of (date|sync)|not up[- ]to[- ]date|needs to be|was last generated|does not match|outdated|not contain)|changed significantly since|lockfile is frozen|lockfile had changes|updates to go\.mod needed|missing go\.sum entry|(bundle is|frozen) locked?[^\n]{0,40}Gemfile|lockfileVersion[^\n]{0,60}(unsupported|>=|not)|no package-lock|package-lock\.json[^\n]{0,40}(not found|missing|required)/i,
		),
	],
	topic: /npm ci|package-lock\S{0,6}|lock ?file|frozen|yarn|pnpm|in sync|shrinkwrap|EUSAGE|lockfileVersion|poetry|Missing: /i,
	fixes: [
		{
			says: 'Write the lock file anew with the npm version of the image, and commit it.',
			commands: ['npm install --package-lock-only', 'git add package-lock.json'],
		},
	],
	wizard: 'Names the packages that do not fit; it never changes your lock file.',
});
