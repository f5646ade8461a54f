import { useEffect } from 'react';

/** Calls back when the network or the person comes back: meanwhile the list may have changed elsewhere. */
export function useReturn(onReturn: () => void): void {
	useEffect(() => {
		const look = () => {
			if (document.visibilityState === 'visible') onReturn();
		};
		addEventListener('online', look);
		document.addEventListener('visibilitychange', look);
		return () => {
			removeEventListener('online', look);
			document.removeEventListener('visibilitychange', look);
		};
	}, [onReturn]);
}
