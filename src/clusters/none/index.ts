import type { ClusterChoice } from '../../core/choice.js';
import { MIB, toSize } from '../../core/size.js';
import { hostProbe } from '../../tools/host/probe.js';
import { removeData } from './data.js';
import { localAccess, localSecretsProbe, logFileOf } from './probe.js';
import { removeSecrets, writeSecrets } from './secrets.js';
import { restartApp, startApp, stopApp } from './steps.js';

/** No cluster at all: the app as a process of this user. Works wherever Node does. */
export const noCluster: ClusterChoice = {
	id: 'none',
	option: () => ({ value: 'none', title: 'None', hint: 'this machine, no Kubernetes · 100 MiB of memory' }),
	requires: () => [],
	questions: () => [],
	ground(known) {
		const memoryBytes = known(hostProbe(''))?.memoryBytes;
		const because = `this machine has ${toSize(memoryBytes ?? 0)}, and it needs 1 GiB for itself`;
		return { holdsServers: false, roomMb: memoryBytes === undefined ? undefined : Math.floor(memoryBytes / MIB) - 1024, because };
	},
	target: (settings) => ({
		kind: 'local',
		steps: [writeSecrets(settings), startApp(settings)],
		access: localAccess(settings.stateDir),
		remove: [stopApp(settings), removeSecrets(settings), removeData(settings)],
		secrets: localSecretsProbe(settings.stateDir),
		restart: (ports, signal) => restartApp(settings, ports, signal),
		logFile: logFileOf(settings.stateDir),
	}),
};
