import { Box, Static } from 'ink';
import type { View } from './controller.js';
import type { Key } from './keys.js';
import { Lines } from './Lines.js';
import type { Canvas } from './layout.js';
import type { Line } from './line.js';
import { drawSettled } from './screens/settled.js';
import { useKeys } from './use-keys.js';

export interface AppProps {
	readonly view: View;
	/** The live part, fitted into the window. */
	readonly live: readonly Line[];
	readonly canvas: Canvas;
	readonly onKey: (key: Key) => void;
}

/** The scrollback, and the live part below it, which is always shorter than the window. */
export function App({ view, live, canvas, onKey }: AppProps) {
	useKeys(onKey);
	return (
		<Box flexDirection="column">
			<Static items={[...view.printed]}>{(item, index) => <Lines key={index} lines={drawSettled(item, canvas)} />}</Static>
			<Lines lines={live} />
		</Box>
	);
}
