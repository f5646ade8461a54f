import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Locator, Page } from 'playwright-core';

// What a person does on the page, by what can be read or heard there.

export const password = 'correct horse';
let accounts = 0;

/** Returns the address of the new account. */
export async function signUp(page: Page): Promise<string> {
	const email = `ada-${process.pid}-${++accounts}@example.com`;
	await page.getByLabel('Name').fill('Ada Lovelace');
	await page.getByLabel('Email').fill(email);
	await page.getByLabel('Password').fill(password);
	await page.getByRole('button', { name: 'Sign up' }).click();
	await page.getByText('Nothing left to do.').waitFor();
	return email;
}

export async function logIn(page: Page, email: string): Promise<void> {
	await page.getByLabel('Email').fill(email);
	await page.getByLabel('Password').fill(password);
	await page.getByRole('button', { name: 'Log in' }).click();
}

export async function add(page: Page, title: string): Promise<void> {
	await page.getByLabel('What is to be done?').fill(title);
	await page.keyboard.press('Enter');
	await page.getByRole('button', { name: title, exact: true }).waitFor();
}

export function item(page: Page, title: string): Locator {
	return page.getByRole('listitem').filter({ has: page.getByRole('button', { name: title, exact: true }) });
}

export async function remove(page: Page, title: string): Promise<void> {
	await item(page, title).hover();
	await page.getByRole('button', { name: `Delete ${title}` }).click();
}

export async function say(page: Page, words: string): Promise<void> {
	await page.getByLabel('Message').fill(words);
	await page.keyboard.press('Enter');
}

/** The name of the element that the keyboard is on. */
export function focusedName(page: Page): Promise<string> {
	return page.evaluate(() => {
		const element = document.activeElement as HTMLInputElement | null;
		return element?.getAttribute('aria-label') ?? element?.labels?.[0]?.innerText ?? element?.innerText ?? '';
	});
}

/** Goes there with the Tab key alone. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
	for (let presses = 0; presses < 40; presses++) {
		await page.keyboard.press('Tab');
		const focused = await focusedName(page);
		if (typeof name === 'string' ? focused.startsWith(name) : name.test(focused)) return;
	}
	throw new Error(`The keyboard does not get to ${name}.`);
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds against it, a line each. The page's own policy forbids added scripts, so it comes by the debugger. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
	await page.evaluate(axe);
	return page.evaluate(async () => {
		// Half faded in, everything has too little contrast. What moves for ever is judged as it is.
		const passing = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
		await Promise.allSettled(passing.map(({ finished }) => finished));
		const { violations } = await (globalThis as any).axe.run(document);
		return violations.flatMap(({ id, nodes }: any) => nodes.map(({ html, failureSummary }: any) => `${id}: ${html} ${failureSummary}`));
	});
}
