import { useInput } from 'ink';
import { useMemo } from 'react';
import { createKeyReader, type Key } from './keys.js';

/** Calls for every key, for as long as the app is mounted. The terminal stays raw in between, so no key is echoed. */
export function useKeys(onKey: (key: Key) => void): void {
	const read = useMemo(createKeyReader, []);
	useInput((input, key) => {
		for (const pressed of read(input, key)) onKey(pressed);
	});
}
