import { equal } from 'node:assert/strict';
import { test } from 'node:test';
import { dayFromNow, describeDay } from '../src/model/days.ts';

const lateOnSaturday = new Date(2026, 1, 28, 23, 59);

test('days are those of the person, over the end of a month', () => {
	equal(dayFromNow(0, lateOnSaturday), '2026-02-28');
	equal(dayFromNow(1, lateOnSaturday), '2026-03-01');
});

test('near days have names, others a date, and the year only where it is another one', () => {
	const words = (day: string) => describeDay(day, lateOnSaturday);
	equal(words('2026-02-27'), 'Yesterday');
	equal(words('2026-02-28'), 'Today');
	equal(words('2026-03-01'), 'Tomorrow');
	equal(words('2026-03-02'), 'Monday');
	equal(words('2026-03-07'), 'Mar 7');
	equal(words('2026-01-31'), 'Jan 31');
	equal(words('2027-01-01'), 'Jan 1, 2027');
});
