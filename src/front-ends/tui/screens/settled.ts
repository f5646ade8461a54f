import type { Plan } from '../../../core/plan.js';
import type { Report } from '../../../core/report.js';
import type { Settled } from '../../../core/state.js';
import { toDuration } from '../../../core/words.js';
import { changeOf } from '../../shared/diff-lines.js';
import { planFigures } from '../../shared/plan-words.js';
import { type Canvas, paragraph, row, spread, subjectColumn, title } from '../layout.js';
import { BLANK, type Line, piece } from '../line.js';
import { mark } from '../marks.js';
import { drawCommands, drawDiff, drawEffects, drawSteps } from './approve.js';
import { drawChecks, drawStep } from './progress.js';
import { drawReport } from './report.js';

/** Settled by the events, or by a screen that has closed. */
export type Printed =
	| Settled
	| { readonly kind: 'whole-plan'; readonly plan: Plan }
	| { readonly kind: 'report'; readonly report: Report; readonly opened: ReadonlySet<string> };

/** What is final, as it goes to the scrollback. */
export function drawSettled(item: Printed, canvas: Canvas): readonly Line[] {
	switch (item.kind) {
		case 'banner':
			return spread([piece(`todo-k8s-setup ${item.version}`, 'strong')], [piece('a Todo Chatbot on Kubernetes, here', 'dim')], canvas);
		case 'checks':
			return [BLANK, ...title(item.title, toDuration(item.seconds), canvas), ...drawChecks(item.checks, canvas)];
		case 'answers': {
			const width = subjectColumn(
				item.answers.map(({ asks }) => asks),
				canvas,
			);
			const rows = item.answers.flatMap(({ asks, shows }) =>
				row({ mark: mark('holds', canvas), subject: piece(asks), fact: [piece(shows, 'dim')] }, width, canvas),
			);
			return [BLANK, ...title('Your answers', '', canvas), ...rows];
		}
		case 'plan':
			return [BLANK, ...title('Plan', planFigures(item.plan).join(' · '), canvas), ...drawEffects(item.plan, canvas)];
		case 'title':
			return [BLANK, ...title(item.title, '', canvas)];
		case 'step':
			return drawStep(item.step, canvas);
		case 'whole-plan':
			return drawWholePlan(item.plan, canvas);
		case 'report':
			return drawReport(item.report, item.opened, canvas);
		case 'note':
			return paragraph([piece(item.says)], canvas, 2, [mark('note', canvas), piece(' ')]);
	}
}

/** Command by command, file diffs included. */
function drawWholePlan(plan: Plan, canvas: Canvas): readonly Line[] {
	const { head, body } = drawSteps(plan, canvas);
	const open = plan.items.some(({ holds }) => !holds);
	const commands = open ? [BLANK, ...title('Commands', '', canvas), ...drawCommands(plan, canvas)] : [];
	const changed = plan.files.filter(({ before }) => before !== undefined);
	const files = plan.files.flatMap((file) =>
		row({ mark: mark('todo', canvas), subject: piece(file.path), fact: [piece(changeOf(file), 'dim')] }, 30, canvas),
	);
	const diffs = changed.flatMap((file) => [BLANK, ...title(file.path, changeOf(file), canvas), ...drawDiff(file, canvas)]);
	const fileList = files.length === 0 ? [] : [BLANK, ...title(`Files in ${plan.dir}`, String(plan.files.length), canvas), ...files];
	return [...head, ...body, ...commands, ...fileList, ...diffs, BLANK, ...drawEffects(plan, canvas)];
}
