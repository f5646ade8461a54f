import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserMissing } from '../support/browser.js';
import { callChunk, endChunk, startProvider, streams, textChunk } from '../support/provider.js';
import { nginxMissing, startWebServer } from './support/nginx.js';
import { add, item, remove, say, signUp } from './support/person.js';
import { modelAt, openSite, patience, type Site } from './support/site.js';

describe.skipIf(browserMissing !== undefined).concurrent('the web in a browser', () => {
	let site: Site;
	beforeAll(async () => {
		site = await openSite();
	}, 60_000);
	afterAll(() => site?.close());

	it('does all that is promised, without a complaint of the browser', async (test) => {
		const { page, complaints } = await site.visit(test);
		await signUp(page);
		await add(page, 'Buy milk');
		await add(page, 'Call Ann');
		await page.getByLabel('Priority').selectOption('high');
		await page.getByLabel('Due').fill('2020-01-31');
		await add(page, 'Write the report');
		await item(page, 'Write the report').getByText('High priority').waitFor();
		await item(page, 'Write the report').getByText('Was due Jan 31, 2020').waitFor();

		// Edited in place: every field.
		await page.getByRole('button', { name: 'Call Ann', exact: true }).click();
		const editor = page.getByRole('form', { name: 'Edit Call Ann' });
		await editor.getByLabel('Title').fill('Call Ann today');
		await editor.getByLabel('Notes').fill('About the keys\nand the cat');
		await editor.getByLabel('Priority').selectOption('low');
		await editor.getByLabel('Due').fill('2099-12-24');
		await editor.getByLabel('Notes').press('Control+Enter');
		await item(page, 'Call Ann today').getByText('About the keys').waitFor();
		await item(page, 'Call Ann today').getByText('Low priority').waitFor();
		await item(page, 'Call Ann today').getByText('Dec 24, 2099').waitFor();

		await page.getByRole('checkbox', { name: 'Done: Buy milk' }).click();
		await page.getByRole('button', { name: 'Done', exact: true }).click();
		await page.getByText('1 done').waitFor();
		await page.getByRole('button', { name: 'All', exact: true }).click();
		await page.getByRole('searchbox').fill('REPORT');
		await page.getByText('1 in all').waitFor();
		expect(await page.locator('.todo-title').allInnerTexts()).toEqual(['Write the report']);
		await page.getByRole('searchbox').fill('nothing like it');
		await page.getByText('Nothing found.').waitFor();
		await page.getByRole('searchbox').fill('');
		await page.getByText('3 in all').waitFor();

		await remove(page, 'Write the report');
		await test.expect.poll(() => item(page, 'Write the report').count(), patience).toBe(0);
		await page.getByRole('button', { name: 'Undo' }).click();
		await item(page, 'Write the report').waitFor();

		await say(page, 'add water the plants due tomorrow');
		await page.getByText('Added "water the plants"').waitFor();
		await page.locator('.action', { hasText: 'Added' }).getByText('water the plants').waitFor();
		await item(page, 'water the plants').getByText('Tomorrow').waitFor();
		await say(page, 'delete water the plants');
		await page.getByText('Deleted "water the plants"').waitFor();
		await test.expect.poll(() => item(page, 'water the plants').count(), patience).toBe(0);

		// A reload keeps the conversation, and the session.
		await page.reload();
		await page.getByText('Added "water the plants"').waitFor();
		await item(page, 'Call Ann today').waitFor();
		await page.getByRole('button', { name: 'New conversation' }).click();
		await page.getByText('Talk to your list.').waitFor();
		await page.reload();
		await page.getByText('Talk to your list.').waitFor();

		await page.getByRole('button', { name: 'Log out' }).click();
		await page.getByRole('heading', { name: 'Welcome back' }).waitFor();
		expect(complaints()).toEqual([]);

		// All this under a policy that allows nothing which is written into the page.
		const policy = (await page.request.get(site.app.url)).headers()['content-security-policy'];
		expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self'/);
		const ran = await page.evaluate(() => {
			const script = document.createElement('script');
			script.textContent = 'globalThis.injected = true';
			document.body.append(script);
			return (globalThis as any).injected === true;
		});
		expect(ran).toBe(false);
	}, 60_000);

	it('really removes what was deleted, even when the page is closed in between', async (test) => {
		const { page, context } = await site.visit(test);
		await signUp(page);
		await add(page, 'Gone soon');
		await add(page, 'Stays');
		await remove(page, 'Gone soon');
		await page.reload();
		const again = await context.newPage();
		await again.goto(site.app.url);
		await test.expect
			.poll(async () => {
				await again.reload();
				await item(again, 'Stays').waitFor();
				return item(again, 'Gone soon').count();
			}, patience)
			.toBe(0);
	}, 30_000);

	it.skipIf(nginxMissing !== undefined)(
		"streams the chat of a model through the web's own server",
		async (test) => {
			const call = { index: 0, id: 'call-1', type: 'function', function: { name: 'create_todo', arguments: '{"title":"Book a table"}' } };
			const provider = await startProvider(
				streams([callChunk(call), endChunk('tool_calls')]),
				streams([textChunk('It is on '), textChunk('your list.'), endChunk()], { pauseMs: 400 }),
			);
			test.onTestFinished(() => provider.stop());
			const backend = await site.serve({ ...modelAt(provider.url), WEB_ROOT: '' });
			const web = await startWebServer(site.root, backend.url);
			test.onTestFinished(() => web.stop());
			const { page, complaints } = await site.visit(test, {}, web.url);
			await signUp(page);
			await say(page, 'Plan the dinner');
			await page.locator('.message[data-unfinished="true"]').getByText('It is on', { exact: true }).waitFor();
			await page.locator('.message[data-unfinished="false"]').getByText('It is on your list.').waitFor();
			await page.locator('.action', { hasText: 'Added Book a table' }).waitFor();
			await item(page, 'Book a table').waitFor();
			expect(complaints()).toEqual([]);
			// The same request has the same id in both logs.
			const chat = () => web.requests().find(({ path, method }) => path === '/api/chat' && method === 'POST');
			await test.expect.poll(chat, patience).toBeDefined();
			expect(backend.output()).toContain(`"reqId":"${chat()?.reqId}"`);
		},
		30_000,
	);
});
