type Place = 'localStorage' | 'sessionStorage';

// A browser can refuse to keep anything, and says so by throwing. Everything works then, but the remembering.

export function recall(place: Place, key: string): string | null {
	try {
		return window[place].getItem(key);
	} catch {
		return null;
	}
}

/** Null forgets. */
export function remember(place: Place, key: string, value: string | null): void {
	try {
		if (value === null) window[place].removeItem(key);
		else window[place].setItem(key, value);
	} catch {}
}
