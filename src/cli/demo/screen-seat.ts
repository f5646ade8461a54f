import { typingHand } from '../../demo/typing-hand.js';
import { createTui } from '../../front-ends/tui/index.js';
import type { Caption } from '../../front-ends/tui/screens/caption.js';
import type { Demo } from './demo.js';
import type { Keyboard } from './keyboard.js';
import type { Seat } from './play.js';

export interface ScreenOptions {
	readonly keyboard: Keyboard;
	/** The last screen of the run stays until a key is pressed. */
	readonly lingers: boolean;
	caption(): Caption;
	/** Nobody waits to see a key pressed. */
	hurries(): boolean;
	now(): number;
}

/** The front end of a terminal, for one run, and a hand that types on its keyboard. */
export function screenSeat({ mode, shipped, streams, interrupt }: Demo, options: ScreenOptions): Seat {
	const { keyboard, lingers, now, hurries } = options;
	const frontEnd = createTui({
		stdin: keyboard.stdin,
		stdout: streams.stdout,
		stderr: streams.stderr,
		now,
		unicode: mode.unicode,
		version: shipped.version,
		onInterrupt: interrupt,
		// The address on a screen of the story belongs to a machine that does not exist.
		openUrl: async () => undefined,
		lingers,
		caption: () => options.caption(),
	});
	return { frontEnd, hand: typingHand(frontEnd, (key) => keyboard.press(key, hurries())) };
}
