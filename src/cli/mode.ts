/** What the program was started with, as far as it decides how it shows itself. */
export interface Surroundings {
	readonly switches: ReadonlySet<string>;
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly stdinIsTerminal: boolean;
	readonly stdoutIsTerminal: boolean;
	readonly platform: string;
}

export interface Mode {
	readonly frontEnd: 'tui' | 'plain' | 'json' | 'report';
	/** Somebody is there to answer. */
	readonly canAsk: boolean;
	readonly unicode: boolean;
	/** Why, for --verbose. */
	readonly because: string;
}

/** Decides before any front end is loaded. Pure: a table of cases is its test. */
export function chooseMode({ switches, env, stdinIsTerminal, stdoutIsTerminal, platform }: Surroundings): Mode {
	const unicode = speaksUnicode(env, platform);
	const choose = (frontEnd: Mode['frontEnd'], canAsk: boolean, because: string): Mode => ({ frontEnd, canAsk, unicode, because });
	if (switches.has('json')) return choose('json', false, '--json was given');
	if (switches.has('report')) return choose('report', false, '--report was given');
	if (!stdinIsTerminal || !stdoutIsTerminal) return choose('plain', false, `${stdinIsTerminal ? 'stdout' : 'stdin'} is not a terminal`);
	if (isSet(env.CI)) return choose('plain', false, 'CI is set');
	if (switches.has('plain')) return choose('plain', true, '--plain was given');
	if (isSet(env.INK_SCREEN_READER) || isSet(env.ACCESSIBLE)) return choose('plain', true, 'a screen reader is asked for');
	if (env.TERM === 'dumb') return choose('plain', true, 'the terminal cannot move its cursor (TERM=dumb)');
	return choose('tui', true, 'it is a terminal');
}

function isSet(value: string | undefined): boolean {
	return value !== undefined && value !== '' && value !== '0' && value !== 'false';
}

/** Windows' old console and a C locale show boxes instead of ticks. */
export function speaksUnicode(env: Surroundings['env'], platform: string): boolean {
	if (platform === 'win32') return Boolean(env.WT_SESSION ?? env.TERM_PROGRAM ?? env.ConEmuTask) || env.TERM === 'xterm-256color';
	const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
	// No locale at all is usual in containers and on macOS over ssh; their terminals speak UTF-8.
	return env.TERM !== 'linux' && (locale === '' || /utf-?8/i.test(locale));
}
