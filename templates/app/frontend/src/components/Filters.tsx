import { useEffect, useState } from 'react';
import type { Status } from '../api/types.ts';
import { SearchIcon } from './icons.tsx';

interface Properties {
	readonly status: Status;
	readonly setStatus: (status: Status) => void;
	readonly setText: (text: string) => void;
}

const restMs = 250;
const choices = [
	['open', 'Open'],
	['done', 'Done'],
	['all', 'All'],
] as const;

export function Filters({ status, setStatus, setText }: Properties) {
	const [typed, setTyped] = useState('');

	// Asks the server when the typing rests, not at every letter.
	useEffect(() => {
		const timer = setTimeout(() => setText(typed.trim()), restMs);
		return () => clearTimeout(timer);
	}, [typed, setText]);

	return (
		<div className="filters">
			<div className="segments" role="group" aria-label="Show">
				{choices.map(([value, words]) => (
					<button key={value} type="button" aria-pressed={status === value} onClick={() => setStatus(value)}>
						{words}
					</button>
				))}
			</div>
			<label className="search">
				<SearchIcon />
				<span className="hidden">Search</span>
				<input
					type="search"
					placeholder="Search"
					dir="auto"
					enterKeyHint="search"
					value={typed}
					maxLength={200}
					onChange={(event) => setTyped(event.target.value)}
				/>
			</label>
		</div>
	);
}
