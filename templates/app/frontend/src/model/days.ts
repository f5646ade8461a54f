/** A day such as 2026-01-31 on the clock of the person, some days from now. */
export function dayFromNow(days = 0, now = new Date()): string {
	const day = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days);
	return [day.getFullYear(), String(day.getMonth() + 1).padStart(2, '0'), String(day.getDate()).padStart(2, '0')].join('-');
}

/** A day in words: near ones by name, others by date, and the year only where it is another one. */
export function describeDay(day: string, now = new Date()): string {
	if (day === dayFromNow(-1, now)) return 'Yesterday';
	if (day === dayFromNow(0, now)) return 'Today';
	if (day === dayFromNow(1, now)) return 'Tomorrow';
	// Read and written in UTC, so that no time zone moves it to the day before.
	const date = new Date(`${day}T00:00:00Z`);
	const write = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat('en', { ...options, timeZone: 'UTC' }).format(date);
	if (day > dayFromNow(1, now) && day < dayFromNow(7, now)) return write({ weekday: 'long' });
	const isThisYear = day.startsWith(String(now.getFullYear()));
	return write({ day: 'numeric', month: 'short', ...(isThisYear ? {} : { year: 'numeric' }) });
}
