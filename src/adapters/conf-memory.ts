import { existsSync } from 'node:fs';
import { join } from 'node:path';
import envPaths from 'env-paths';
import type { Memory } from '../core/ports.js';

/**
 * Choices by folder, in the user's configuration folder. `override` is TODO_K8S_CONFIG_DIR.
 * A home that cannot be read or written, or a file broken by hand, only means that nothing is remembered.
 */
export function confMemory(override: string | undefined): Memory {
	const folder = () => override || envPaths('todo-k8s-setup', { suffix: '' }).config;
	const open = async () => {
		const { default: Conf } = await import('conf');
		return new Conf<Record<string, Record<string, string>>>({
			projectName: 'todo-k8s-setup',
			cwd: folder(),
			configFileMode: 0o600,
			clearInvalidConfig: true,
			accessPropertiesByDotNotation: false,
		});
	};
	return {
		async read(dir) {
			try {
				// conf brings a schema validator along; a first run need not load it to learn that there is nothing.
				if (!existsSync(join(folder(), 'config.json'))) return {};
				const found = (await open()).get(dir);
				return typeof found === 'object' && found !== null ? found : {};
			} catch {
				return {};
			}
		},
		async write(dir, answers) {
			try {
				(await open()).set(dir, { ...answers });
			} catch {
				// Nothing depends on memory.
			}
		},
	};
}
