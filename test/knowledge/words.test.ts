import { describe, expect, it } from 'vitest';
import { anyOf, unknownCommand } from '../../src/knowledge/words.js';

describe('a command that a shell does not know', () => {
	it.each([
		"'helm' is not recognized as an internal or external command,",
		"helm : The term 'helm' is not recognized as the name of a cmdlet",
		'Der Befehl "helm" ist entweder falsch geschrieben oder',
		'Die Benennung "helm" wurde nicht als Name eines Cmdlet erkannt',
		"'helm' n'est pas reconnu en tant que commande interne",
		'"helm" no se reconoce como un comando interno o externo',
		"'helm' 不是内部或外部命令，也不是可运行的程序",
		'bash: helm: command not found',
		'bash: helm: Kommando nicht gefunden.',
		'zsh: command not found: helm',
		"Command 'helm' not found, but can be installed with:",
	])('is told by: %s', (line) => {
		expect(unknownCommand('helm|kubectl').test(line)).toBe(true);
	});

	it('is another one when only a part of its name is meant', () => {
		expect(unknownCommand('docker').test('zsh: command not found: docker-compose')).toBe(false);
		expect(unknownCommand('docker').test('docker: unknown command: docker compose')).toBe(false);
		expect(unknownCommand('kind').test('/usr/local/bin/kind: not found')).toBe(false);
	});

	it('is joined with other patterns under the flags of all', () => {
		const joined = anyOf(/^spawn/m, unknownCommand('helm'));
		expect(joined.flags).toBe('im');
		expect(joined.test('Error:\nSPAWN helm')).toBe(true);
	});
});
