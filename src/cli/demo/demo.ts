import type { Mode } from '../mode.js';
import type { Stage } from './stage.js';

/** What every part of the demo works with. */
export interface Demo {
	readonly mode: Mode;
	readonly stage: Stage;
	readonly shipped: Shipped;
	readonly streams: Streams;
	readonly signal: AbortSignal;
	/** Somebody reads along. */
	readonly waits: boolean;
	/** Every line of every program. */
	readonly verbose: boolean;
	/** Ctrl+C. */
	interrupt(): void;
}

/** What the package brings along; absolute paths with `/` between names. */
export interface Shipped {
	readonly version: string;
	readonly templates: string;
	readonly bundles: string;
}

/** Where the demo is shown, and where keys come from. */
export interface Streams {
	readonly stdin: NodeJS.ReadStream;
	readonly stdout: NodeJS.WriteStream;
	readonly stderr: NodeJS.WriteStream;
}
