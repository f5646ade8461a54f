import type { Finding } from '../../core/check.js';
import type { Progress } from '../../core/step.js';
import { found } from '../../knowledge/found.js';
import { parseJson } from '../../tools/version.js';

/** One line of `minikube ... --output=json` (a CloudEvent). */
interface MinikubeEvent {
	readonly type?: string;
	readonly data?: Readonly<Record<string, string | undefined>>;
}

/** What a line means for the progress bar; undefined for lines that say nothing new. */
export function toProgress(line: string): Progress | undefined {
	const event = parseJson(line) as MinikubeEvent | undefined;
	const data = event?.data;
	if (!data) return line.trim() === '' ? undefined : { line };
	const message = data.message?.trim();
	switch (event.type) {
		case 'io.k8s.sigs.minikube.step': {
			const percent = Math.round((Number(data.currentstep) / Number(data.totalsteps)) * 100);
			return { ...(Number.isFinite(percent) ? { percent } : {}), says: firstLine(message ?? data.name ?? ''), line: message ?? '' };
		}
		case 'io.k8s.sigs.minikube.download.progress':
			return { says: `Downloading ${data.artifact ?? ''} ${Math.round(Number(data.progress ?? 0) * 100)} %` };
		default:
			return message ? { line: message } : undefined;
	}
}

/** The errors among the lines; minikube ends with the one that stopped it. */
export function toFindings(lines: readonly string[]): readonly Finding[] {
	return lines.flatMap((line) => {
		const event = parseJson(line) as MinikubeEvent | undefined;
		const data = event?.data;
		if (event?.type !== 'io.k8s.sigs.minikube.error' || !data?.id) return [];
		const advice = data.advice?.trim();
		return [
			found('minikube.failed', {
				says: firstLine(data.message ?? data.name ?? data.id),
				because: `minikube ended with ${data.id}${data.exitcode ? ` (exit code ${data.exitcode})` : ''}`,
				...(advice ? { remedies: [{ kind: 'manual' as const, says: advice, ...(data.url ? { docs: data.url } : {}) }] } : {}),
			}),
		];
	});
}

function firstLine(text: string): string {
	return text.split('\n')[0]?.trim() ?? '';
}
