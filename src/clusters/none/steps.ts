import type { AppConfig, Settings } from '../../core/app.js';
import { defineCheck, type Finding } from '../../core/check.js';
import { StepFailed } from '../../core/error.js';
import { freePortNear } from '../../core/port.js';
import type { Ports } from '../../core/ports.js';
import type { Step, StepContext } from '../../core/step.js';
import { found } from '../../knowledge/found.js';
import { lastLines } from '../../tools/version.js';
import { dataDir } from './data.js';
import { appName, type LocalAppFacts, localAppProbe, localSecretsProbe, logFileOf, secretsDir } from './probe.js';

/** Starts the app's built bundle as a process of this user that goes on after us. */
export function startApp(settings: Settings): Step {
	const { stateDir } = settings;
	const port = Number(settings.answers.port ?? 3000);
	return {
		id: 'app.start',
		title: 'Start the app on this machine',
		done: 'App started on this machine',
		goal: defineCheck({
			id: 'app.running',
			title: 'The app runs on this machine',
			needs: { app: localAppProbe(stateDir), secrets: localSecretsProbe(stateDir) },
			diagnose: ({ app, secrets }) => notRunning(app, fingerprint(settings, secrets)),
			describe: ({ app }) => ({
				subject: 'App on this machine',
				fact: app.ready ? `running · process ${app.daemon?.pid}` : (app.because ?? 'not ready'),
			}),
		}),
		after: ['folder.write', 'secrets.write'],
		preview: [`node ${serverOf(settings)} serve --migrate   (port ${port}, data in ${dataDir(settings)})`],
		costs: '100 MiB of memory',
		seconds: 3,
		withinMs: 20_000,
		run: (context) => launch(settings, context, port),
	};
}

/** Ends the app and starts it again where it was reachable before. */
export async function restartApp(settings: Settings, ports: Ports, signal: AbortSignal): Promise<void> {
	const running = await ports.daemons.find(settings.stateDir, appName);
	await launch(settings, { ports, signal, progress: () => undefined }, Number(running?.notes.port ?? 3000));
}

async function launch(settings: Settings, { ports, progress, signal }: Omit<StepContext, 'read'>, wished: number): Promise<void> {
	const { stateDir } = settings;
	const command = [process.execPath, serverOf(settings), 'serve', '--migrate'] as const;
	await ports.daemons.stop(stateDir, appName);
	await ports.daemons.endOrphans(stateDir, command);
	const secrets = await localSecretsProbe(stateDir).read(ports, signal);
	for (let left = portTries; ; left--) {
		const port = await freePortNear(ports.system, wished);
		if (port === undefined)
			throw new StepFailed(`No port between ${wished} and ${wished + 50} of this machine is free. Name another with --port.`);
		if (port !== wished) progress({ line: `Port ${wished} is taken, using ${port}` });
		const notes = { port, fingerprint: fingerprint(settings, secrets) };
		const earlier = await logOf(ports, stateDir);
		await ports.daemons.start({ name: appName, command, stateDir, env: environment(settings, port), notes });
		const lines = await lastWords(ports, stateDir, earlier.length, signal);
		if (lines === undefined) return;
		// Between our look and the app's start somebody else took it: another setup that starts at this moment.
		if (left > 1 && lines.some((line) => line.includes(`Port ${port} is taken by another program`))) continue;
		throw new StepFailed('The app ended right after its start.', { lastLines: lines, findings: ownComplaint(lines) });
	}
}

const portTries = 3;

function serverOf({ bundles }: Settings): string {
	return `${bundles}/backend/server.mjs`;
}

async function logOf({ files }: Ports, stateDir: string): Promise<string> {
	return (await files.read(logFileOf(stateDir))) ?? '';
}

/** Longer than an app that cannot have its port takes to end. */
const silentMs = 4000;

/**
 * Waits for /ready; a process that ended instead will not come, so that ends the wait with its last lines. Undefined once it
 * is ready. What answers may be the app of somebody who was quicker with this port, so ours has to say that it serves; one
 * that was told to log less is believed after a while. `logged`: how long the log was before.
 */
async function lastWords(ports: Ports, stateDir: string, logged: number, signal: AbortSignal): Promise<readonly string[] | undefined> {
	const began = ports.clock.now();
	for (;;) {
		const app = await localAppProbe(stateDir).read(ports, signal);
		const said = (await logOf(ports, stateDir)).slice(logged);
		if (!app.daemon?.alive) {
			await ports.daemons.stop(stateDir, appName, 0);
			return lastLines(ports.redactor.clean(said));
		}
		const waitedMs = ports.clock.now() - began;
		if (app.ready && (said.includes('"serving"') || waitedMs > silentMs)) return undefined;
		if (waitedMs > 20_000) {
			throw new StepFailed(`The app did not become ready within 20 s: ${app.because}.`, {
				lastLines: lastLines(ports.redactor.clean(said)),
			});
		}
		await ports.clock.sleep(100, signal);
	}
}

/** What the app says of itself, where something can be done about it. */
function ownComplaint(lines: readonly string[]): readonly Finding[] {
	const line = lines.find((each) => /Another process works on /.test(each));
	return line === undefined ? [] : [found('app.data-locked', { because: line })];
}

function notRunning(app: LocalAppFacts, wanted: string): Finding[] {
	if (!app.ready) return [found('app.not-ready', { says: 'The app does not run on this machine.', because: app.because })];
	if (!app.page)
		return [found('app.no-page', { says: 'The app answers, but its web page is gone.', because: 'GET / is not answered with 200' })];
	if (app.daemon?.notes.fingerprint === wanted) return [];
	return [
		found('app.outdated', {
			says: 'The app runs with other settings than these.',
			because: 'its settings, its secrets or its version changed since it was started',
		}),
	];
}

/** What a restart depends on: what the app is told. Its port is not part of it: a running app keeps the one it has. */
function fingerprint({ version, bundles, app }: Settings, secrets: Readonly<Record<string, string>>): string {
	return JSON.stringify([version, bundles, appEnvironment(app), Object.entries(secrets).map(([key, sum]) => [key, sum.slice(0, 12)])]);
}

function environment(settings: Settings, port: number): Record<string, string> {
	const { bundles, stateDir, version, app } = settings;
	return {
		HOST: '127.0.0.1',
		PORT: String(port),
		APP_VERSION: version,
		DATA_DIR: dataDir(settings),
		WEB_ROOT: `${bundles}/frontend`,
		SECRETS_DIR: secretsDir(stateDir),
		...appEnvironment(app),
	};
}

/** The app's own variables, as in its .env.example. */
function appEnvironment({ environment: name, ai, database }: AppConfig): Record<string, string> {
	return {
		ENVIRONMENT: name,
		DATABASE_DRIVER: database.driver,
		AI_BACKEND: ai.backend,
		AI_BASE_URL: ai.baseUrl,
		AI_MODEL: ai.model,
	};
}

export function stopApp({ stateDir }: Settings): Step {
	return {
		id: 'app.stop',
		title: 'Stop the app',
		removes: 'the running app',
		done: 'App stopped',
		goal: defineCheck({
			id: 'app.stopped',
			title: 'No process of the app is running',
			needs: { app: localAppProbe(stateDir) },
			diagnose: ({ app }) =>
				app.daemon ? [found('app.still-there', { says: 'The app still runs on this machine.', because: `process ${app.daemon.pid}` })] : [],
		}),
		after: [],
		preview: ['end the process of the app'],
		seconds: 2,
		run: ({ ports }) => ports.daemons.stop(stateDir, appName),
	};
}
