import { writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { type Cast, formatCast } from './cast.js';
import { recordDemo } from './record-demo.js';
import { recordFirstRun, recordRepair } from './record-real.js';
import { folder, pictureOf, recordings, root, stories } from './recordings.js';
import { themes } from './svg.js';

// Paths of the demo are on the screen, and elsewhere they are others.
if (process.platform !== 'linux') throw new Error('Recordings are made on Linux; WSL and a container will do.');

/** `npm run record`: the stories of the demo and all pictures; with names the recordings of these names, which may need real tools. */
const names = process.argv.slice(2);
const user = { name: process.env.RECORD_USER, home: process.env.RECORD_HOME ?? homedir() };
const recorders: Readonly<Record<string, () => Promise<Cast>>> = {
	...Object.fromEntries(stories.map((story) => [story, () => recordDemo(root, story)])),
	'first-run': () => recordFirstRun(user),
	repair: () => recordRepair(user, process.env.RECORD_STOP ?? 'minikube stop'),
};

for (const name of names.length > 0 ? names : stories) {
	const record = recorders[name];
	if (!record) throw new Error(`There is no recording "${name}"; there are ${Object.keys(recorders).join(', ')}.`);
	writeFileSync(`${folder}${name}.cast`, formatCast(await record()));
	process.stdout.write(`${name} recorded\n`);
}
for (const name of Object.keys(recordings)) {
	for (const theme of themes) writeFileSync(`${folder}${name}-${theme.name}.svg`, await pictureOf(name, theme));
}
