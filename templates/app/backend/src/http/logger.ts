import pino, { type DestinationStream, type Logger } from 'pino';
import type { LogSettings } from '../config/settings.ts';

const secretNames = ['password', 'token', 'secret', 'apiKey', 'authorization', 'cookie'];

/** JSON lines on stdout, or on the stream given. Values under a name that sounds secret are replaced. */
export function makeLogger({ level, version }: LogSettings, destination?: DestinationStream): Logger {
	return pino(
		{
			level,
			base: { service: 'todo-backend', version },
			timestamp: pino.stdTimeFunctions.isoTime,
			formatters: { level: (label) => ({ level: label }) },
			redact: { paths: secretNames.flatMap((name) => [name, `*.${name}`, `*.headers.${name}`]), censor: '[secret]' },
		},
		destination ?? pino.destination({ dest: 1, sync: true }),
	);
}
