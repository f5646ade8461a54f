import type { Finding } from '../../core/check.js';
import type { RunEvent } from '../../core/event.js';
import { type BACK, type Decision, type FrontEnd, LEAVE, type Place } from '../../core/front-end.js';
import type { FileChange, Plan } from '../../core/plan.js';
import type { Question } from '../../core/question.js';
import type { Report } from '../../core/report.js';
import { doneTitles, initialState, type OwnEvent, reduce, type WizardState } from '../../core/state.js';
import type { Key } from './keys.js';
import type { Canvas, Frame } from './layout.js';
import {
	type Answer,
	approveScreen,
	askScreen,
	confirmScreen,
	decideScreen,
	type OpenScreen,
	readyScreen,
	type Ways,
} from './screens/open-screen.js';
import { drawProgress, type ProgressModel } from './screens/progress.js';
import type { Printed } from './screens/settled.js';

/** What is drawn: lines for the scrollback, and the live part below them. */
export interface View {
	readonly printed: readonly Printed[];
	live(canvas: Canvas): Frame;
}

export interface ControllerOptions {
	now(): number;
	onInterrupt(): void;
	openUrl(url: string): Promise<void>;
	/** The last screen stays until a key is pressed. */
	readonly lingers: boolean;
	/** The banner is on the screen already. */
	readonly greeted: boolean;
	/** Something has changed; `soon` may wait for more, `now` answers a key. */
	changed(when: 'soon' | 'now'): void;
}

/** Knows what is on the screen. It draws nothing itself, so it can be driven without a terminal. */
export class Controller implements FrontEnd {
	readonly canAsk = true;
	readonly #options: ControllerOptions;
	readonly #opened = new Set<string>();
	#state: WizardState;
	#progress: ProgressModel = { showsAll: false, showsLog: false, stopping: false };
	#screen: OpenScreen | undefined;
	#leave: (() => void) | undefined;
	#printed: readonly Printed[] = [];
	#taken = 0;

	constructor(options: ControllerOptions) {
		this.#options = options;
		this.#state = initialState(options.now());
	}

	get view(): View {
		const state = this.#state;
		const progress = this.#progress;
		const screen = this.#screen;
		return { printed: this.#printed, live: (canvas) => screen?.draw(canvas) ?? drawProgress(state, progress, canvas) };
	}

	/** Whether the picture changes by itself: a spinner, a clock. */
	get isMoving(): boolean {
		return this.#screen ? this.#screen.isMoving() : this.#state.phase !== 'ended';
	}

	on(event: RunEvent): void {
		this.#tell(event);
		this.#options.changed('soon');
	}

	async ask(question: Question, place: Place, signal: AbortSignal): Promise<string | typeof BACK | typeof LEAVE> {
		this.#tell({ event: 'settle' });
		this.#tell({ event: 'asked', id: question.id });
		const answer = await this.#open<Answer>((ways) => askScreen(question, place, ways), LEAVE, [[signal, LEAVE]]);
		if (typeof answer === 'symbol') return answer;
		this.#tell({ event: 'answered', answer: answer.answered });
		if (answer.note !== undefined) this.#tell({ event: 'note', says: answer.note });
		return answer.value;
	}

	decide(findings: readonly Finding[], resolved: AbortSignal, signal: AbortSignal): Promise<Decision> {
		this.#tell({ event: 'settle' });
		for (const { id } of findings) this.#opened.add(id);
		const failed = this.#state.steps.findLast(({ state }) => state === 'failed');
		const untouched = this.#state.steps.every(({ state }) => state === 'waiting' || state === 'held');
		const { logFile } = this.#state;
		const context = { done: doneTitles(this.#state), untouched, lastLines: failed?.lines ?? [], logFile };
		const make = (ways: Ways<Decision>) => decideScreen(findings, context, this.#options.now(), ways);
		return this.#open<Decision>(make, { kind: 'leave' }, [
			[signal, { kind: 'leave' }],
			[resolved, { kind: 'again' }],
		]);
	}

	approve(plan: Plan, signal: AbortSignal): Promise<'run' | typeof BACK | typeof LEAVE> {
		this.#tell({ event: 'settle' });
		return this.#open<'run' | typeof BACK | typeof LEAVE>((ways) => approveScreen(plan, ways), LEAVE, [[signal, LEAVE]]);
	}

	confirm(says: string, change: FileChange | undefined, signal: AbortSignal): Promise<boolean> {
		this.#tell({ event: 'settle' });
		return this.#open<boolean>((ways) => confirmScreen(says, change, ways), false, [[signal, false]]);
	}

	async close(report: Report): Promise<void> {
		this.#tell({ event: 'report', report });
		if (report.outcome === 'ready' && this.#options.lingers) {
			await this.#open<undefined>((ways) => readyScreen(report, (url) => this.#options.openUrl(url), ways), undefined, []);
		}
		const { plan } = this.#state;
		if (report.outcome === 'planned' && plan) this.#printed = [...this.#printed, { kind: 'whole-plan', plan }];
		this.#printed = [...this.#printed, { kind: 'report', report, opened: this.#opened }];
		this.#options.changed('now');
	}

	press(key: Key): void {
		if (key.name === 'interrupt') {
			this.#progress = { ...this.#progress, stopping: true };
			this.#options.onInterrupt();
			this.#leave?.();
		} else if (this.#screen) {
			this.#screen.press(key);
		} else if (key.name === 'text') {
			this.#pressProgress(key.text);
		}
		this.#options.changed('now');
	}

	#pressProgress(letter: string): void {
		const { showsAll, showsLog } = this.#progress;
		if (letter === 'v') this.#progress = { ...this.#progress, showsAll: !showsAll };
		if (letter === 'l') this.#progress = { ...this.#progress, showsLog: !showsLog };
	}

	#tell(event: RunEvent | OwnEvent): void {
		this.#state = reduce(this.#state, event, this.#options.now());
		const { settled } = this.#state;
		const anew = settled.slice(this.#taken).filter(({ kind }) => kind !== 'banner' || !this.#options.greeted);
		if (anew.length > 0) this.#printed = [...this.#printed, ...anew];
		this.#taken = settled.length;
	}

	/** Shows a screen until it is done, is interrupted, or one of the signals aborts. */
	#open<R>(make: (ways: Ways<R>) => OpenScreen, interrupted: R, signals: readonly (readonly [AbortSignal, R])[]): Promise<R> {
		return new Promise<R>((resolve, reject) => {
			const over = new AbortController();
			const end = (settle: () => void) => {
				if (over.signal.aborted) return;
				over.abort();
				this.#screen = undefined;
				this.#leave = undefined;
				settle();
				this.#options.changed('now');
			};
			const done = (result: R) => end(() => resolve(result));
			for (const [signal, result] of signals) {
				if (signal.aborted) return done(result);
				signal.addEventListener('abort', () => done(result), { once: true, signal: over.signal });
			}
			this.#leave = () => done(interrupted);
			this.#screen = make({ done, failed: (error) => end(() => reject(error)), changed: () => this.#options.changed('now') });
			this.#options.changed('now');
		});
	}
}
