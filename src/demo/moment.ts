import type { Phase, RunEvent } from '../core/event.js';
import type { ReportOutcome } from '../core/report.js';

/** Something in a run at which a caption may stand. */
export type Moment =
	| 'begin'
	| `phase ${Phase}`
	/** A check was judged and does not hold. */
	| `check ${string}`
	| 'plan'
	/** A step begins. */
	| `step ${string}`
	/** The last screen of a run. */
	| `report ${ReportOutcome}`
	/** The user is asked a question, or what to do about a finding. */
	| `ask ${string}`
	| `refused ${string}`
	| `decide ${string}`
	/** The user acts outside the program. */
	| `act ${string}`
	| 'approve';

/** The moment that an event is; most are none. */
export function momentOf(event: RunEvent): Moment | undefined {
	switch (event.event) {
		case 'start':
			return 'begin';
		case 'phase':
			return `phase ${event.phase}`;
		case 'check':
			return event.state === 'holds' ? undefined : `check ${event.id}`;
		case 'plan':
			return 'plan';
		case 'step':
			return event.state === 'running' ? `step ${event.id}` : undefined;
		case 'report':
		case 'note':
			return undefined;
	}
}
