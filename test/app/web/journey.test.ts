import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/backend.js';
import { browserMissing, startBrowser, type Visit, visit } from '../support/browser.js';
import { endChunk, type Provider, startProvider, streams, textChunk } from '../support/provider.js';
import { buildServer, type Running, type Server } from '../support/server.js';
import { buildWeb } from '../support/web.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds against it, a line each. The page's own policy forbids added scripts, so it comes by the debugger. */
async function accessibilityProblems(page: Page): Promise<string[]> {
	await page.evaluate(axe);
	return page.evaluate(async () => {
		const { violations } = await (globalThis as any).axe.run(document);
		return violations.flatMap(({ id, nodes }: any) => nodes.map(({ html, failureSummary }: any) => `${id}: ${html} ${failureSummary}`));
	});
}

describe.skipIf(browserMissing !== undefined)('the web in a browser', () => {
	let server: Server;
	let root: string;
	let browser: Browser;
	let app: Running;
	let visits = 0;
	beforeAll(async () => {
		[server, root, browser] = await Promise.all([buildServer(), buildWeb(), startBrowser()]);
		app = await server.start({ DATA_DIR: await temporaryFolder(), WEB_ROOT: root, RATE_LIMIT_RPM: '100000' }, 'serve', '--migrate');
	}, 60_000);
	afterAll(async () => {
		await browser?.close();
		server?.stopAll();
	});

	let open: Visit | undefined;
	afterEach(async () => {
		await open?.context.close();
		open = undefined;
	});
	const start = async (options: Parameters<typeof visit>[2] = {}, url = app.url) => {
		open = await visit(browser, url, options);
		return open;
	};
	const signUp = async (page: Page) => {
		await page.getByLabel('Name').fill('Ada Lovelace');
		await page.getByLabel('Email').fill(`ada-${++visits}@example.com`);
		await page.getByLabel('Password').fill('correct horse');
		await page.getByRole('button', { name: 'Sign up' }).click();
		await page.getByText('Nothing left to do.').waitFor();
	};
	const add = async (page: Page, title: string) => {
		await page.getByLabel('What is to be done?').fill(title);
		await page.keyboard.press('Enter');
		await page.getByRole('button', { name: title, exact: true }).waitFor();
	};
	const item = (page: Page, title: string) =>
		page.getByRole('listitem').filter({ has: page.getByRole('button', { name: title, exact: true }) });
	const say = async (page: Page, words: string) => {
		await page.getByLabel('Message').fill(words);
		await page.keyboard.press('Enter');
	};

	it('does all that is promised, without a complaint of the browser', async () => {
		const { page, complaints } = await start();
		await signUp(page);
		await add(page, 'Buy milk');
		await add(page, 'Call Ann');
		await page.getByLabel('Priority').selectOption('high');
		await page.getByLabel('Due').fill('2020-01-31');
		await add(page, 'Write the report');
		await item(page, 'Write the report').getByText('High priority').waitFor();
		await item(page, 'Write the report').getByText('Was due Jan 31').waitFor();

		// Edited in place: every field.
		await page.getByRole('button', { name: 'Call Ann', exact: true }).click();
		const editor = page.getByRole('form', { name: 'Edit Call Ann' });
		await editor.getByLabel('Title').fill('Call Ann today');
		await editor.getByLabel('Notes').fill('About the keys\nand the cat');
		await editor.getByLabel('Priority').selectOption('low');
		await editor.getByRole('button', { name: 'Save' }).click();
		await item(page, 'Call Ann today').getByText('About the keys').waitFor();
		await item(page, 'Call Ann today').getByText('Low priority').waitFor();

		await page.getByRole('checkbox', { name: 'Done: Buy milk' }).click();
		await page.getByRole('button', { name: 'Done', exact: true }).click();
		await page.getByText('1 done').waitFor();
		await page.getByRole('button', { name: 'All', exact: true }).click();
		await page.getByRole('searchbox').fill('REPORT');
		await page.getByText('1 in all').waitFor();
		expect(await page.locator('.todo-title').allInnerTexts()).toEqual(['Write the report']);
		await page.getByRole('searchbox').fill('');
		await page.getByText('3 in all').waitFor();

		await item(page, 'Write the report').hover();
		await page.getByRole('button', { name: 'Delete Write the report' }).click();
		await expect.poll(() => item(page, 'Write the report').count()).toBe(0);
		await page.getByRole('button', { name: 'Undo' }).click();
		await item(page, 'Write the report').waitFor();

		await say(page, 'add water the plants due tomorrow');
		await page.getByText('Added "water the plants"').waitFor();
		await page.locator('.action', { hasText: 'Added' }).getByText('water the plants').waitFor();
		await item(page, 'water the plants').waitFor();

		await page.reload();
		await page.getByText('Added "water the plants"').waitFor();
		await item(page, 'water the plants').waitFor();
		await page.getByRole('button', { name: 'New conversation' }).click();
		await page.getByText('Talk to your list.').waitFor();

		await page.getByRole('button', { name: 'Log out' }).click();
		await page.getByRole('heading', { name: /account|back/ }).waitFor();
		expect(complaints).toEqual([]);
	}, 60_000);

	it('really removes what was deleted, even when the page is closed in between', async () => {
		const { page, context } = await start();
		await signUp(page);
		await add(page, 'Gone soon');
		await add(page, 'Stays');
		await item(page, 'Gone soon').hover();
		await page.getByRole('button', { name: 'Delete Gone soon' }).click();
		await page.reload();
		const again = await context.newPage();
		await again.goto(app.url);
		await again.getByRole('button', { name: 'Stays', exact: true }).waitFor();
		await expect
			.poll(async () => {
				await again.reload();
				await again.getByRole('button', { name: 'Stays', exact: true }).waitFor();
				return again.getByRole('button', { name: 'Gone soon', exact: true }).count();
			})
			.toBe(0);
	}, 30_000);

	it('works under its policy, which allows nothing that is written into the page', async () => {
		const { page } = await start();
		const policy = (await page.request.get(app.url)).headers()['content-security-policy'];
		expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self'/);
		const ran = await page.evaluate(() => {
			const script = document.createElement('script');
			script.textContent = 'globalThis.injected = true';
			document.body.append(script);
			return (globalThis as any).injected === true;
		});
		expect(ran).toBe(false);
	});

	it.each(['light', 'dark'] as const)(
		'has nothing that axe objects to, in every state, %s',
		async (colorScheme) => {
			const { page } = await start({ colorScheme, reducedMotion: 'reduce' });
			const problems: Record<string, string[]> = {};
			const look = async (state: string) => {
				const found = await accessibilityProblems(page);
				if (found.length > 0) problems[state] = found;
			};
			await look('sign up');
			await page.getByLabel('Email').fill('nobody@example.com');
			await page.getByRole('button', { name: 'Log in' }).click();
			await page.getByLabel('Email').fill('nobody@example.com');
			await page.getByLabel('Password').fill('wrong password');
			await page.getByRole('button', { name: 'Log in', exact: true }).first().click();
			await page.getByRole('alert').waitFor();
			await look('wrong password');
			await page.getByRole('button', { name: 'Create an account' }).click();
			await signUp(page);
			await look('empty');
			await page.getByLabel('Priority').selectOption('high');
			await add(page, 'Late and important');
			await add(page, 'Another');
			await page.getByRole('checkbox', { name: 'Done: Another' }).click();
			await say(page, 'list');
			await page.getByText('Looked at the list').waitFor();
			await look('list and chat');
			await page.getByRole('button', { name: 'Late and important', exact: true }).click();
			await look('editor');
			await page.keyboard.press('Escape');
			await item(page, 'Another').hover();
			await page.getByRole('button', { name: 'Delete Another' }).click();
			await page.getByRole('button', { name: 'Undo' }).waitFor();
			await look('undo');
			expect(problems).toEqual({});
		},
		60_000,
	);

	it('can be used by the keyboard alone', async () => {
		const { page } = await start();
		const tabTo = async (name: string | RegExp) => {
			for (let presses = 0; presses < 40; presses++) {
				await page.keyboard.press('Tab');
				const focused = await page.evaluate(() => {
					const element = document.activeElement as HTMLInputElement | null;
					return element?.getAttribute('aria-label') ?? element?.labels?.[0]?.innerText ?? element?.innerText ?? '';
				});
				if (typeof name === 'string' ? focused.startsWith(name) : name.test(focused)) return;
			}
			throw new Error(`The keyboard does not get to ${name}.`);
		};
		await tabTo('Email');
		await page.keyboard.type(`keys-${++visits}@example.com`);
		await tabTo('Password');
		await page.keyboard.type('correct horse');
		await page.keyboard.press('Enter');
		await page.getByText('Nothing left to do.').waitFor();
		await tabTo('What is to be done?');
		await page.keyboard.type('By keyboard');
		await page.keyboard.press('Enter');
		await item(page, 'By keyboard').waitFor();
		await tabTo(/^Done: By keyboard/);
		await page.keyboard.press('Space');
		await page.getByRole('checkbox', { name: 'Done: By keyboard', checked: true }).waitFor();
		await tabTo('By keyboard');
		await page.keyboard.press('Enter');
		await page.keyboard.press('End');
		await page.keyboard.type(' only');
		await page.keyboard.press('Enter');
		await item(page, 'By keyboard only').waitFor();
		// The keyboard is where it was.
		expect(await page.evaluate(() => (document.activeElement as HTMLElement).innerText)).toBe('By keyboard only');
		await page.keyboard.press('Enter');
		await page.keyboard.type('never saved');
		await page.keyboard.press('Escape');
		expect(await page.evaluate(() => (document.activeElement as HTMLElement).innerText)).toBe('By keyboard only');
		await tabTo('Delete By keyboard only');
		await page.keyboard.press('Enter');
		await tabTo('Undo');
		await page.keyboard.press('Enter');
		await item(page, 'By keyboard only').waitFor();
	}, 60_000);

	it('shows that it is offline, keeps what is there and takes back what did not arrive', async () => {
		const { page, context } = await start();
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
		await expect.poll(() => page.getByText('You are offline.').count()).toBe(0);
		await page.getByRole('checkbox', { name: 'Done: Still here' }).click();
		await page.getByRole('checkbox', { name: 'Done: Still here', checked: true }).waitFor();
	}, 30_000);

	it('offers to try again when the list does not come, and asks to log in when the session has ended', async () => {
		const { page, context } = await start();
		await signUp(page);
		await page.route('**/api/todos?*', (route) =>
			route.fulfill({ status: 503, contentType: 'application/problem+json', body: '{"detail":"The database does not work."}' }),
		);
		await page.reload();
		await page.getByText('Your list did not come.').waitFor();
		await page.getByRole('alert').getByText('The database does not work.').waitFor();
		await page.unroute('**/api/todos?*');
		await page.getByRole('button', { name: 'Try again' }).click();
		await page.getByText('Nothing left to do.').waitFor();
		await context.clearCookies();
		await page.getByRole('button', { name: 'All', exact: true }).click();
		await page.getByText('Your session has ended.').waitFor();
	}, 30_000);

	it('keeps odd texts in their place at every width', async () => {
		for (const width of [360, 768, 1280]) {
			const { page } = await start({ viewport: { width, height: 740 } });
			await signUp(page);
			for (const title of ['x'.repeat(200), 'مرحبا بالعالم', '🎉👩‍👩‍👧‍👦', `<b>"&'`]) await add(page, title);
			const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
			expect([width, sideways <= 0]).toEqual([width, true]);
			await open?.context.close();
		}
	}, 60_000);

	it('has the chat behind a tab on a phone', async () => {
		const { page, complaints } = await start({ viewport: { width: 360, height: 740 }, hasTouch: true });
		await signUp(page);
		expect(await page.getByLabel('Message').isVisible()).toBe(false);
		await page.getByRole('navigation', { name: 'View' }).getByRole('button', { name: 'Chat' }).click();
		await say(page, 'add from the phone');
		await page.getByText('Added "from the phone"').waitFor();
		await page.getByRole('navigation', { name: 'View' }).getByRole('button', { name: 'List' }).click();
		await item(page, 'from the phone').waitFor();
		expect(complaints).toEqual([]);
	}, 30_000);

	describe('with a model', () => {
		let provider: Provider;
		afterEach(() => provider.stop());
		const serve = async (...script: Parameters<typeof startProvider>) => {
			provider = await startProvider(...script);
			const { url } = await server.start(
				{ DATA_DIR: await temporaryFolder(), WEB_ROOT: root, AI_BACKEND: 'compatible', AI_BASE_URL: provider.url, AI_MODEL: 'small' },
				'serve',
				'--migrate',
			);
			const { page } = await start({}, url);
			await signUp(page);
			return page;
		};

		it('shows the words as they come, and stops when it is told to', async () => {
			const page = await serve(
				streams([textChunk('Once upon'), textChunk(' a time')], { pauseMs: 300, end: 'hang' }),
				streams([textChunk('Hello.'), endChunk()]),
			);
			await say(page, 'a story');
			await page.locator('.message[data-unfinished="true"]').getByText('Once upon').waitFor();
			await page.getByRole('button', { name: 'Stop' }).click();
			await page.getByRole('button', { name: 'Send' }).waitFor();
			await say(page, 'hello');
			await page.getByText('Hello.', { exact: true }).waitFor();
			expect(await page.locator('.message').allInnerTexts()).toHaveLength(4);
		}, 30_000);

		it('says why there is no answer, and the list works on', async () => {
			const page = await serve((_request, response) => void response.writeHead(401).end('{}'));
			await say(page, 'hello');
			await page.locator('.message.problem').getByText('does not accept the API key').waitFor();
			await add(page, 'Works all the same');
		}, 30_000);
	});
});
