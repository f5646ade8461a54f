import { decisive, entry } from '../../entry.js';

export const helmTemplateBroken = entry({
	id: 'helm.template-broken',
	cause: 'helm-template-yaml-error',
	layer: 'install',
	title: 'A template of the chart does not render to good YAML.',
	looks: 'Error: YAML parse error on milvus/templates/hpa.yaml: error converting YAML to JSON: yaml: line 6: did not find expected key',
	means: 'With these values a template fails, or yields YAML that cannot be read: a missing value, a wrong indentation, an "end" too many.',
	told: 'Helm names the file of the template. Values that do not fit the schema are refused before that.',
	signs: [
		decisive(
			'a template failed, or its result is no YAML',
			/YAML parse error on|error converting YAML|parse error (at|in) |template: [\w-][^\s:]*:\d+|execution error at|error calling (include|tpl|toYaml|fail|required|index|lookup|nindent|fromYaml)|nil pointer evaluating|did not find expected|mapping values are not allowed|function "\S+" not defined|could not find expected|block sequence entries|unexpected \S+ in (operand|command|define|template)|cannot unmarshal|error validating data(?!: failed to download openapi)|unable to build kubernetes objects|found character that cannot start|wrong type for value|can't evaluate field|unclosed action|wrong number of args for|no matches for kind|is invalid: \S+: (Required value|Invalid value(?![^\n]*(immutable|already allocated))|Unsupported value|Forbidden)|tab character that violates|Chart\.yaml file is missing|unexpected EOF in template|found unexpected/i,
			{
				with: /helm|chart|template|\.ya?ml|INSTALLATION|UPGRADE|release manifest|kubectl (apply|create)/i,
				unless:
					/template parsing error|loading config file|invalid ownership|docker[- ]compose|failed calling webhook|_test\.go:|--- FAIL/i,
			},
		),
	],
	symptomOf: ['helm-values-schema-invalid'],
	topic:
		/template\w*|YAML parse|indent\w*|yaml: line \d+|unmarshal\w*|nil pointer|_helpers\.tpl|executing|\.Values\S{0,20}|unknown field|rendered|no matches for kind|error converting|error validating|apiVersion|manifest/i,
	fixes: [
		{
			says: 'Render the chart alone and correct the line that is named.',
			commands: ['helm template CHART -f values.yaml --debug', 'helm lint CHART -f values.yaml'],
		},
	],
	wizard: 'Renders the chart before it changes anything in the cluster.',
});
