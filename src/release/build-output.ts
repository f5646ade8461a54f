import type { Progress } from '../core/step.js';

/** Progress from a line of `docker build`, of the classic builder ("Step 5/12 : RUN npm ci") or BuildKit ("#9 [build 3/6] RUN npm ci"). */
export function toBuildProgress(line: string): Progress {
	const classic = /^Step (\d+)\/(\d+) : (.*)$/.exec(line);
	const kit = /^#\d+ \[(?:[\w-]+ )?(\d+)\/(\d+)\] (.*)$/.exec(line);
	const [, step, total, what = ''] = classic ?? kit ?? [];
	if (!step || !total) return { line: line.replace(/^#\d+ (\d+\.\d+ )?/, '') };
	return { percent: Math.round(((Number(step) - 1) / Number(total)) * 100), says: `${step} of ${total}  ${what.replace(/^RUN |^COPY .*$/, '').slice(0, 60)}`.trim(), line };
}
