import { CloseIcon } from './icons.tsx';

/** What did not work, until somebody has read it. */
export function ProblemBar({ says, dismiss }: { readonly says: string | undefined; readonly dismiss: () => void }) {
	if (says === undefined) return null;
	return (
		<div className="notice problem" role="alert">
			<p>{says}</p>
			<button className="icon-button" type="button" aria-label="Dismiss" onClick={dismiss}>
				<CloseIcon />
			</button>
		</div>
	);
}
