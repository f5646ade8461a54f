import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const path = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

/** Why the tests in a browser are skipped; undefined where they run. */
export const browserMissing = existsSync(path)
	? undefined
	: `there is no Chromium at ${path} (Debian: apt-get install chromium, or set CHROMIUM_PATH)`;
if (browserMissing !== undefined) console.log(`Skipped: the tests of the web in a browser, since ${browserMissing}.`);

export function startBrowser(): Promise<Browser> {
	return chromium.launch({
		executablePath: path,
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
		],
	});
}

export interface Visit {
	readonly page: Page;
	readonly context: BrowserContext;
	/** Console errors and warnings, broken policies and failed requests since the visit began. */
	readonly complaints: string[];
}

/** Opens the page as a new visitor and writes down everything that a developer would not like to see. */
export async function visit(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Visit> {
	const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
	context.setDefaultTimeout(8000);
	const page = await context.newPage();
	const complaints: string[] = [];
	page.on('console', (message) => {
		if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
	});
	page.on('pageerror', (error) => complaints.push(error.message));
	page.on('requestfailed', (request) => complaints.push(`${request.method()} ${request.url()}: ${request.failure()?.errorText}`));
	await page.goto(url);
	return { page, context, complaints };
}
