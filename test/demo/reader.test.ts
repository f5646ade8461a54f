import { describe, expect, it } from 'vitest';
import { Reader, readingMs } from '../../src/demo/reader.js';
import { freshWorld, simulatedPorts } from '../../src/demo/world.js';

const first = 'The first page says what happened.';
const second = 'The second page says why, which takes a little longer to be read.';

function readerWithClock() {
	const { clock } = simulatedPorts(freshWorld());
	return { reader: new Reader(clock), clock };
}

describe('a reader', () => {
	it('takes as long for a page as its text needs', async () => {
		const { reader, clock } = readerWithClock();
		const began = clock.now();
		await reader.show(first);
		expect(clock.now() - began).toBe(readingMs(first));
		await reader.show(second);
		expect(clock.now() - began).toBe(readingMs(first) + readingMs(second));
		expect(readingMs(second)).toBeGreaterThan(readingMs(first));
	});

	it('turns a page early', async () => {
		const { reader, clock } = readerWithClock();
		const began = clock.now();
		const read = reader.show(first);
		reader.next();
		await read;
		expect(clock.now() - began).toBe(0);
	});

	it('goes back, and everything stands still until the last page is there again', async () => {
		const { reader, clock } = readerWithClock();
		await reader.show(first);
		let isRead = false;
		const read = reader.show(second).then(() => {
			isRead = true;
		});
		reader.back();
		expect(reader.page).toBe(first);
		await clock.sleep(3 * readingMs(second));
		expect(isRead).toBe(false);
		reader.next();
		expect(reader.page).toBe(second);
		await read;
		expect(isRead).toBe(true);
	});

	it('lets what happens between two pages pass quickly, until the next one', async () => {
		const { reader } = readerWithClock();
		await reader.show(first);
		expect(reader.hurries).toBe(false);
		reader.next();
		expect(reader.hurries).toBe(true);
		await reader.show(second);
		expect(reader.hurries).toBe(false);
	});

	it('waits for nothing any more once it skips, or when there is no clock', async () => {
		const { reader, clock } = readerWithClock();
		const began = clock.now();
		reader.skip();
		await reader.show(first);
		expect(clock.now() - began).toBe(0);
		expect(reader.hurries).toBe(true);
		expect(new Reader(undefined).skips).toBe(true);
	});
});
