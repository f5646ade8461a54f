import { decisive, entry, likely, strong } from '../../entry.js';

export const dockerCredentialHelper = entry({
	id: 'docker.credential-helper',
	cause: 'docker-credential-helper-missing',
	layer: 'docker',
	title: 'Docker asks a credential helper that is missing or fails.',
	looks: 'error getting credentials - err: exec: "docker-credential-desktop.exe": executable file not found in $PATH',
	means:
		'The file ~/.docker/config.json names a helper program for registry passwords. Docker asks it even for public images, and every pull fails with it.',
	told: '"Error getting credentials" comes before any registry was asked.',
	signs: [
		decisive(
			'the credentials could not be read',
			/error (getting|storing) credentials|credentials? (store|helper)[^\n]{0,60}(not found|error|fail|missing|not installed)|docker\.credentials\.errors|failed to (retrieve|get|read|load)[^\n]{0,30} credentials|cannot get credentials|docker-credential-helpers\//i,
		),
		decisive(
			'a helper program of config.json is not there or fails',
			/docker-credential-[\w.-]+['"]?: (?!\/|Mach-O|ELF|PE32)\S|docker-credential-[\w.-]+[^\n]{0,140}(not found|not installed|no such file|cannot run|exec format|resolves to executable|exit status|is not recognized|executable file|error|failed|permission denied)|exec: "docker-credential/i,
		),
		strong(
			'the password store of the system refused',
			/A specified logon session does not exist|keychain cannot be accessed|User interaction is not allowed|pass not initialized|The stub received bad data|Cannot autolaunch D-Bus|org\.freedesktop\.secrets|password store is empty|secret service|gpg: [^\n]*(decryption failed|no secret key|No public key)/i,
			{ with: /docker|credential/i },
		),
		likely('config.json names a credential store', /credsStore|credHelpers/i),
	],
	topic:
		/credential\w*|credentials helper|secrets?ervice|credsStore|credHelpers|keychain|wincred|secretservice|docker-credential-\w+|\.docker[/\\]config\.json|docker login|\bgpg\b|pass init|getting credentials|stored|log(ged)? ?in|err: exit|out: `|err: `|logon session/i,
	fixes: [
		{
			says: 'Take the line "credsStore" out of ~/.docker/config.json, or put the folder of Docker Desktop\'s programs on the PATH.',
			commands: ['sed -i.bak \'/"credsStore"/d\' ~/.docker/config.json', 'docker pull hello-world'],
		},
		{
			says: 'Take the line "credsStore" out of .docker\\config.json in your home folder, or log in once in Docker Desktop.',
			commands: ['notepad %USERPROFILE%\\.docker\\config.json', 'docker login'],
			on: ['windows'],
		},
	],
	wizard: 'Looks whether the helper that config.json names can be started, before anything is pulled.',
});
