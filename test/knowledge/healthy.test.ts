import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { explain } from '../../src/knowledge/explain.js';

/** Recorded on a Minikube where the app runs well; of the long ones the beginning. */
const recorded = readFileSync(new URL('healthy.jsonl', import.meta.url), 'utf8')
	.split('\n')
	.filter(Boolean)
	.map((line) => JSON.parse(line) as { readonly command: string; readonly output: string });

describe('what the tools print where nothing is wrong', () => {
	it.each(recorded.map(({ command, output }) => [command, output] as const))('is no more than a guess: %s', (command, output) => {
		const { best } = explain({ command, output, platform: 'linux' });
		expect(best?.confidence ?? 0, `${best?.entry.id}: ${best?.seen[0]?.line}`).toBeLessThanOrEqual(0.25);
	});

	// In the words of these programs, of other systems and of other work.
	it.each([
		['systeminfo', 'Virtualization Enabled In Firmware: Yes'],
		['systeminfo', 'Virtualisierung in Firmware aktiviert: Ja'],
		['wsl --status', 'Default Version: 2\nWSL1 is not supported with your current machine configuration.'],
		['wsl -l -v', '  NAME      STATE      VERSION\n* Ubuntu    Running    2\n  Legacy    Stopped    1'],
		['file $(which minikube)', '/opt/homebrew/bin/minikube: Mach-O 64-bit executable arm64\n$ uname -m\narm64'],
		['kubectl logs web', 'Tue Mar  7 02:14:55 2023 started\nTue Mar  7 02:14:56 2023 listening'],
		['df -h', '/dev/loop0       64M   64M     0 100% /snap/core20/2379\n/dev/sda2       468G   98G  347G  22% /'],
		['docker stats --no-stream', '3f2a1bc9c0d1   docker-web-1   0.97%     45.2MiB / 7.6GiB      0.58%'],
		['docker context inspect', '"Host": "npipe:////./pipe/dockerDesktopLinuxEngine",'],
		['systemctl list-units', 'docker.service              loaded active running Docker Application Container Engine'],
		['docker build .', '#9 [5/7] RUN yarn install --frozen-lockfile\n#9 DONE 12.1s'],
		['go build ./...', 'go: downloading github.com/fsnotify/fsnotify v1.7.0'],
		['npm run serve', '  App running at:\n  - Local:   http://localhost:8080/'],
		['go vet ./...', './main.go:1:53: undefined: x'],
		['npm test', '✓ returns 429 Too Many Requests after 100 calls (120 ms)'],
		['ls chart', 'Chart.yaml  templates  values.schema.json  values.yaml'],
		['kubectl get endpoints -n kube-system', 'NAME                       ENDPOINTS   AGE\nk8s.io-minikube-hostpath   <none>      20h'],
		['kubectl create namespace dev', 'Error from server (AlreadyExists): namespaces "dev" already exists'],
		['psql -f schema.sql', 'NOTICE:  role "todo" does not exist, skipping'],
		['npm run dev', 'Port 5173 is in use, trying another one...'],
	])('is no more than a guess: %s on another system', (command, output) => {
		expect(explain({ command, output }).best?.confidence ?? 0).toBeLessThanOrEqual(0.25);
	});
});
