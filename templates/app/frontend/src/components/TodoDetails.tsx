import type { Todo } from '../api/types.ts';
import { dayFromNow, describeDay } from '../model/days.ts';
import { CalendarIcon, FlagIcon } from './icons.tsx';

/** Priority and day, where they are out of the ordinary. */
export function TodoDetails({ todo: { priority, due, completed } }: { readonly todo: Todo }) {
	if (priority === 'normal' && due === null) return null;
	return (
		<p className="details">
			{priority !== 'normal' && (
				<span className={priority}>
					<FlagIcon />
					{priority === 'high' ? 'High priority' : 'Low priority'}
				</span>
			)}
			{due !== null && <Due due={due} late={!completed && due < dayFromNow()} />}
		</p>
	);
}

function Due({ due, late }: { readonly due: string; readonly late: boolean }) {
	return (
		<span className={late ? 'late' : due === dayFromNow() ? 'today' : ''}>
			<CalendarIcon />
			<time dateTime={due}>{late ? `Was due ${describeDay(due)}` : describeDay(due)}</time>
		</span>
	);
}
