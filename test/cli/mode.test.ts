import { describe, expect, it } from 'vitest';
import { chooseMode, type Mode, type Surroundings } from '../../src/cli/mode.js';

interface Case extends Partial<Omit<Surroundings, 'switches'>> {
	readonly what: string;
	readonly switches?: readonly string[];
	readonly mode: Partial<Mode>;
}

const tui = { frontEnd: 'tui', canAsk: true } as const;
const plain = { frontEnd: 'plain', canAsk: true } as const;
const silent = { frontEnd: 'plain', canAsk: false } as const;

const cases: readonly Case[] = [
	{ what: 'a terminal', mode: { ...tui, because: 'it is a terminal' } },
	{ what: '--plain', switches: ['plain'], mode: plain },
	{ what: '--json', switches: ['json'], mode: { frontEnd: 'json', canAsk: false } },
	{ what: '--json with --plain', switches: ['json', 'plain'], mode: { frontEnd: 'json', canAsk: false } },
	{ what: '--no-color', switches: ['no-color'], mode: tui },
	{ what: 'NO_COLOR', env: { NO_COLOR: '1' }, mode: tui },
	{ what: 'stdin that is a pipe', stdinIsTerminal: false, mode: { ...silent, because: 'stdin is not a terminal' } },
	{ what: 'stdout that is a pipe', stdoutIsTerminal: false, mode: { ...silent, because: 'stdout is not a terminal' } },
	{ what: 'neither', stdinIsTerminal: false, stdoutIsTerminal: false, mode: silent },
	{ what: 'CI', env: { CI: 'true' }, mode: { ...silent, because: 'CI is set' } },
	{ what: 'CI=false', env: { CI: 'false' }, mode: tui },
	{ what: 'CI that is empty', env: { CI: '' }, mode: tui },
	{ what: 'TERM=dumb', env: { TERM: 'dumb' }, mode: plain },
	{ what: 'a screen reader', env: { INK_SCREEN_READER: 'true' }, mode: plain },
	{ what: 'ACCESSIBLE', env: { ACCESSIBLE: '1' }, mode: plain },
	{ what: 'a screen reader that is off', env: { INK_SCREEN_READER: '0' }, mode: tui },
	{ what: 'a screen reader off a terminal', env: { INK_SCREEN_READER: '1' }, stdinIsTerminal: false, mode: silent },
	{ what: 'no locale', mode: { unicode: true } },
	{ what: 'a UTF-8 locale', env: { LANG: 'de_DE.UTF-8' }, mode: { unicode: true } },
	{ what: 'the C locale', env: { LANG: 'C' }, mode: { unicode: false } },
	{ what: 'LC_ALL before LANG', env: { LC_ALL: 'C', LANG: 'de_DE.UTF-8' }, mode: { unicode: false } },
	{ what: 'the console of Linux', env: { TERM: 'linux', LANG: 'de_DE.UTF-8' }, mode: { unicode: false } },
	{ what: 'the old console of Windows', platform: 'win32', mode: { unicode: false } },
	{ what: 'Windows Terminal', platform: 'win32', env: { WT_SESSION: 'x' }, mode: { unicode: true } },
	{ what: 'VS Code on Windows', platform: 'win32', env: { TERM_PROGRAM: 'vscode' }, mode: { unicode: true } },
];

describe('how the program shows itself', () => {
	it.each(cases)('with $what', ({ what: _what, mode, switches = [], ...surroundings }) => {
		const chosen = chooseMode({
			switches: new Set(switches),
			env: {},
			stdinIsTerminal: true,
			stdoutIsTerminal: true,
			platform: 'linux',
			...surroundings,
		});
		expect(chosen).toMatchObject(mode);
	});
});
