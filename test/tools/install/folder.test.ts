import { describe, expect, it } from 'vitest';
import { isOnPath, pathCommand, recordFolder, spokenFolder, toolFolder } from '../../../src/tools/install/folder.js';

const linux = { platform: 'linux', home: '/home/me', env: { PATH: '/usr/bin:/home/me/.local/bin/' } } as const;
const windows = {
	platform: 'win32',
	home: 'C:\\Users\\me',
	env: { LOCALAPPDATA: 'C:\\Users\\me\\AppData\\Local', Path: 'C:\\Windows;c:\\users\\me\\appdata\\local\\todo-k8s-setup\\bin' },
} as const;

describe('the folder of programs', () => {
	it.each([
		[linux, '/home/me/.local/bin'],
		[{ ...linux, platform: 'darwin' } as const, '/home/me/.local/bin'],
		[windows, 'C:\\Users\\me\\AppData\\Local\\todo-k8s-setup\\bin'],
		[{ ...windows, env: {} }, 'C:\\Users\\me\\AppData\\Local\\todo-k8s-setup\\bin'],
		[{ ...linux, home: undefined }, undefined],
	])('of %o is %s', (host, folder) => {
		expect(toolFolder(host)).toBe(folder);
	});

	it('is on the PATH in whatever way it is written there', () => {
		expect(isOnPath(linux, '/home/me/.local/bin')).toBe(true);
		expect(isOnPath({ ...linux, env: { PATH: '/usr/bin:/home/me/.local/binary' } }, '/home/me/.local/bin')).toBe(false);
		expect(isOnPath({ ...linux, env: {} }, '/home/me/.local/bin')).toBe(false);
		expect(isOnPath(windows, toolFolder(windows) ?? '')).toBe(true);
	});

	it('is spoken of briefly', () => {
		expect(spokenFolder(linux, '/home/me/.local/bin')).toBe('~/.local/bin');
		expect(spokenFolder(windows, toolFolder(windows) ?? '')).toBe('%LOCALAPPDATA%\\todo-k8s-setup\\bin');
	});

	it('has its record elsewhere', () => {
		expect(recordFolder(linux)).toBe('/home/me/.local/share/todo-k8s-setup/installed');
		expect(recordFolder({ ...linux, env: { XDG_DATA_HOME: '/data' } })).toBe('/data/todo-k8s-setup/installed');
		expect(recordFolder({ ...linux, platform: 'darwin' })).toBe('/home/me/Library/Application Support/todo-k8s-setup/installed');
		expect(recordFolder(windows)).toBe('C:\\Users\\me\\AppData\\Local\\todo-k8s-setup\\installed');
	});

	it.each([
		['/bin/bash', 'linux', `echo 'export PATH="$HOME/.local/bin:$PATH"' >> ~/.bashrc && exec bash`],
		['/bin/bash', 'darwin', `echo 'export PATH="$HOME/.local/bin:$PATH"' >> ~/.bash_profile && exec bash -l`],
		['/bin/zsh', 'darwin', `echo 'export PATH="$HOME/.local/bin:$PATH"' >> ~/.zshrc && exec zsh`],
		['/usr/bin/fish', 'linux', 'fish_add_path ~/.local/bin'],
		['/bin/dash', 'linux', `echo 'export PATH="$HOME/.local/bin:$PATH"' >> ~/.profile && . ~/.profile`],
	] as const)('is put on the PATH of %s on %s by one line', (SHELL, platform, line) => {
		expect(pathCommand({ ...linux, platform, env: { SHELL } }, '/home/me/.local/bin')).toBe(line);
	});

	it('is put on the PATH of Windows by one line of PowerShell', () => {
		expect(pathCommand(windows, toolFolder(windows) ?? '')).toBe(
			`[Environment]::SetEnvironmentVariable('Path', "$env:LOCALAPPDATA\\todo-k8s-setup\\bin;" + [Environment]::GetEnvironmentVariable('Path', 'User'), 'User')`,
		);
	});
});
