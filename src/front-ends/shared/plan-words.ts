import { type Phrase, toPlain } from '../../core/phrase.js';
import { expectedSeconds, type Plan, toDo } from '../../core/plan.js';
import { toCount, toEstimate } from '../../core/words.js';

/** "7 to do · 4 hold · about 3 min", part by part. */
export function planFigures(plan: Plan): readonly string[] {
	const open = toDo(plan).length;
	const holds = plan.items.length - open;
	if (open === 0) return ['nothing to do', `${holds} hold${holds === 1 ? 's' : ''}`];
	return [`${open} to do`, ...(holds > 0 ? [`${holds} hold${holds === 1 ? 's' : ''}`] : []), toEstimate(expectedSeconds(plan))];
}

/** "Writes 14 files in ./todo-k8s · Helm into ~/.local/bin · nothing else", part by part. */
export function planEffects({ files, dir, effect, elsewhere }: Plan): readonly string[] {
	const written = effect ?? (files.length === 0 ? 'Writes no file' : `Writes ${toCount(files.length, 'file')} in ${dir}`);
	return [written, ...elsewhere.map((phrase: Phrase) => toPlain(phrase)), 'nothing else'];
}
