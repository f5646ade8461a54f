import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserMissing } from '../support/browser.js';
import { endChunk, fails, startProvider, streams, textChunk } from '../support/provider.js';
import { accessibilityProblems, add, item, logIn, say, signUp } from './support/person.js';
import { modelAt, openSite, patience, type Site } from './support/site.js';

const refusal = (status: number, detail: string) => ({
	status,
	contentType: 'application/problem+json',
	body: JSON.stringify({ type: 'about:blank', title: 'No', status, detail }),
});

describe.skipIf(browserMissing !== undefined).concurrent('when something is not as it should be, the web', () => {
	let site: Site;
	beforeAll(async () => {
		site = await openSite();
	}, 60_000);
	afterAll(() => site?.close());

	it('shows that it is offline, keeps what is there and takes back what did not arrive', async (test) => {
		const { page, context } = await site.visit(test);
		await signUp(page);
		await add(page, 'Still here');
		await context.setOffline(true);
		await page.getByText('You are offline.').waitFor();
		await page.getByRole('checkbox', { name: 'Done: Still here' }).click();
		await page.getByRole('alert').getByText('cannot be reached').waitFor();
		await page.getByRole('checkbox', { name: 'Done: Still here', checked: false }).waitFor();
		await say(page, 'add more');
		await page.locator('.message.problem').waitFor();
		await context.setOffline(false);
		await test.expect.poll(() => page.getByText('You are offline.').count(), patience).toBe(0);
		await page.getByRole('button', { name: 'Try again' }).click();
		await page.getByText('Added "more"').waitFor();
		expect(await page.locator('.message').count()).toBe(2);
		await page.getByRole('checkbox', { name: 'Done: Still here' }).click();
		await page.getByRole('checkbox', { name: 'Done: Still here', checked: true }).waitFor();
	}, 30_000);

	it('offers to try again when the list does not come', async (test) => {
		const { page } = await site.visit(test);
		await signUp(page);
		await page.route('**/api/todos?*', (route) => route.fulfill(refusal(503, 'The database does not work.')));
		await page.reload();
		await page.getByText('Your list did not come.').waitFor();
		await page.getByRole('alert').getByText('The database does not work.').waitFor();
		expect(await accessibilityProblems(page)).toEqual([]);
		// As when the login page of a hotel answers in place of the API.
		await page.unroute('**/api/todos?*');
		await page.route('**/api/todos?*', (route) => route.fulfill({ status: 200, contentType: 'text/html', body: '<h1>Welcome</h1>' }));
		await page.getByRole('button', { name: 'Try again' }).click();
		await page.getByRole('alert').getByText('an answer that this page does not understand').waitFor();
		// What no code of ours foresees still ends in a page with a way on.
		await page.unroute('**/api/todos?*');
		await page.route('**/api/todos?*', (route) => route.fulfill({ json: { todos: [null], next: null } }));
		await page.getByRole('button', { name: 'Try again' }).click();
		await page.getByRole('heading', { name: 'This page has stopped working.' }).waitFor();
		expect(await accessibilityProblems(page)).toEqual([]);
		await page.unroute('**/api/todos?*');
		await page.getByRole('button', { name: 'Load again' }).click();
		await page.getByText('Nothing left to do.').waitFor();
	}, 30_000);

	it('asks to log in when the session has ended, and keeps what was being written', async (test) => {
		const { page, context } = await site.visit(test);
		const email = await signUp(page);
		await page.getByLabel('What is to be done?').fill('Half a thought');
		await context.clearCookies();
		await say(page, 'add buy bread');
		await page.getByText('Your session has ended.').waitFor();
		await logIn(page, email);
		await page.getByText('Nothing left to do.').waitFor();
		expect(await page.getByLabel('What is to be done?').inputValue()).toBe('Half a thought');
		expect(await page.getByLabel('Message').inputValue()).toBe('add buy bread');
		// It is nothing for the next person, though.
		await page.getByRole('button', { name: 'Log out' }).click();
		await page.getByRole('button', { name: 'Create an account' }).click();
		await signUp(page);
		expect(await page.getByLabel('What is to be done?').inputValue()).toBe('');
		expect(await page.getByLabel('Message').inputValue()).toBe('');
	}, 30_000);

	it('follows when another tab logs out, and says what is wrong with an account', async (test) => {
		const { page, context } = await site.visit(test);
		const email = await signUp(page);
		const other = await context.newPage();
		await other.goto(site.app.url);
		await other.getByRole('button', { name: 'Log out' }).click();
		await other.getByRole('heading', { name: 'Welcome back' }).waitFor();
		await other.close();
		await page.getByRole('heading', { name: 'Welcome back' }).waitFor();
		await page.getByLabel('Email').fill('ada@example');
		await page.getByLabel('Password').fill('whatever it is');
		await page.getByRole('button', { name: 'Log in' }).click();
		await page.getByRole('alert').getByText('does not look like an email address').waitFor();
		await page.getByRole('button', { name: 'Create an account' }).click();
		await page.getByLabel('Email').fill(email);
		await page.getByRole('button', { name: 'Sign up' }).click();
		await page.getByRole('alert').getByText('This account cannot be made.').waitFor();
	}, 30_000);

	it('keeps the words of an editor whose change the server refuses', async (test) => {
		const { page } = await site.visit(test);
		await signUp(page);
		await add(page, 'Draft');
		await page.route('**/api/todos/*', (route) => route.fulfill(refusal(429, 'Too many requests. Try again in 7 s.')));
		await page.getByRole('button', { name: 'Draft', exact: true }).click();
		await page.getByLabel('Notes').fill('Long and dear words');
		await page.getByRole('button', { name: 'Save' }).click();
		await page.getByRole('alert').getByText('Try again in 7 s.').waitFor();
		expect(await page.getByLabel('Notes').inputValue()).toBe('Long and dear words');
		await page.unroute('**/api/todos/*');
		await page.getByRole('button', { name: 'Save' }).click();
		await item(page, 'Draft').getByText('Long and dear words').waitFor();
		await page.getByRole('button', { name: 'Dismiss' }).click();
	}, 30_000);

	it('asks for something when nothing was written, shows that it waits, and adds nothing twice', async (test) => {
		const { page, complaints } = await site.visit(test);
		await signUp(page);
		await page.getByLabel('What is to be done?').fill('   ');
		await page.keyboard.press('Enter');
		await page.getByText('Write what is to be done first.').waitFor();
		await say(page, '  ');
		await page.getByText('Talk to your list.').waitFor();
		let posts = 0;
		await page.route('**/api/todos*', async (route) => {
			if (route.request().method() === 'POST') posts++;
			await new Promise((resolve) => setTimeout(resolve, 500));
			await route.continue();
		});
		await page.reload();
		await page.getByRole('list', { name: 'Loading your todos' }).waitFor();
		expect(await accessibilityProblems(page)).toEqual([]);
		await page.getByText('Nothing left to do.').waitFor();
		await page.getByLabel('What is to be done?').fill('Only once');
		await page.keyboard.press('Enter');
		await page.keyboard.press('Enter');
		await item(page, 'Only once').waitFor();
		expect([posts, await item(page, 'Only once').count()]).toEqual([1, 1]);
		expect(complaints()).toEqual([]);
	}, 30_000);

	it('reads ten thousand todos page by page', async (test) => {
		const { page } = await site.visit(test);
		await signUp(page);
		await manyTodos(page, 10_000);
		await page.reload();
		await page.getByText('50+ open').waitFor();
		for (const count of ['250+', '450+']) {
			await page.getByRole('button', { name: 'Show more' }).click();
			await page.getByText(`${count} open`).waitFor();
		}
		await page.getByRole('checkbox', { name: 'Done: Todo 10', exact: true }).click();
		await page.getByText('449+ open').waitFor();
		// A look at what is new keeps what was loaded.
		await page.evaluate(() => dispatchEvent(new Event('online')));
		await page.getByText('450+ open').waitFor();
	}, 30_000);

	it('shows the words of a model as they come, stops when it is told to, and says why there is no answer', async (test) => {
		const provider = await startProvider(
			streams([textChunk('Once upon'), textChunk(' a time')], { pauseMs: 300, end: 'hang' }),
			fails(401),
			streams([textChunk('Here I am.'), endChunk()]),
		);
		test.onTestFinished(() => provider.stop());
		const { page } = await site.visit(test, {}, (await site.serve(modelAt(provider.url))).url);
		await signUp(page);
		// A double click is no wish to stop at once.
		await page.getByLabel('Message').fill('a story');
		await page.getByRole('button', { name: 'Send' }).dblclick();
		await page.locator('.message[data-unfinished="true"]').getByText('Once upon').waitFor();
		await page.getByRole('button', { name: 'Stop' }).click();
		await page.getByText('Stopped.').waitFor();
		await say(page, 'hello');
		await page.locator('.message.problem').getByText('does not accept the API key').waitFor();
		await add(page, 'Works all the same');
		await page.getByRole('button', { name: 'Try again' }).click();
		await page.getByText('Here I am.').waitFor();
		// What was said, the half answer, that it was stopped; what was said again, and its answer.
		expect(await page.locator('.message').count()).toBe(5);
	}, 30_000);

	it('says so when an answer breaks off, and keeps what was said and done', async (test) => {
		const { page } = await site.visit(test);
		await signUp(page);
		const done = { tool: 'delete_todo', arguments: {}, result: { deleted: { id: 'x', title: 'Old news' } } };
		const events = [`event: action\ndata: ${JSON.stringify(done)}`, 'event: text\ndata: {"delta":"Half an"}'];
		const answer = (...more: string[]) =>
			page.route('**/api/chat', (route) =>
				route.fulfill({ contentType: 'text/event-stream', body: [...events, ...more, ''].join('\n\n') }),
			);
		await answer();
		await say(page, 'clean up');
		await page.locator('.message.problem').getByText('The answer broke off.').waitFor();
		await page.getByText('Half an', { exact: true }).waitFor();
		await page.locator('.action').getByText('Old news').waitFor();
		// Something was done, so saying it again is no harmless offer.
		expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0);
		await answer('event: error\ndata: {"status":503,"detail":"The model is busy.","reason":"circuit-open"}');
		await say(page, 'go on');
		await page.locator('.message.problem').getByText('The model is busy.').waitFor();
	}, 30_000);
});

/** Answers for the list in place of the backend, page by page as it would. */
async function manyTodos(page: Page, total: number): Promise<void> {
	const todo = (number: number, completed = false) => ({
		id: `id-${number}`,
		title: `Todo ${number}`,
		description: '',
		priority: 'normal',
		due: null,
		completed,
		createdAt: '2026-01-31T08:00:00.000Z',
		updatedAt: '2026-01-31T08:00:00.000Z',
	});
	await page.route('**/api/todos?*', (route) => {
		const query = new URL(route.request().url()).searchParams;
		const first = Number(query.get('cursor') ?? 0);
		const end = Math.min(total, first + Number(query.get('limit')));
		return route.fulfill({
			json: { todos: Array.from({ length: end - first }, (_one, index) => todo(first + index)), next: end < total ? String(end) : null },
		});
	});
	await page.route('**/api/todos/*', (route) => route.fulfill({ json: todo(Number(/\d+$/.exec(route.request().url())?.[0]), true) }));
}
