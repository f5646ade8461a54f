import { tellingHand } from '../../demo/telling-hand.js';
import type { Demo } from './demo.js';
import type { Seat } from './play.js';

/** The front end of lines or of JSON, for one run, and a hand that says what it answers. */
export async function lineSeat({ mode, verbose, streams, interrupt }: Demo, now: () => number): Promise<Seat> {
	if (mode.frontEnd === 'json') {
		const { createJson } = await import('../../front-ends/json/index.js');
		const frontEnd = createJson({ stdout: streams.stdout });
		return { frontEnd, hand: tellingHand(frontEnd) };
	}
	const { createPlain } = await import('../../front-ends/plain/index.js');
	const frontEnd = createPlain({ ...streams, canAsk: false, now, onInterrupt: interrupt, unicode: mode.unicode, verbose });
	return { frontEnd, hand: tellingHand(frontEnd) };
}
