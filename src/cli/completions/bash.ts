import { allFlagWords, commandWords, namesOf, programName } from './words.js';

/** For bash 3.2 (macOS) and newer; needs nothing of bash-completion. */
export function bashScript(): string {
	const withValue = allFlagWords.filter(({ takes }) => takes !== 'nothing').map(({ name }) => name);
	const alternatives = allFlagWords.filter(({ takes }) => takes === 'words');
	return `# Completes ${programName} in bash. Made by: ${programName} completion bash
_todo_k8s_setup() {
	local IFS=$' \\t\\n' cur="\${COMP_WORDS[COMP_CWORD]}" expects= start= command= argument= words= word i
	COMPREPLY=()
	for ((i = 1; i < COMP_CWORD; i++)); do
		word="\${COMP_WORDS[i]}"
		# bash makes three words of --flag=value.
		if [ "$word" = = ]; then continue; fi
		if [ -n "$expects" ]; then expects=; continue; fi
		case "$word" in
			${withValue.join('|')}) expects="$word" ;;
			-*) ;;
			*) if [ -z "$command" ]; then command="$word"; else argument="$word"; fi ;;
		esac
	done
	case "$cur" in
		=) cur= ;;
		--*=*) expects="\${cur%%=*}" start="\${cur%%=*}=" cur="\${cur#*=}" ;;
	esac
	case "$expects" in
		'') ;;
${alternatives.map(({ name, words }) => `\t\t${name}) words='${words.join(' ')}' ;;`).join('\n')}
		${namesOf(allFlagWords, 'folder').join('|')}) _todo_k8s_setup_paths -d; return ;;
		${namesOf(allFlagWords, 'file').join('|')}) _todo_k8s_setup_paths -f; return ;;
		*) return ;;
	esac
	if [ -z "$expects" ]; then
		if [ -z "$argument" ]; then
			case "$command" in
				'') words='${commandWords.flatMap(({ name }) => (name ? [name] : [])).join(' ')}' ;;
${commandWords
	.filter(({ takes }) => takes.length > 0)
	.map(({ name, takes }) => `\t\t\t\t${name}) words='${takes.join(' ')}' ;;`)
	.join('\n')}
			esac
		fi
		if [ -z "$words" ] || [ "\${cur#-}" != "$cur" ]; then
			case "$command" in
${commandWords.map(({ name, flags }) => `\t\t\t\t${name || "''"}) words='${flags.map((flag) => flag.name).join(' ')}' ;;`).join('\n')}
			esac
		fi
	fi
	COMPREPLY=($(compgen -P "$start" -W "$words" -- "$cur"))
}
_todo_k8s_setup_paths() {
	local IFS=$'\\n'
	COMPREPLY=($(compgen -P "$start" "$1" -- "$cur"))
	# Slashes behind folders and quotes around spaces; bash 3.2 does without.
	compopt -o filenames 2>/dev/null
}
complete -F _todo_k8s_setup ${programName}
`;
}
