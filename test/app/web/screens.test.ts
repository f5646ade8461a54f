import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserMissing } from '../support/browser.js';
import { accessibilityProblems, add, focusedName, item, remove, say, signUp, tabTo } from './support/person.js';
import { openSite, patience, type Site } from './support/site.js';

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

describe.skipIf(browserMissing !== undefined).concurrent('whoever looks at the web', () => {
	let site: Site;
	beforeAll(async () => {
		site = await openSite();
	}, 60_000);
	afterAll(() => site?.close());

	/** Collects what axe says by the state it says it of, in the light and in the dark. */
	const judge = (page: Page) => {
		const problems: Record<string, string[]> = {};
		return {
			problems,
			async look(state: string) {
				for (const colorScheme of ['light', 'dark'] as const) {
					await page.emulateMedia({ colorScheme });
					const found = await accessibilityProblems(page);
					if (found.length > 0) problems[`${state}, ${colorScheme}`] = found;
				}
			},
		};
	};

	it('finds nothing that axe objects to, in every state, and no movement where none is wanted', async (test) => {
		const { page, context } = await site.visit(test, { reducedMotion: 'reduce' });
		const { look, problems } = judge(page);
		await look('sign up');
		await page.getByRole('button', { name: 'Log in' }).click();
		await page.getByLabel('Email').fill('nobody@example.com');
		await page.getByLabel('Password').fill('wrong password');
		await page.getByRole('button', { name: 'Log in' }).click();
		await page.getByRole('alert').waitFor();
		await look('wrong password');
		await page.getByRole('button', { name: 'Create an account' }).click();
		await signUp(page);
		await look('empty');
		await page.getByRole('button', { name: 'Add', exact: true }).click();
		await page.getByText('Write what is to be done first.').waitFor();
		await look('empty input');
		await page.getByLabel('Priority').selectOption('high');
		await page.getByLabel('Due').fill('2020-01-31');
		await add(page, 'Late and important');
		await add(page, 'Another');
		await page.getByRole('checkbox', { name: 'Done: Another' }).click();
		await say(page, 'list');
		await page.getByText('Looked at the list').waitFor();
		await item(page, 'Late and important').hover();
		await look('list and chat');
		await page.getByRole('button', { name: 'Late and important', exact: true }).click();
		await look('editor');
		await page.keyboard.press('Escape');
		await remove(page, 'Another');
		await page.getByRole('button', { name: 'Undo' }).waitFor();
		await look('undo');
		await page.getByRole('button', { name: 'Undo' }).click();
		await context.setOffline(true);
		await page.getByRole('checkbox', { name: 'Done: Another' }).click();
		await page.getByText('You are offline.').waitFor();
		await page.getByRole('alert').waitFor();
		await say(page, 'list');
		await page.getByRole('button', { name: 'Try again' }).waitFor();
		await look('offline');
		expect(problems).toEqual({});
		expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
	}, 60_000);

	it('has the chat behind a tab on a phone', async (test) => {
		const { page, context, complaints } = await site.visit(test, phone);
		const { look, problems } = judge(page);
		await signUp(page);
		expect(await page.getByLabel('Message').isVisible()).toBe(false);
		const tabs = page.getByRole('navigation', { name: 'View' });
		await tabs.getByRole('button', { name: 'Chat' }).tap();
		await look('empty chat');
		await say(page, 'add from the phone');
		await page.getByText('Added "from the phone"').waitFor();
		await look('chat');
		await tabs.getByRole('button', { name: 'List' }).tap();
		await item(page, 'from the phone').waitFor();
		// A finger cannot hover, so what it can touch is there.
		await page.getByRole('button', { name: 'Delete from the phone' }).tap();
		await look('undo');
		expect(complaints()).toEqual([]);

		// Whatever has to be told leaves room for writing.
		await page.getByRole('button', { name: 'Undo' }).tap();
		await context.setOffline(true);
		await page.getByRole('checkbox').tap();
		await page.getByRole('alert').waitFor();
		await tabs.getByRole('button', { name: 'Chat' }).tap();
		await page.getByLabel('Message').fill('one line\nand another');
		await page.getByRole('button', { name: 'Send' }).tap();
		await page.getByRole('button', { name: 'Try again' }).waitFor();
		await look('offline chat');
		expect(problems).toEqual({});
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
		await test.expect.poll(() => focusedName(page), patience).toBe('By keyboard only');
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
		await test.expect.poll(() => focusedName(page), patience).toBe('Message');
		await page.keyboard.type('help');
		await page.keyboard.press('Shift+Enter');
		await page.keyboard.press('Enter');
		await page.getByText('I understand a few commands').waitFor();
		expect(complaints()).toEqual([]);
	}, 60_000);
});
