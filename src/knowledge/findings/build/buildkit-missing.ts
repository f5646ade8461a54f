import { decisive, entry, hint, likely } from '../../entry.js';

export const buildBuildkitMissing = entry({
	id: 'build.buildkit-missing',
	cause: 'buildkit-missing',
	layer: 'build',
	title: 'The Dockerfile or the command needs BuildKit, and this Docker builds without it.',
	looks: 'ERROR: BuildKit is enabled but the buildx component is missing or broken.',
	means: 'Docker has an old and a new builder. Newer Dockerfile lines and flags need the new one, which comes as the plugin "buildx".',
	told: 'The builder names a flag, a line or the plugin itself.',
	signs: [
		decisive(
			'the plugin buildx or BuildKit is not there',
			/buildx component is missing or broken|BuildKit is enabled but|requires? BuildKit|buildkit (is )?(not|isn't) (supported|enabled|installed|available)|(compose|bake) build requires buildx|'buildx' is not a docker command|unknown command:? "?(docker )?buildx|docker-buildx[^\n]{0,60}(not found|exec format error|no such file|missing|invalid)|buildx[^\n]{0,40}(not found|not installed|missing|is required|plugin (is )?(missing|not))[^\n]*|failed to find buildx|failed to find driver "docker-container"|no builder "\S+" found|unknown shorthand flag: 't' in -t|buildctl[^\n]{0,60}(needs to be|not found|not installed)|buildkitd needs to be/i,
			{ unless: /docker-credential/ },
		),
		decisive(
			'the old builder does not know a line or a flag',
			/the --(mount|chmod|link|parents|network|security)\S* option requires|Unknown flag: ?-*(mount|chmod|link|exclude|parents|network|checksum)|unknown flag: --(mount|platform|load|push|progress|secret|ssh|output|cache-from|cache-to|build-context)|unknown instruction: (EOF|<<|\w*EOT)|"?--(platform|squash)"? is only supported on a Docker daemon with experimental|dockerfile parse error[^\n]*(unknown flag|heredoc|<<)|(multi-platform build|multiple platforms feature|cache export)[^\n]{0,20} not supported|(docker )?exporter does not[^\n]{0,20} support exporting manifest lists/i,
		),
		likely(
			'the builder does not know an instruction, as with here-documents in the old one',
			/dockerfile parse error line \d+:\s+unknown instruction: (CAT|ECHO|SET|CD|IF|FI|EXPORT|PRINT\w*|IMPORT|FROM)\b/,
		),
		hint('Docker says that it builds with its old builder', /legacy builder is deprecated/i),
	],
	topic:
		/buildx|buildkit\w*|DOCKER_BUILDKIT|--mount|--platform|--load|legacy builder|builder|heredoc|multi-platform|docker-container|unknown flag|bake/i,
	fixes: [
		{
			says: 'Install the buildx plugin (or a newer Docker), and build with BuildKit.',
			commands: ['sudo apt-get install docker-buildx-plugin || sudo apt-get install docker-buildx', 'DOCKER_BUILDKIT=1 docker build .'],
		},
		{ says: 'Install a newer Docker Desktop: it brings buildx.', commands: ['docker buildx version'], on: ['macos', 'windows'] },
	],
	wizard: 'Builds the bundled app with either builder; it looks which one there is.',
});
