import type { Report } from '../core/report.js';
import { workOnData } from './data.js';
import { diagnose } from './diagnose.js';
import { takeDown } from './down.js';
import { fix } from './fix.js';
import { doctor, showPlan, status, verifyOnly } from './look.js';
import { render } from './render.js';
import { rollBack } from './rollback.js';
import type { Run } from './run.js';
import { workOnSecrets } from './secrets.js';
import { setUp } from './setup.js';

/** Does what the command says; every command that is not named here sets up. */
export function perform(run: Run): Promise<Report> {
	switch (run.options.command) {
		case 'doctor':
			return run.options.fix ? fix(run) : doctor(run);
		case 'plan':
			return showPlan(run);
		case 'verify':
			return verifyOnly(run);
		case 'status':
			return status(run);
		case 'diagnose':
			return diagnose(run);
		case 'render':
			return render(run);
		case 'backup':
		case 'restore':
			return workOnData(run);
		case 'rollback':
			return rollBack(run);
		case 'secrets':
			return workOnSecrets(run, run.options.secrets ?? { action: 'list', key: undefined });
		case 'down':
			return takeDown(run);
		default:
			return setUp(run);
	}
}
