import { decisive, entry, hint } from '../../entry.js';

export const podCrashLoop = entry({
	id: 'pod.crash-loop',
	cause: 'crashloop-missing-env',
	layer: 'rollout',
	title: 'The program ends right after its start because a setting is missing.',
	looks: '[SECRETS_RELOADER_DEGRADED] SecretRefResolutionError: Environment variable "OPENAI_API_KEY" is missing or empty.',
	means: 'The container starts, the program misses a variable or a setting, says so and ends; Kubernetes starts it again and again.',
	told: 'There is a log. If the container was never created, the Secret or ConfigMap itself is missing.',
	signs: [
		decisive(
			'the program says that an environment variable is missing',
			/(environment variable|env(ironment)?( |\.)?var(iable)?s?|\benv\b)[^\n]{0,90}(not (been )?(set|defined|found|provided|specified|present|configured)|missing|required|undefined|unset|empty|must be|invalid)|(missing|required|undefined|unset|no|set the|requires?|expected|specify|define|provide|need) [^\n]{0,40}(environment|env) ?var(iable)?s?|Missing (required )?(environment|env|config\w*|setting|secret|api key|variable)s?/i,
			{
				unless:
					/KUBECONFIG|DOCKER_HOST|couldn't find key|CreateContainerConfigError|proxy|INET_|Exiting due to|dockerfile|FromAsCasing|JAVA_HOME|ANDROID_HOME|CMAKE|C_IDENTIFIER|docker context|current context/i,
			},
		),
		decisive(
			'a name in capitals, as variables have it, is not set',
			/\b[A-Z][A-Z0-9]*(_[A-Z0-9]+)+\b['"`]?:? (?!variable is not set\. Defaulting)[^\n]{0,30}((is |are |was |must be |has )?(not (been )?(set|defined|found|provided|specified|configured)|missing|required|undefined|unset|empty|unbound|nil|null)|must be (set|defined|provided|specified))|([Nn]ot set|[Mm]issing|[Rr]equired|[Uu]ndefined|[Uu]nset)[^\n]{0,24}\b[A-Z][A-Z0-9]*(_[A-Z0-9]+)+\b|([Mm]ust|[Nn]eed to|[Hh]ave to|[Pp]lease) (specify|set|provide|define) (the |a )?[A-Z][A-Z0-9]*_[A-Z0-9_]+|KeyError: '[A-Z]+_[A-Z_]+'|required key [A-Z_]+ missing|[A-Z]+_[A-Z_]+ setting must not be empty/,
			{
				unless:
					/KUBECONFIG|DOCKER_HOST|couldn't find key|CreateContainerConfigError|references non-existent|INET_|Exiting due to|FromAsCasing|UndefinedVar|InvalidDefaultArg|RSRC_|ERR_[A-Z]+_[A-Z]+_LOCKFILE|JAVA_HOME|ANDROID_HOME|CMake|no-undef|ReferenceError/,
			},
		),
		decisive(
			'a known program misses its first setting',
			/superuser password is not specified|You need to specify one of|MissingSecret|Did not find \w+_(api_)?key|Expected string or URL object, got None|Could not resolve placeholder|secretOrPrivateKey must have a value|unbound variable|Invalid environment variables|(must|to) be a(n| non-empty)? ?string[^\n]{0,30}(got|received) "?undefined|Received undefined|secret_key_base|client password must be a string|Failed to configure a DataSource|cannot be null[^\n]{0,20}\(Parameter '\w*(string|key|url|uri|secret|token)|Unable to locate credentials|(url|uri|key|secret|token|dsn) is (required|missing|undefined|not (set|defined|configured))\b|ConnectionString property has not been initialized|_[A-Z_]{1,40} (and [A-Z_]{1,60} )?should be (specified|set|provided)|host not found in upstream "\$|ImproperlyConfigured|parameter not set|api[_ ]?key(?!\S* variable is)[^\n]{0,30}(missing|must be|not|required)|RuntimeError: [^\n]*(must be set|not set)|ValidationError[^\n]*Settings|(?<!gpg:[^\n]{0,60})no (encryption|secret) ?key/i,
			{ unless: /couldn't find key|CreateContainerConfigError|references non-existent/i },
		),
		hint('the container ends again and again', /CrashLoopBackOff|Back-off restarting failed container/i),
	],
	against: [
		{
			says: 'its pods run, and were never started again',
			pattern: /^[ \t]*\S+[ \t]+(\d+)\/\1[ \t]+Running[ \t]+0\b/m,
			weight: 0.6,
			unless: /CrashLoopBackOff|Back-off|Exit Code|\bError\b|Exited/,
		},
	],
	symptomOf: [
		'config-or-secret-missing',
		'pod-oomkilled',
		'image-arch-mismatch',
		'inotify-limit-too-low',
		'dns-resolution-failure',
		'disk-full',
	],
	topic:
		/CrashLoopBackOff|env\b|environment|variables?|undefined|process\.env|not set|is required|must be set|KeyError|placeholder|settings?|api[_ ]?key|[A-Z]{2,20}_(URL|KEY|PASSWORD|TOKEN|SECRET|HOST)|back-off restarting/i,
	fixes: [
		{
			says: 'Set the variable that the log names, by the values or a Secret, then restart the rollout.',
			commands: ['kubectl logs POD --previous', 'kubectl set env deployment/NAME KEY=VALUE', 'kubectl rollout restart deployment/NAME'],
		},
	],
	wizard: 'Shows the last lines of the log, asks for the value that is missing, and goes on from there.',
});
