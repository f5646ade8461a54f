import { hostname } from 'node:os';
import type { FrontEnd } from '../core/front-end.js';
import type { Mode } from './mode.js';

export interface FrontEndOptions {
	readonly mode: Mode;
	readonly version: string;
	/** The first line is on the screen already. */
	readonly greeted: boolean;
	readonly verbose: boolean;
	/** The last screen stays until a key is pressed; under --yes nobody may be there to press one. */
	readonly lingers: boolean;
	interrupt(): void;
}

/** Loads the chosen front end and nothing of the others. */
export async function createFrontEnd({ mode, version, greeted, verbose, lingers, interrupt }: FrontEndOptions): Promise<FrontEnd> {
	const { stdin, stdout, stderr, env } = process;
	const now = () => Date.now();
	switch (mode.frontEnd) {
		case 'json': {
			const { createJson } = await import('../front-ends/json/index.js');
			return createJson({ stdout });
		}
		case 'report': {
			const { createReport } = await import('../front-ends/report/index.js');
			const person = { home: env.HOME ?? env.USERPROFILE, user: env.USER ?? env.USERNAME, host: hostname() };
			return createReport({ stdout, version, node: process.versions.node, person });
		}
		case 'plain': {
			const { createPlain } = await import('../front-ends/plain/index.js');
			return createPlain({
				stdin,
				stdout,
				stderr,
				canAsk: mode.canAsk,
				now,
				onInterrupt: interrupt,
				unicode: mode.unicode,
				verbose,
				greeted,
			});
		}
		case 'tui': {
			const { createTui } = await import('../front-ends/tui/index.js');
			return createTui({
				stdin,
				stdout,
				stderr,
				now,
				unicode: mode.unicode,
				onInterrupt: interrupt,
				openUrl: openInBrowser,
				version,
				greeted,
				lingers,
				...(env.INK_SCREEN_READER ? { screenReader: true } : {}),
			});
		}
	}
}

/** Opens the user's browser, on Windows' side when this is WSL. */
export async function openInBrowser(url: string): Promise<void> {
	const { default: open } = await import('open');
	await open(url);
}
