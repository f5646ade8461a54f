import type { Progress } from '../../core/step.js';

/** Progress from a line of `docker build`, of the classic builder ("Step 5/12 : RUN npm ci") or BuildKit ("#9 [build 3/6] RUN npm ci"). */
export function toBuildProgress(line: string): Progress {
	const classic = /^Step (\d+)\/(\d+) : (.*)$/.exec(line);
	const kit = /^#\d+ \[(?:[\w-]+ )?(\d+)\/(\d+)\] (.*)$/.exec(line);
	const [, step, total, what = ''] = classic ?? kit ?? [];
	if (!step || !total) return { line: line.replace(/^#\d+ (\d+\.\d+ )?/, '') };
	return { percent: Math.round(((Number(step) - 1) / Number(total)) * 100), says: `${step} of ${total}  ${toWords(what)}`, line };
}

/** The instruction without its ceremony: "npm ci", "copies files". */
function toWords(instruction: string): string {
	const command = /^RUN (?:if .*?; fi;? *(?:&& *)?)*(.*)$/s.exec(instruction)?.[1];
	if (command) return command.trim().slice(0, 50);
	return /^(?:COPY|ADD) /.test(instruction) ? 'copies files' : instruction.slice(0, 50);
}
