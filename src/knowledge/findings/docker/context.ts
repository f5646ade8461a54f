import { decisive, entry, strong } from '../../entry.js';

export const dockerContext = entry({
	id: 'docker.context',
	cause: 'docker-context-broken',
	layer: 'docker',
	title: 'Docker is pointed at a context or host that does not exist.',
	looks:
		'W0506 23:45:30.171668     800 main.go:291] Unable to resolve the current Docker CLI context "default": context "default": context not found: open C:\\Users\\user\\.docker\\contexts\\meta\\37a8eec1ce19687d13',
	means: 'The command "docker" can talk to several daemons. The chosen context, or the variable DOCKER_HOST, names one that is not there.',
	told: 'The address is wrong, not the daemon. As a warning before another error it is rarely the reason.',
	signs: [
		{
			says: 'the chosen context cannot be resolved',
			pattern:
				/unable to resolve (the )?(current )?docker (CLI )?(context|endpoint)|(?<!(error|unreachable): )context "[^"\n]*":? (context )?(does not exist|not found)|context not found|Current context "\S+" is not found on the file system|docker context use default|unable to get (the )?docker (CLI )?context/i,
			weight: 0.7,
			// Docker itself, not a context of kubectl that is called docker-desktop.
			with: /docker(?![\w.@-]*")/i,
		},
		decisive(
			'the address in DOCKER_HOST cannot be used',
			/unable to parse docker host|invalid docker host|invalid host "?(tcp|unix|npipe|http)|invalid bind address|(?<!\bno )DOCKER_HOST[^\n]{0,60}\b(wrong|invalid|stale|old|points|set to|refused|is unset)\b|protocol not available|unsupported protocol scheme[^\n]*docker|Client sent an HTTP request to an HTTPS server/i,
		),
		{
			says: 'DOCKER_HOST leads to an address where no daemon is, or not the one that is meant',
			pattern:
				/cannot connect to the docker daemon at (tcp|http|https|ssh):|error during connect: [^\n]*(https?|tcp):(\/\/|%2F)(?!%2F)(?!docker\.example)[\w.-]+[^\n]*(no such host|refused|timeout|timed out|unreachable|connectex)|error during connect: [^\n]*https?:\/\/(?!docker\b)[\w.-]+:237[56]|error during connect[^\n]*ssh|failed to connect to the docker API at (tcp|ssh)/i,
			weight: 0.82,
			unless: /DIND|dind|docker:2375|gitlab-runner/,
		},
		decisive("the pipe is not one of Docker's own names", /pipe[\\/]{1,2}docker_(?!engine|cli)\w+(?![^\n]*denied)/i),
		strong('what is noted of the contexts cannot be read', /unexpected end of JSON input|invalid character \S+ looking for/i, {
			with: /docker context|\.docker[\\/]contexts|contexts[\\/]meta/i,
		}),
		strong(
			'the settings for an encrypted address do not fit together',
			/TLSParameterError|TLS configurations should map the Docker CLI|DockerClientException: Certificate path \S+ does not exist/i,
		),
		strong(
			'the certificates that DOCKER_CERT_PATH names are not there',
			/(could not read CA certificate|unable to resolve docker endpoint: open|open|could not load X509 key pair)[^\n]*(ca|cert|key)\.pem[^\n]*(no such file|cannot find)/i,
		),
	],
	topic:
		/docker (CLI )?(context|host|endpoint)s?|DOCKER_HOST|DOCKER_CONTEXT|DOCKER_TLS\w*|desktop-linux|tcp:\/\/\S{1,20}|2375|2376|ssh:\/\/|docker-machine|ca\.pem|contexts.meta|docker host/i,
	fixes: [
		{
			says: 'Go back to the default context and unset what points elsewhere.',
			commands: ['docker context use default', 'unset DOCKER_HOST DOCKER_CONTEXT DOCKER_TLS_VERIFY DOCKER_CERT_PATH', 'docker info'],
		},
		{
			says: 'Go back to the default context and clear what points elsewhere.',
			commands: ['docker context use default', 'Remove-Item Env:DOCKER_HOST', 'docker info'],
			on: ['windows'],
		},
	],
	wizard: 'Shows which context or variable is set, and goes on as soon as docker answers.',
});
