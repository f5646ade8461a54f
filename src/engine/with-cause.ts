import { StepFailed } from '../core/error.js';
import type { MachineEvidence } from '../core/setup.js';
import { blame } from '../knowledge/blame.js';

/** The failure of a step with the cause that its command's output leads to, judged with what is known of this machine. */
export function withCause(error: unknown, { platform, facts }: MachineEvidence): unknown {
	if (!(error instanceof StepFailed) || error.findings.length > 0 || !error.failed) return error;
	const findings = blame({ ...error.failed, platform, facts });
	if (findings.length === 0) return error;
	return new StepFailed(error.message, {
		...(error.step ? { step: error.step } : {}),
		findings,
		lastLines: error.lastLines,
		failed: error.failed,
	});
}
