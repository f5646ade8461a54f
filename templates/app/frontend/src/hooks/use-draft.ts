import { useCallback, useState } from 'react';
import { type DraftName, keepDraft, readDraft } from '../browser/drafts.ts';

/** Text being typed, which is still there when the page comes back. */
export function useDraft(name: DraftName): readonly [text: string, setText: (text: string) => void] {
	const [text, setText] = useState(() => readDraft(name));
	const set = useCallback(
		(value: string) => {
			setText(value);
			keepDraft(name, value);
		},
		[name],
	);
	return [text, set];
}
