import { commandWords, type FlagWords, programName } from './words.js';

/** Works both ways: as the file _todo-k8s-setup in a folder of fpath, and by `source <(...)` after compinit. */
export function zshScript(): string {
	const wizard = commandWords.find(({ name }) => name === '');
	const named = commandWords.filter(({ name }) => name !== '');
	const specs = (flags: readonly FlagWords[], indent: string) => flags.map((flag) => `${indent}${toSpec(flag)} \\`).join('\n');
	return `#compdef ${programName}
# Completes ${programName} in zsh. Made by: ${programName} completion zsh
_todo_k8s_setup() {
	local curcontext="$curcontext" state state_descr line ret=1
	local -a commands
	typeset -A opt_args
	commands=(
${named.map(({ name, says }) => `\t\t${quote(`${name}:${says.replaceAll(':', '\\:')}`)}`).join('\n')}
	)
	_arguments -C \\
${specs(wizard?.flags ?? [], '\t\t')}
		'1: :->command' \\
		'*::: :->argument' && ret=0
	case $state in
		command) _describe -t commands command commands && ret=0 ;;
		argument)
			words=("$line[1]" "\${words[@]}")
			((CURRENT += 1))
			curcontext="\${curcontext%:*:*}:${programName}-$line[1]:"
			case $line[1] in
${named
	.map(
		({ name, flags, takes }) => `				${name})
					_arguments \\
${specs(flags, '\t\t\t\t\t\t')}
						${takes.length > 0 ? `'1:${name}:(${takes.join(' ')})'` : "'*: : '"} && ret=0
					;;`,
	)
	.join('\n')}
			esac
			;;
	esac
	return ret
}
if [ "$funcstack[1]" = _${programName} ]; then
	_todo_k8s_setup "$@"
else
	compdef _todo_k8s_setup ${programName}
fi
`;
}

/** A flag as _arguments wants it: '--cluster=[where it runs]:value:(minikube none)'. */
function toSpec({ name, says, takes, words, value, many }: FlagWords): string {
	const told = `[${says.replace(/[[\]\\]/g, '\\$&')}]`;
	const ends = {
		nothing: `${name}${told}`,
		words: `${name}=${told}:value:(${words.join(' ')})`,
		file: `${name}=${told}:file:_files`,
		folder: `${name}=${told}:folder:_files -/`,
		free: `${name}=${told}:${value}: `,
	};
	return quote(`${many ? '*' : ''}${ends[takes]}`);
}

function quote(text: string): string {
	return `'${text.replaceAll("'", "'\\''")}'`;
}
