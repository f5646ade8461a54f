import type { User } from '../api/types.ts';
import { LogoIcon } from './icons.tsx';

interface Properties {
	readonly user: User;
	readonly leave: () => void;
	readonly goToChat: () => void;
}

export function TopBar({ user, leave, goToChat }: Properties) {
	return (
		<header className="top">
			{/* Otherwise the keyboard has to pass every todo on its way to the chat. */}
			<button className="skip" type="button" onClick={goToChat}>
				Go to the chat
			</button>
			<h1 className="brand">
				<LogoIcon /> Todo Chatbot
			</h1>
			<p className="who">
				<span dir="auto">{user.name}</span>
				<button className="quiet" type="button" onClick={leave}>
					Log out
				</button>
			</p>
		</header>
	);
}
