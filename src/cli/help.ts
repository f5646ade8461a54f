import { type Call, withCall } from './called-as.js';
import { programName } from './completions/words.js';
import { belongsTo, commands, flags } from './flags.js';

/** The text of --help; for one command when it is named. Its examples are what works where it was called. */
export function helpText(command: string, call: Call = programName): string {
	const known = commands.find(({ name }) => name === command) ?? commands[0];
	const name = known?.name ?? '';
	const own = flags.filter((flag) => flag.commands?.includes(name));
	const common = flags.filter((flag) => flag.commands === undefined);
	const line = (left: string, right: string) => `  ${left.padEnd(38)} ${right}`;
	const flagLine = ({ name: flag, value, says }: (typeof flags)[number]) => line(`--${flag}${value ? ` ${value}` : ''}`, says);
	const usage = `${call}${name ? ` ${name}` : ' [command]'}${known?.argument ? ` ${known.argument}` : ''}${known?.detail ? ` ${known.detail}` : ''} [flags]`;
	return [
		name ? `${known?.says}\n` : 'From nothing to a running, verified Todo Chatbot on Kubernetes, and back to health.\n',
		`Usage: ${usage}\n`,
		'Examples:',
		...examplesOf(name).map((example) => `  ${withCall(example, call)}`),
		'',
		...(name
			? []
			: [
					'Commands:',
					...commands.map((each) => line(`${each.name || '(none)'}${each.argument ? ` ${each.argument}` : ''}`, each.says)),
					'',
				]),
		...(own.length > 0 ? [headingOf(name), ...own.map(flagLine), ''] : []),
		...notesOf(name),
		'Flags:',
		...common.filter((flag) => belongsTo(flag, name)).map(flagLine),
		'',
		'Every answer is also a variable: --ai-model is TODO_K8S_AI_MODEL.',
		'Secrets are never flags: OPENAI_API_KEY, GEMINI_API_KEY, AI_API_KEY, DATABASE_URL, or --secrets-from.',
		'Exit codes: 0 ready, 1 our mistake, 2 usage, 3 machine not ready, 4 step failed, 5 not verified, 130 stopped.',
	].join('\n');
}

/** Of the flags that only this command has. */
function headingOf(command: string): string {
	if (command === 'demo') return 'The demo:';
	return command === 'explain' || command === 'diagnose' ? 'Context:' : 'Answers:';
}

function examplesOf(command: string): readonly string[] {
	switch (command) {
		case '':
			return [
				'npx todo-k8s-setup                     asks, shows the plan, sets it up',
				'npx todo-k8s-setup up --yes            no questions, for scripts and CI',
			];
		case 'up':
			return ['todo-k8s-setup up --yes --cluster none', 'OPENAI_API_KEY=... todo-k8s-setup up --yes --ai openai --json'];
		case 'doctor':
			return ['todo-k8s-setup doctor', 'todo-k8s-setup doctor --fix', 'todo-k8s-setup doctor --fix --yes --json'];
		case 'down':
			return ['todo-k8s-setup down', 'todo-k8s-setup down --yes --delete-data --delete-cluster'];
		case 'render':
			return ['todo-k8s-setup render --env prod', 'todo-k8s-setup render --env prod --database external --out deploy'];
		case 'secrets':
			return ['todo-k8s-setup secrets', 'todo-k8s-setup secrets set OPENAI_API_KEY', 'todo-k8s-setup secrets rotate JWT_SECRET --yes'];
		case 'rollback':
			return ['todo-k8s-setup rollback', 'todo-k8s-setup rollback 3 --yes'];
		case 'restore':
			return ['todo-k8s-setup restore', 'todo-k8s-setup restore todo-2026-11-21T03-17-00-000Z.dump --delete-data'];
		case 'logs':
			return ['todo-k8s-setup logs', 'todo-k8s-setup logs frontend'];
		case 'verify':
			return ['todo-k8s-setup verify', 'todo-k8s-setup verify --restart --json'];
		case 'diagnose':
			return ['todo-k8s-setup diagnose', 'todo-k8s-setup diagnose backend --namespace shop --context staging'];
		case 'demo':
			return ['todo-k8s-setup demo', 'todo-k8s-setup demo wsl2-integration-off', 'todo-k8s-setup demo bad-key --record demo.cast'];
		case 'explain':
			return ['minikube start 2>&1 | todo-k8s-setup explain', 'todo-k8s-setup explain wsl.integration-off'];
		case 'plan':
			return ['todo-k8s-setup plan', 'todo-k8s-setup plan --cluster minikube --ai ollama --database postgres'];
		case 'status':
			return ['todo-k8s-setup status', 'todo-k8s-setup status --dir todo-k8s --json'];
		case 'open':
			return ['todo-k8s-setup open', 'todo-k8s-setup open --dir todo-k8s'];
		case 'backup':
			return ['todo-k8s-setup backup', 'todo-k8s-setup backup --timeout 120 --json'];
		case 'completion':
			return ['todo-k8s-setup completion bash', 'todo-k8s-setup completion fish > ~/.config/fish/completions/todo-k8s-setup.fish'];
		default:
			return [`todo-k8s-setup ${command}`, `todo-k8s-setup ${command} --json`];
	}
}

/** What a command needs to be told about beyond its flags. */
function notesOf(command: string): readonly string[] {
	if (command !== 'completion') return [];
	return [
		'Install (the program itself has to be on the PATH: npm install --global todo-k8s-setup):',
		'  bash         echo \'eval "$(todo-k8s-setup completion bash)"\' >> ~/.bashrc',
		"  zsh          echo 'source <(todo-k8s-setup completion zsh)' >> ~/.zshrc     (below compinit)",
		'  fish         todo-k8s-setup completion fish > ~/.config/fish/completions/todo-k8s-setup.fish',
		"  PowerShell   Add-Content $PROFILE 'todo-k8s-setup completion powershell | Out-String | Invoke-Expression'",
		'Then open a new shell. Without a name it is the script for the shell that $SHELL names.',
		'',
	];
}
