import type { Priority } from '../api/types.ts';
import { ChevronIcon } from './icons.tsx';

interface Properties {
	readonly id: string;
	readonly value: Priority;
	readonly onChange: (priority: Priority) => void;
}

export function PrioritySelect({ id, value, onChange }: Properties) {
	return (
		<span className="select">
			<select id={id} value={value} onChange={(event) => onChange(event.target.value as Priority)}>
				<option value="low">Low</option>
				<option value="normal">Normal</option>
				<option value="high">High</option>
			</select>
			<ChevronIcon />
		</span>
	);
}
