import { type RefObject, useCallback, useEffect, useRef } from 'react';

const nearEndPx = 80;

/** Keeps the end of a box in view as it grows, unless somebody has scrolled up to read. */
export function useFollowEnd(box: RefObject<HTMLElement | null>, content: unknown): { readonly goToEnd: () => void } {
	const following = useRef(true);

	const toEnd = useCallback(() => {
		if (following.current && box.current !== null) box.current.scrollTop = box.current.scrollHeight;
	}, [box]);

	useEffect(() => {
		const element = box.current;
		if (element === null) return;
		const note = () => {
			following.current = element.scrollHeight - element.scrollTop - element.clientHeight < nearEndPx;
		};
		element.addEventListener('scroll', note, { passive: true });
		// Also when the box itself comes into view or shrinks for a keyboard.
		const watch = new ResizeObserver(toEnd);
		watch.observe(element);
		return () => {
			element.removeEventListener('scroll', note);
			watch.disconnect();
		};
	}, [box, toEnd]);

	useEffect(toEnd, [toEnd, content]);

	const goToEnd = useCallback(() => {
		following.current = true;
		toEnd();
	}, [toEnd]);

	return { goToEnd };
}
