import type { ReactNode } from 'react';

function Icon({ children }: { readonly children: ReactNode }) {
	return (
		<svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
			{children}
		</svg>
	);
}

export const LogoIcon = () => (
	<svg className="logo" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
		<path
			className="logo-bubble"
			d="M8 3h16a5 5 0 0 1 5 5v12a5 5 0 0 1-5 5h-8l-6.6 4.7A1 1 0 0 1 7.8 28.9V25A5 5 0 0 1 3 20V8a5 5 0 0 1 5-5Z"
		/>
		<path className="logo-tick" d="m10 14.5 4.3 4.3L22.5 10" />
	</svg>
);
export const TickIcon = () => (
	<Icon>
		<path d="m5 12.5 4.5 4.5L19 7.5" />
	</Icon>
);
export const TrashIcon = () => (
	<Icon>
		<path d="M5 7h14M10 7V4.5h4V7M7 7l.8 12.5h8.4L17 7M10.5 10.5v5.5M13.5 10.5v5.5" />
	</Icon>
);
export const PlusIcon = () => (
	<Icon>
		<path d="M12 5v14M5 12h14" />
	</Icon>
);
export const SendIcon = () => (
	<Icon>
		<path d="M5 12h13M12.5 6l6 6-6 6" />
	</Icon>
);
export const SearchIcon = () => (
	<Icon>
		<circle cx="11" cy="11" r="6" />
		<path d="m15.5 15.5 4 4" />
	</Icon>
);
export const CalendarIcon = () => (
	<Icon>
		<rect x="4.5" y="6" width="15" height="13.5" rx="2" />
		<path d="M4.5 10.5h15M8.5 3.5V7M15.5 3.5V7" />
	</Icon>
);
export const FlagIcon = () => (
	<Icon>
		<path d="M6 20.5V4.5h11l-2 4 2 4H6" />
	</Icon>
);
export const ChatIcon = () => (
	<Icon>
		<path d="M5.5 5h13A1.5 1.5 0 0 1 20 6.5v9a1.5 1.5 0 0 1-1.5 1.5H12l-4.5 3.5V17h-2A1.5 1.5 0 0 1 4 15.5v-9A1.5 1.5 0 0 1 5.5 5Z" />
	</Icon>
);
export const ListIcon = () => (
	<Icon>
		<path d="M9.5 6.5H20M9.5 12H20M9.5 17.5H20M4 6.5h1.5M4 12h1.5M4 17.5h1.5" />
	</Icon>
);
export const CloseIcon = () => (
	<Icon>
		<path d="m6.5 6.5 11 11M17.5 6.5l-11 11" />
	</Icon>
);
export const StopIcon = () => (
	<Icon>
		<path d="M8 8h8v8H8z" />
	</Icon>
);
export const PenIcon = () => (
	<Icon>
		<path d="M5 19.5l.8-3.8L16 5.5l3 3L8.8 18.7 5 19.5ZM13.8 7.7l3 3" />
	</Icon>
);
export const ChevronIcon = () => (
	<Icon>
		<path d="m7.5 10 4.5 4.5 4.5-4.5" />
	</Icon>
);
