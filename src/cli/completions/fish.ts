import { allFlagWords, commandWords, type FlagWords, programName } from './words.js';

export function fishScript(): string {
	const withValue = allFlagWords.filter(({ takes }) => takes !== 'nothing').map(({ name }) => name);
	const owners = (flag: FlagWords) => commandWords.filter(({ flags }) => flags.some(({ name }) => name === flag.name));
	return `# Completes ${programName} in fish. Made by: ${programName} completion fish
function __todo_k8s_setup_words
	set -l expects no
	for word in (commandline -opc)[2..-1]
		if test $expects = yes
			set expects no
			continue
		end
		switch $word
			case ${withValue.join(' ')}
				set expects yes
			case '-*'
			case '*'
				echo $word
		end
	end
end
function __todo_k8s_setup_is
	set -l words (__todo_k8s_setup_words)
	contains -- "$words[1]" $argv
end
complete -c ${programName} -f
${commandWords
	.filter(({ name }) => name !== '')
	.map(({ name, says }) => `complete -c ${programName} -n '__todo_k8s_setup_is ""' -a ${name} -d ${quote(says)}`)
	.join('\n')}
${commandWords
	.filter(({ takes }) => takes.length > 0)
	.map(
		({ name, takes }) =>
			`complete -c ${programName} -n '__todo_k8s_setup_is ${name}; and test (count (__todo_k8s_setup_words)) = 1' -a ${quote(takes.join(' '))}`,
	)
	.join('\n')}
${allFlagWords
	.map((flag) => {
		const all = owners(flag).length === commandWords.length;
		const where = owners(flag).map(({ name }) => name || '""');
		return `complete -c ${programName}${all ? '' : ` -n '__todo_k8s_setup_is ${where.join(' ')}'`} -l ${flag.name.slice(2)}${toValue(flag)} -d ${quote(flag.says)}`;
	})
	.join('\n')}
`;
}

function toValue({ takes, words }: FlagWords): string {
	const values = {
		nothing: '',
		words: ` -x -a ${quote(words.join(' '))}`,
		file: ' -r -F',
		folder: " -x -a '(__fish_complete_directories)'",
		free: ' -x',
	};
	return values[takes];
}

function quote(text: string): string {
	return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
