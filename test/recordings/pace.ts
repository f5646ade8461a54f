import { type Frame, textOf } from './frame.js';

export interface Pace {
	/** At most one frame in this time. */
	readonly frameMs: number;
	/** A time in which only clocks, counters and spinners move takes no longer than this. */
	readonly waitMs: number;
	/** A screen on which nothing moves, and which is read, no longer than this. */
	readonly readMs: number;
}

/** Fewer frames, and less waiting: what is kept of a recording. */
export function toPace(frames: readonly Frame[], { frameMs, ...pace }: Pace): Frame[] {
	return thin(shorten(frames, pace), frameMs);
}

function shorten(frames: readonly Frame[], { waitMs, readMs }: Omit<Pace, 'frameMs'>): Frame[] {
	const shortened: Frame[] = [];
	let beganMs = 0;
	for (let first = 0; first < frames.length; ) {
		const says = unmoved(frames[first]);
		let next = first + 1;
		while (next < frames.length && unmoved(frames[next]) === says) next++;
		const fromMs = frames[first]?.atMs ?? 0;
		const lastsMs = (frames[next]?.atMs ?? frames[next - 1]?.atMs ?? fromMs) - fromMs;
		const factor = Math.min(1, (next - first === 1 ? readMs : waitMs) / Math.max(1, lastsMs));
		for (const frame of frames.slice(first, next)) {
			shortened.push({ ...frame, atMs: Math.round(beganMs + (frame.atMs - fromMs) * factor) });
		}
		beganMs += lastsMs * factor;
		first = next;
	}
	return shortened;
}

/** The screen without what moves while one waits. */
function unmoved(frame: Frame | undefined): string {
	return frame
		? textOf(frame)
				.replace(/[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]/g, '*')
				.replace(/[\d.]+/g, '0')
		: '';
}

/** The last frame of each span of time; the very last stays. */
function thin(frames: readonly Frame[], frameMs: number): Frame[] {
	const kept: Frame[] = [];
	for (const frame of frames) {
		const before = kept.at(-1);
		// A frame is on the screen for the whole span that it stands for.
		if (before && frame.atMs - before.atMs < frameMs) kept[kept.length - 1] = { ...frame, atMs: before.atMs };
		else kept.push(frame);
	}
	return kept;
}
