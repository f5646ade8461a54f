import { defineCheck } from '../../core/check.js';
import { found } from '../../knowledge/found.js';
import { releases } from './catalogue.js';
import { pathCommand, spokenFolder } from './folder.js';
import { installProbe } from './probe.js';

/** What we installed is found by us in any case; this is about the user's own shell. */
export const toolsAreOnPath = defineCheck({
	id: 'tools.on-path',
	title: 'What was installed for this user is on the PATH',
	quiet: true,
	needs: { install: installProbe },
	diagnose: ({ install: { host, folder, isOnPath, ours } }) => {
		if (folder === undefined || isOnPath || ours.size === 0) return [];
		const names = [...ours].map((tool) => releases[tool].title);
		const list = names.length === 1 ? names[0] : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
		return [
			found('tool.folder-not-on-path', {
				severity: 'warning',
				says: [
					`${list} ${names.length === 1 ? 'is' : 'are'} in `,
					{ path: spokenFolder(host, folder) },
					', which is not on your PATH. We find them there; your own shell does not yet.',
				],
				remedies: [{ kind: 'manual', says: 'Put the folder on your PATH:', commands: [pathCommand(host, folder)] }],
			}),
		];
	},
	describe: ({ install: { host, folder, isOnPath } }) => ({
		subject: 'Installed by us',
		fact: folder === undefined ? 'nothing' : `${spokenFolder(host, folder)}${isOnPath ? '' : ' is not on your PATH'}`,
	}),
});
