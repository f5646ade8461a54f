import { type Instance, render } from 'ink';
import type { FrontEnd } from '../../core/front-end.js';
import { App } from './App.js';
import { Controller } from './controller.js';
import { type Key, PASTE_OFF, PASTE_ON } from './keys.js';
import { type Canvas, fitFrame } from './layout.js';
import { type Line, widthOf } from './line.js';
import { SPINNER_MS } from './marks.js';
import { type Caption, drawCaption } from './screens/caption.js';
import { eraseBroken, toTerminal } from './terminal.js';

export interface TuiOptions {
	readonly stdout: NodeJS.WriteStream;
	readonly stdin: NodeJS.ReadStream;
	readonly stderr: NodeJS.WriteStream;
	/** Milliseconds since 1970. */
	now(): number;
	readonly unicode: boolean;
	readonly screenReader?: boolean;
	/** Ctrl+C: the engine aborts. */
	onInterrupt(): void;
	openUrl(url: string): Promise<void>;
	readonly version: string;
	/** The first line is on the screen already. */
	readonly greeted?: boolean;
	/** The last screen stays until a key is pressed. */
	readonly lingers: boolean;
	/** Words below every screen, as they are now. */
	caption?(): Caption;
}

/** At most this often a frame is drawn for events; output of programs comes in hundreds of lines a second. */
const FRAME_MS = 40;

/** The front end for a person at a terminal. Draws its first frame at the first event or question. */
export function createTui(options: TuiOptions): FrontEnd {
	const { stdin, stderr, stdout, unicode, screenReader = false } = options;
	const terminal = toTerminal(stdout, unicode);
	let instance: Instance | undefined;
	let pending: NodeJS.Timeout | undefined;
	let ticking: NodeJS.Timeout | undefined;
	/** The last screen was seen; only the scrollback is left. */
	let ended = false;
	let closed = false;
	let live: readonly Line[] = [];
	let { columns } = stdout;

	const controller = new Controller({
		now: () => options.now(),
		onInterrupt: () => options.onInterrupt(),
		openUrl: (url) => options.openUrl(url),
		lingers: options.lingers,
		greeted: options.greeted ?? false,
		changed: (when) => (when === 'now' ? draw() : drawSoon()),
	});
	const canvas = (): Canvas => ({
		// A size of 0 is what some terminals report before they know better.
		columns: stdout.columns || 80,
		rows: stdout.rows || 24,
		unicode,
		atMs: options.now(),
		spoken: screenReader,
	});
	const onKey = (key: Key) => controller.press(key);

	function draw(): void {
		clearTimeout(pending);
		pending = undefined;
		if (closed) return;
		const { view } = controller;
		const now = canvas();
		const below = options.caption && !ended ? drawCaption(options.caption(), now) : [];
		live = [...fitFrame(view.live(now), { ...now, rows: Math.max(1, now.rows - below.length) }), ...below];
		const app = <App view={view} live={live} canvas={now} onKey={onKey} />;
		if (instance) instance.rerender(app);
		else start(app);
		tick();
	}

	function resized(): void {
		const narrower = stdout.columns < columns;
		({ columns } = stdout);
		if (narrower && !closed)
			stdout.write(
				eraseBroken(
					live.map(({ pieces }) => widthOf(pieces)),
					columns,
				),
			);
		// Ink draws its last frame anew first; this one comes after it.
		setImmediate(draw);
	}

	function drawSoon(): void {
		if (!instance) draw();
		else pending ??= setTimeout(draw, FRAME_MS);
	}

	function start(app: React.JSX.Element): void {
		// Before Ink listens, so that it finds the cursor where it left it.
		stdout.on('resize', resized);
		process.once('exit', restore);
		stdout.write(PASTE_ON);
		instance = render(app, {
			stdout: terminal,
			stdin,
			stderr,
			exitOnCtrlC: false,
			// Nothing here prints through the console, and its words would not be in the state.
			patchConsole: false,
			isScreenReaderEnabled: screenReader,
		});
	}

	// Only a picture with a spinner, a clock or a caption on it is drawn without a reason.
	function tick(): void {
		const moves = (controller.isMoving || options.caption !== undefined) && !closed;
		if (moves) ticking ??= setInterval(draw, screenReader ? 10 * SPINNER_MS : SPINNER_MS).unref();
		else {
			clearInterval(ticking);
			ticking = undefined;
		}
	}

	/** Whatever way the program ends, the terminal takes pastes as before. */
	function restore(): void {
		stdout.write(PASTE_OFF);
	}

	return {
		canAsk: true,
		on: (event) => controller.on(event),
		ask: (question, place, signal) => controller.ask(question, place, signal),
		decide: (findings, resolved, signal) => controller.decide(findings, resolved, signal),
		approve: (plan, signal) => controller.approve(plan, signal),
		confirm: (says, change, signal) => controller.confirm(says, change, signal),
		async close(report) {
			await controller.close(report);
			ended = true;
			if (options.caption) draw();
			closed = true;
			tick();
			clearTimeout(pending);
			stdout.off('resize', resized);
			process.off('exit', restore);
			const gone = instance?.waitUntilExit();
			instance?.unmount();
			await gone;
			restore();
		},
	};
}
