import { nodeFiles } from '../../adapters/node-files.js';
import type { FrontEnd } from '../../core/front-end.js';
import type { Option, Question } from '../../core/question.js';
import { toCount } from '../../core/words.js';
import { openInBrowser } from '../create-front-end.js';
import { choose, saying } from './choose.js';
import type { Demo } from './demo.js';
import type { Keyboard } from './keyboard.js';
import { screenSeat } from './screen-seat.js';

/** What was really made, for as long as somebody looks at it; then all of it is taken away, unless another scenario follows. */
export async function lookAround(demo: Demo, keyboard: Keyboard, url: string | undefined): Promise<'again' | 'leave'> {
	const { stage, signal } = demo;
	const paths = await nodeFiles().list(stage.setup, ['.todo-k8s']);
	const keys = [...(url === undefined ? [] : ['o open the app']), 'f files', 'q leave'];
	const { frontEnd } = screenSeat(demo, {
		keyboard,
		now: () => Date.now(),
		lingers: false,
		caption: () => ({
			badge: 'the tools were simulated, this is real',
			says: `The app and the files are on this machine until you leave. They are in ${stage.folder}.`,
			keys,
		}),
		hurries: () => true,
	});
	const open = async () => {
		if (url === undefined) return;
		await openInBrowser(url).catch(() => frontEnd.on({ event: 'note', says: `No browser could be opened. The address is ${url}` }));
	};
	const shortcuts = {
		o: () => {
			void open();
			return undefined;
		},
		f: () => 'files',
	};
	for (;;) {
		const chosen = await choose(demo, keyboard, frontEnd, { question: whatNow(url, paths.length), shortcuts });
		if (chosen === 'open') await open();
		else if (chosen === 'files') await lookAtFiles(demo, keyboard, frontEnd, paths);
		else if (chosen === 'again' && !signal.aborted) {
			await frontEnd.close(saying('Another scenario'));
			return 'again';
		} else {
			await stage.clear();
			await frontEnd.close(saying('The demo is over. Its app was ended and its folder removed.'));
			return 'leave';
		}
	}
}

function whatNow(url: string | undefined, files: number): Question {
	const app: Option = { value: 'open', title: 'Open the app', hint: url ?? '' };
	return {
		id: 'now',
		env: [],
		asks: 'What was really made',
		options: [
			...(url === undefined ? [] : [app]),
			{ value: 'files', title: 'Look at the files', hint: `${toCount(files, 'file')}, as a run writes them` },
			{ value: 'again', title: 'Another scenario' },
			{ value: 'leave', title: 'Leave', hint: 'ends the app and removes its folder' },
		],
	};
}

const mostLines = 300;

/** One file after the other into the scrollback, until somebody goes back. */
async function lookAtFiles(demo: Demo, keyboard: Keyboard, frontEnd: FrontEnd, paths: readonly string[]): Promise<void> {
	const options = paths.map((path) => ({ value: path, title: path }));
	const question: Question = { id: 'file', env: [], asks: 'Which file?', help: `In ${demo.stage.setup}`, options };
	for (;;) {
		const path = await choose(demo, keyboard, frontEnd, { question });
		if (path === undefined) return;
		const lines = ((await nodeFiles().read(`${demo.stage.setup}/${path}`)) ?? '').trimEnd().split('\n');
		const more = lines.length > mostLines ? [`(${lines.length - mostLines} more lines)`] : [];
		// Spaces at the begin of a row are dropped where text is wrapped, and in YAML they are the meaning.
		const shown = lines
			.slice(0, mostLines)
			.map((line) => line.replaceAll('\t', '  ').replace(/^ +/, (indent) => '\u00a0'.repeat(indent.length)));
		frontEnd.on({ event: 'note', says: [path, ...shown, ...more].join('\n') });
	}
}
