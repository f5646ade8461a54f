import { allFlagWords, commandWords, programName } from './words.js';

/** For Windows PowerShell 5.1 and PowerShell 7. */
export function powershellScript(): string {
	const table = (rows: readonly (readonly [string, readonly string[]])[]) =>
		rows.map(([key, words]) => `\t\t${quote(key)} = @(${words.map(quote).join(', ')})`).join('\n');
	const withValue = allFlagWords.filter(({ takes }) => takes !== 'nothing').map(({ name }) => name);
	const paths = allFlagWords.filter(({ takes }) => takes === 'file' || takes === 'folder').map(({ name }) => name);
	return `# Completes ${programName} in PowerShell. Made by: ${programName} completion powershell
Register-ArgumentCompleter -Native -CommandName ${quote(programName)} -ScriptBlock {
	param($wordToComplete, $commandAst, $cursorPosition)
	$withValue = @(${withValue.map(quote).join(', ')})
	$paths = @(${paths.map(quote).join(', ')})
	$flags = @{
${table(commandWords.map(({ name, flags }) => [name, flags.map((flag) => flag.name)]))}
	}
	$values = @{
${table(allFlagWords.filter(({ takes }) => takes === 'words').map(({ name, words }) => [name, words]))}
	}
	$takes = @{
${table([
	['', commandWords.flatMap(({ name }) => (name ? [name] : []))],
	...commandWords.filter(({ takes }) => takes.length > 0).map(({ name, takes }) => [name, takes] as const),
])}
	}
	$says = @{
${[...allFlagWords, ...commandWords.filter(({ name }) => name)].map(({ name, says }) => `\t\t${quote(name)} = ${quote(says)}`).join('\n')}
	}
	$expects = ''
	$words = @()
	foreach ($element in @($commandAst.CommandElements | Select-Object -Skip 1)) {
		# The word at the cursor is what is asked for.
		if ($element.Extent.EndOffset -ge $cursorPosition) { break }
		$text = $element.ToString()
		if ($expects) { $expects = '' }
		elseif ($withValue -contains $text) { $expects = $text }
		elseif (-not $text.StartsWith('-')) { $words += $text }
	}
	$command = if ($words.Count -gt 0) { $words[0] } else { '' }
	# For these PowerShell itself proposes files.
	if ($paths -contains $expects) { return }
	$found = if ($expects) { $values[$expects] }
	elseif ($wordToComplete -like '-*' -or $words.Count -gt 1 -or -not $takes.ContainsKey($command)) { $flags[$command] }
	else { $takes[$command] }
	$found | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
		$tip = if ($says.ContainsKey($_)) { $says[$_] } else { $_ }
		[System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $tip)
	}
}
`;
}

function quote(text: string): string {
	return `'${text.replaceAll("'", "''")}'`;
}
