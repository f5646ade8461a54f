import type { SystemFacts } from '../../core/ports.js';

type Host = Pick<SystemFacts, 'platform' | 'home' | 'env'>;

/** Where programs of this user go; undefined when the user has no home. */
export function toolFolder({ platform, home, env }: Host): string | undefined {
	if (platform === 'win32') return localAppData({ home, env })?.concat('\\todo-k8s-setup\\bin');
	return home && `${home}/.local/bin`;
}

/** Where is noted what we installed, in a file for each program: several are installed at the same time. */
export function recordFolder({ platform, home, env }: Host): string | undefined {
	if (platform === 'win32') return localAppData({ home, env })?.concat('\\todo-k8s-setup\\installed');
	if (platform === 'darwin') return home && `${home}/Library/Application Support/todo-k8s-setup/installed`;
	const data = env.XDG_DATA_HOME || (home && `${home}/.local/share`);
	return data && `${data}/todo-k8s-setup/installed`;
}

function localAppData({ home, env }: Pick<Host, 'home' | 'env'>): string | undefined {
	return env.LOCALAPPDATA || (home && `${home}\\AppData\\Local`);
}

export function joinTool({ platform }: Pick<Host, 'platform'>, folder: string, file: string): string {
	return `${folder}${platform === 'win32' ? '\\' : '/'}${file}`;
}

/** "~/.local/bin", for people. */
export function spokenFolder({ home, platform, env }: Host, folder: string): string {
	if (platform === 'win32') return env.LOCALAPPDATA ? folder.replace(env.LOCALAPPDATA, '%LOCALAPPDATA%') : folder;
	return home && folder.startsWith(`${home}/`) ? `~${folder.slice(home.length)}` : folder;
}

/** Whether the user's own shell finds programs of this folder. */
export function isOnPath({ platform, env }: Host, folder: string): boolean {
	const windows = platform === 'win32';
	const path = env.PATH ?? env.Path ?? '';
	const plain = (each: string) => (windows ? each.toLowerCase() : each).replace(/[\\/]+$/, '');
	return path.split(windows ? ';' : ':').some((each) => plain(each) === plain(folder));
}

/** The one line that puts it there for good, for the shell that this user has. */
export function pathCommand(host: Host, folder: string): string {
	const { platform, env } = host;
	if (platform === 'win32') {
		const place = env.LOCALAPPDATA ? folder.replace(env.LOCALAPPDATA, '$env:LOCALAPPDATA') : folder;
		return `[Environment]::SetEnvironmentVariable('Path', "${place};" + [Environment]::GetEnvironmentVariable('Path', 'User'), 'User')`;
	}
	const place = spokenFolder(host, folder).replace(/^~/, '$HOME');
	const line = `export PATH="${place}:$PATH"`;
	switch (env.SHELL?.split('/').at(-1)) {
		case 'fish':
			return `fish_add_path ${spokenFolder(host, folder)}`;
		case 'zsh':
			return `echo '${line}' >> ~/.zshrc && exec zsh`;
		case 'bash':
			// Terminals on macOS start login shells, which do not read .bashrc.
			return platform === 'darwin' ? `echo '${line}' >> ~/.bash_profile && exec bash -l` : `echo '${line}' >> ~/.bashrc && exec bash`;
		default:
			return `echo '${line}' >> ~/.profile && . ~/.profile`;
	}
}
