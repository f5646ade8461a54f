import type { Question } from '../../core/question.js';
import type { Scenario } from '../../demo/scenario.js';
import { scenarios } from '../../demo/scenarios/index.js';
import { choose, saying } from './choose.js';
import type { Demo } from './demo.js';
import type { Keyboard } from './keyboard.js';
import { screenSeat } from './screen-seat.js';

const question: Question = {
	id: 'scenario',
	env: [],
	asks: 'What should happen to the simulated machine?',
	options: scenarios.map(({ name, title, shows }) => ({ value: name, title, hint: shows })),
};

/** The menu; undefined when somebody leaves. */
export async function chooseScenario(demo: Demo, keyboard: Keyboard): Promise<Scenario | undefined> {
	const says =
		'The real wizard on a machine that does not exist: nothing of yours is asked or changed. Keys are pressed for you; you only read.';
	const { frontEnd } = screenSeat(demo, {
		keyboard,
		now: () => Date.now(),
		lingers: false,
		caption: () => ({ badge: 'simulated', says, keys: ['q leave'] }),
		hurries: () => true,
	});
	const name = await choose(demo, keyboard, frontEnd, { question });
	const scenario = scenarios.find((each) => each.name === name);
	await frontEnd.close(saying(scenario ? `todo-k8s-setup demo ${scenario.name}` : 'The demo is over.'));
	return scenario;
}
