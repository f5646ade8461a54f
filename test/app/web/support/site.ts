import type { Browser, BrowserContextOptions } from 'playwright-core';
import type { TestContext } from 'vitest';
import { temporaryFolder } from '../../../support/temporary-folder.js';
import { startBrowser, type Visit, visit } from '../../support/browser.js';
import { buildServer, type Running, type Server } from '../../support/server.js';
import { buildWeb } from '../../support/web.js';

/** How long to wait for what should come at once; long enough for a busy machine. */
export const patience = { timeout: 15_000 } as const;

export interface Visitor extends Pick<Visit, 'page' | 'context'> {
	/** What a developer would not like to see, so far. */
	complaints(): readonly string[];
}

export interface Site {
	/** The folder with the built web. */
	readonly root: string;
	/** The real backend, which serves the web as well; it knows commands and no model. */
	readonly app: Running;
	/** One more of it, with a database and settings of its own. */
	serve(environment?: Record<string, string>): Promise<Running>;
	/** A new visitor, who leaves when the test ends. */
	visit(test: TestContext, options?: BrowserContextOptions, url?: string): Promise<Visitor>;
	close(): Promise<void>;
}

/** The app as it is shipped, and a browser to look at it with. */
export async function openSite(): Promise<Site> {
	const [server, root, browser]: [Server, string, Browser] = await Promise.all([buildServer(), buildWeb(), startBrowser()]);
	const serve = async (environment: Record<string, string> = {}) =>
		server.start({ DATA_DIR: temporaryFolder(), WEB_ROOT: root, RATE_LIMIT_RPM: '100000', ...environment }, 'serve', '--migrate');
	const app = await serve();
	return {
		root,
		app,
		serve,
		async visit(test, options = {}, url = app.url) {
			const one = await visit(browser, url, options);
			one.context.setDefaultTimeout(patience.timeout);
			test.onTestFinished(() => one.context.close());
			return { ...one, complaints: () => one.complaints.filter((line) => !falseAlarm.test(line)) };
		},
		async close() {
			await browser.close();
			server.stopAll();
		},
	};
}

// Chromium sometimes says of a stream which was read to its end that it was given up (microsoft/playwright#42742). Whether
// an answer is whole, the tests see on the page.
const falseAlarm = /^POST \S+\/api\/chat: net::ERR_ABORTED$/;

/** Settings for a backend whose model is this stand-in. */
export function modelAt(url: string): Record<string, string> {
	return { AI_BACKEND: 'compatible', AI_BASE_URL: url, AI_MODEL: 'small' };
}
