import { decisive, entry, strong } from '../../entry.js';

export const helmValuesRefused = entry({
	id: 'helm.values-refused',
	cause: 'helm-values-schema-invalid',
	layer: 'install',
	title: 'The values hold something that the chart does not take.',
	looks: "Error: UPGRADE FAILED: values don't meet the specifications of the schema(s) in the following chart(s):",
	means:
		'The chart brings a schema that says which values there are and of which kind. A value is misspelt or of the wrong kind, or the schema itself cannot be read.',
	told: 'Helm names the key before anything is rendered.',
	signs: [
		decisive(
			"Helm compared the values with the chart's schema",
			/don't meet the specifications of the schema|values\.schema\.json[^\n]{0,80}(fail|error|invalid|cannot|not )|Invalid type\. Expected|Additional property \S+ is not allowed|additional properties '?\S+'? not allowed|schema (validation[^\n]{0,20}(fail|error)|is not valid|invalid|could not|cannot)|(could not|unable to|failed to|failing) (load|compile|read|load)[^\n]{0,20}(json )?schema|Must validate (one|at least one|all)|jsonschema[^\n]{0,60}(error|fail|invalid)|got (string|number|integer|boolean|object|array|null), want/i,
		),
		strong(
			'a value is not what the schema wants',
			/\(root\): |\bat '(\/[^'\n]{0,120})?': |must be one of the following:? "|value must be one of|(items|properties|length|value)[^\n]{0,20} got \d+, want|Does not match (pattern|format) '|(String length|Must) (must )?be (greater|less|at least|at most)|failed parsing --set|missing propert(y|ies) '/i,
			{ with: /helm|chart|values|schema|INSTALLATION|UPGRADE|\(root\)/i },
		),
	],
	topic: /schema\w*|values\S{0,8}|integer|boolean|additional propert\w+|validation error|expected type|oneOf|--set\b|not allowed/i,
	fixes: [
		{
			says: 'Correct the key that is named, or leave the check out as a last resort.',
			commands: ['helm show values CHART', 'helm lint CHART -f values.yaml', 'helm upgrade --install NAME CHART --skip-schema-validation'],
		},
	],
	wizard: 'Checks the values before it changes anything, names file and key, and never overwrites your edit.',
});
