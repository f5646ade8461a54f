import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserMissing } from '../support/browser.js';
import { accessibilityProblems, add, focusedName, item, remove, say, signUp, tabTo } from './support/person.js';
import { openSite, type Site } from './support/site.js';

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

describe.skipIf(browserMissing !== undefined).concurrent('whoever looks at the web', () => {
	let site: Site;
	beforeAll(async () => {
		site = await openSite();
	}, 60_000);
	afterAll(() => site?.close());

	/** Collects what axe says by the state it says it of. */
	const judge = () => {
		const problems: Record<string, string[]> = {};
		return {
			problems,
			async look(page: Page, state: string) {
				const found = await accessibilityProblems(page);
				if (found.length > 0) problems[state] = found;
			},
		};
	};

	for (const colorScheme of ['light', 'dark'] as const)
		it(`finds nothing that axe objects to, in every state, ${colorScheme}`, async (test) => {
			const { page, context } = await site.visit(test, { colorScheme, reducedMotion: 'reduce' });
			const { look, problems } = judge();
			await look(page, 'sign up');
			await page.getByRole('button', { name: 'Log in' }).click();
			await page.getByLabel('Email').fill('nobody@example.com');
			await page.getByLabel('Password').fill('wrong password');
			await page.getByRole('button', { name: 'Log in' }).click();
			await page.getByRole('alert').waitFor();
			await look(page, 'wrong password');
			await page.getByRole('button', { name: 'Create an account' }).click();
			await signUp(page);
			await look(page, 'empty');
			await page.getByRole('button', { name: 'Add', exact: true }).click();
			await page.getByText('Write what is to be done first.').waitFor();
			await look(page, 'empty input');
			await page.getByLabel('Priority').selectOption('high');
			await page.getByLabel('Due').fill('2020-01-31');
			await add(page, 'Late and important');
			await add(page, 'Another');
			await page.getByRole('checkbox', { name: 'Done: Another' }).click();
			await say(page, 'list');
			await page.getByText('Looked at the list').waitFor();
			await look(page, 'list and chat');
			await item(page, 'Late and important').hover();
			await look(page, 'pointed at');
			await page.getByRole('button', { name: 'Late and important', exact: true }).click();
			await look(page, 'editor');
			await page.keyboard.press('Escape');
			await remove(page, 'Another');
			await page.getByRole('button', { name: 'Undo' }).waitFor();
			await look(page, 'undo');
			await page.getByRole('button', { name: 'Undo' }).click();
			await context.setOffline(true);
			await page.getByRole('checkbox', { name: 'Done: Another' }).click();
			await page.getByText('You are offline.').waitFor();
			await page.getByRole('alert').waitFor();
			await say(page, 'list');
			await page.getByRole('button', { name: 'Try again' }).waitFor();
			await look(page, 'offline');
			expect(problems).toEqual({});
		}, 60_000);

	it('has the chat behind a tab on a phone', async (test) => {
		const { page, complaints } = await site.visit(test, phone);
		const { look, problems } = judge();
		await look(page, 'sign up');
		await signUp(page);
		expect(await page.getByLabel('Message').isVisible()).toBe(false);
		const tabs = page.getByRole('navigation', { name: 'View' });
		await tabs.getByRole('button', { name: 'Chat' }).tap();
		await look(page, 'empty chat');
		await say(page, 'add from the phone');
		await page.getByText('Added "from the phone"').waitFor();
		await look(page, 'chat');
		await tabs.getByRole('button', { name: 'List' }).tap();
		await item(page, 'from the phone').waitFor();
		// A finger cannot hover, so what it can touch is there.
		await page.getByRole('button', { name: 'Delete from the phone' }).tap();
		await look(page, 'undo');
		expect(problems).toEqual({});
		expect(complaints()).toEqual([]);
	}, 30_000);

	it('sees odd texts in their place at every width', async (test) => {
		const { page } = await site.visit(test);
		await signUp(page);
		const arabic = 'مرحبا بالعالم';
		for (const title of ['x'.repeat(200), arabic, '🎉👩‍👩‍👧‍👦', `<b>"&'`]) await add(page, title);
		await say(page, 'list');
		await page.getByText('Looked at the list').waitFor();
		const title = page.getByRole('button', { name: arabic, exact: true });
		expect(await title.evaluate((element) => getComputedStyle(element).direction)).toBe('rtl');
		for (const width of [320, 360, 768, 1280]) {
			await page.setViewportSize({ width, height: 740 });
			for (const view of width < 900 ? ['Chat', 'List'] : []) {
				await page.getByRole('navigation').getByRole('button', { name: view }).click();
				const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
				expect([width, view, sideways <= 0]).toEqual([width, view, true]);
			}
		}
	}, 30_000);

	it('gets along with the keyboard alone', async (test) => {
		const { page, complaints } = await site.visit(test);
		await tabTo(page, 'Email');
		await page.keyboard.type(`keys-${process.pid}@example.com`);
		await tabTo(page, 'Password');
		await page.keyboard.type('correct horse');
		await page.keyboard.press('Enter');
		await page.getByText('Nothing left to do.').waitFor();
		await tabTo(page, 'What is to be done?');
		for (const title of ['First', 'Second', 'By keyboard']) {
			await page.keyboard.type(title);
			await page.keyboard.press('Enter');
			await item(page, title).waitFor();
		}
		await tabTo(page, /^Done: By keyboard/);
		await page.keyboard.press('Space');
		await page.getByRole('checkbox', { name: 'Done: By keyboard', checked: true }).waitFor();
		await tabTo(page, 'By keyboard');
		await page.keyboard.press('Enter');
		await page.keyboard.press('End');
		await page.keyboard.type(' only');
		await page.keyboard.press('Enter');
		await item(page, 'By keyboard only').waitFor();
		// The keyboard is where it was.
		expect(await focusedName(page)).toBe('By keyboard only');
		await page.keyboard.press('Enter');
		await page.keyboard.type('never saved');
		await page.keyboard.press('Escape');
		expect(await focusedName(page)).toBe('By keyboard only');

		// After deleting it goes on to the neighbour, and Ctrl+Z brings both back.
		await tabTo(page, 'Delete By keyboard only');
		await page.keyboard.press('Enter');
		expect(await focusedName(page)).toBe('Delete Second');
		await page.keyboard.press('Control+z');
		await item(page, 'By keyboard only').waitFor();
		await test.expect.poll(() => focusedName(page)).toBe('By keyboard only');
		await tabTo(page, 'Delete By keyboard only');
		await page.keyboard.press('Enter');
		await tabTo(page, 'Undo');
		await page.keyboard.press('Enter');
		await item(page, 'By keyboard only').waitFor();

		// The chat is one step from the top of the page.
		await page.reload();
		await item(page, 'First').waitFor();
		await page.keyboard.press('Tab');
		expect(await focusedName(page)).toBe('Go to the chat');
		await page.keyboard.press('Enter');
		await test.expect.poll(() => focusedName(page)).toBe('Message');
		await page.keyboard.type('help');
		await page.keyboard.press('Shift+Enter');
		await page.keyboard.press('Enter');
		await page.getByText('I understand a few commands').waitFor();
		expect(complaints()).toEqual([]);
	}, 60_000);

	it('is spared all movement when that is wished for', async (test) => {
		const { page } = await site.visit(test, { reducedMotion: 'reduce' });
		await signUp(page);
		await add(page, 'Still');
		await say(page, 'help');
		await page.getByText('I understand a few commands').waitFor();
		expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
	}, 30_000);
});
