import { describe, expect, it } from 'vitest';
import { freshWorld } from '../../../src/demo/world.js';
import { desktopProbe, desktopTestsItself, onWindows, parseSelfTest, parseWslConfig } from '../../../src/tools/docker/desktop.js';
import { noAbort, portsWith } from '../../support/context.js';
import { recording } from '../../support/fixtures.js';
import { exited, ScriptedShell } from '../../support/scripted-shell.js';

/** As wsl.exe writes: UTF-16, of which a reader of UTF-8 sees a zero after every letter. */
const utf16 = (text: string) => [...text.replaceAll('\n', '\r\n')].map((letter) => `${letter}\0`).join('');
const distros = (state: string) =>
	exited(
		0,
		utf16(
			`  NAME                   STATE           VERSION\n* Ubuntu-24.04           Running         2\n  docker-desktop         ${state}         2\n`,
		),
	);
const processes = (...names: string[]) =>
	exited(0, ['System Idle Process', 'explorer.exe', ...names].map((name) => `"${name}","4242","Console","1","12,345 K"\r\n`).join(''));
const missing = { kind: 'missing', program: 'tasklist.exe' } as const;

describe('Docker Desktop, asked through Windows', () => {
	it.each([
		['runs', processes('com.docker.backend.exe'), distros('Running'), 'running'],
		['is not started', processes(), distros('Stopped'), 'stopped'],
		['is not started, and its distribution lingers', processes(), distros('Running'), 'stopped'],
		['is starting, or hangs', processes('Docker Desktop.exe'), distros('Stopped'), 'waiting'],
		['runs without WSL', processes('com.docker.backend.exe'), exited(0, utf16('* Ubuntu Running 2\n')), 'running'],
		['was never installed', processes(), exited(0, utf16('* Ubuntu Running 2\n')), 'stopped'],
		['answers only through WSL', missing, distros('Running'), 'running'],
		['cannot be asked: interop is off', missing, missing, 'unknown'],
	] as const)('%s', (_how, tasks, list, state) => {
		expect(onWindows(tasks, list).state).toBe(state);
	});

	it('is read with the limits of .wslconfig', async () => {
		const shell = new ScriptedShell({
			'tasklist.exe /NH /FO CSV': processes('com.docker.backend.exe'),
			'wsl.exe --list --verbose': distros('Running'),
			'cmd.exe /c echo %USERPROFILE%': exited(0, 'C:\\Users\\Ada Lovelace\r\n'),
		});
		const world = freshWorld();
		const ports = portsWith(shell, {
			...world,
			host: { ...world.host, kernel: '5.15.153.1-microsoft-standard-WSL2' },
			files: {
				'/mnt/c/Users/Ada Lovelace/.wslconfig': {
					text: '# mine\r\n[wsl2]\r\nmemory=2GB # small\r\nprocessors = 1\r\n[experimental]\r\nmemory=no\r\n',
					mode: 0o644,
				},
			},
		});

		expect(await desktopProbe.read(ports, noAbort)).toEqual({
			state: 'running',
			because: 'Docker Desktop runs on Windows',
			wslconfig: { memory: '2GB', processors: '1' },
		});
	});

	it('is not looked for on a Linux of its own', async () => {
		expect(await desktopProbe.read(portsWith(new ScriptedShell({})), noAbort)).toMatchObject({ state: 'none' });
	});

	it('has no limits without a section [wsl2]', () => {
		expect(parseWslConfig('memory=2GB\n')).toEqual({});
	});
});

describe("Docker Desktop's own check", () => {
	it('is read for the tests that fail', () => {
		expect(parseSelfTest(recording('docker/self-test.linuxkit-down.for-win-13273.txt'))).toEqual([
			expect.stringContaining('[FAIL] DD0011: are the LinuxKit services running?'),
		]);
	});

	it.each([
		['[FAIL] DD0022: is the Virtual Machine Platform Windows Feature enabled?', 'wsl.virtualization-off'],
		['[FAIL] DD0025: are WSL distros installed? WSL Distribution docker-desktop is missing', 'docker.desktop-unresponsive'],
		['[FAIL] DD0031: does the Docker API work? error during connect', 'docker.not-running'],
		['[FAIL] DD0035: is the VM time synchronized?', 'host.clock-skew'],
	])('%s is %s', (line, id) => {
		expect(desktopTestsItself.diagnose({ failures: [line] } as never)).toMatchObject([{ id, severity: 'warning', because: line }]);
	});

	it('says nothing where it passes or is not there', () => {
		expect(desktopTestsItself.diagnose({ failures: [] } as never)).toEqual([]);
		expect(desktopTestsItself.diagnose({ failures: undefined } as never)).toEqual([]);
	});
});
