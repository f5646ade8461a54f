import { decisive, entry, hint, strong } from '../../entry.js';

export const buildFileMissing = entry({
	id: 'build.file-missing',
	cause: 'dockerfile-copy-not-found',
	layer: 'build',
	title: 'The Dockerfile, or a file that it copies, is not in the folder that is built.',
	looks: 'ADD failed: file not found in build context or excluded by .dockerignore: stat package.json: file does not exist',
	means: 'Docker sees only the build context: the folder given to the build, without what .dockerignore leaves out.',
	told: 'The builder names a file. "transferring context: 2B" betrays an empty context.',
	signs: [
		decisive(
			'a file that is copied is not in the context',
			/\b(COPY|ADD) failed|failed to (compute cache key|calculate checksum of ref)[^\n]*not found|"\/[^"\n]*": not found|file not found in build context|excluded by \.dockerignore|no source files were specified|forbidden path outside the build context|path[^\n]{0,60}not found in build context|failed to get fileinfo for|(must be|is not) (with)?in the build context|lstat [^\n]{0,200}(buildkit-mount|docker-builder|\/workspace\/)[^\n]{0,200}no such file|failed to walk [^\n]{0,200}: lstat |\b(COPY|ADD) (--\S+ )?\S+ \S+[^\n]{0,120}(no such file or directory|(?<!when )not found)/i,
		),
		decisive(
			'the Dockerfile or the folder itself was not found',
			/failed to read dockerfile|unable to prepare context|Cannot locate specified Dockerfile|unable to evaluate symlinks in (Dockerfile|context)|\bresolve ?: lstat |(open|lstat|stat|resolve)[^\n]{0,80}Dockerfile\S*: (no such file|The system cannot find)|unable to find Dockerfile|build path[^\n]*(does not exist|either)|could not find[^\n]{0,20}Dockerfile|context must be a directory|docker (buildx )?build"? requires exactly 1 argument|no such file or directory[^\n]{0,30}Dockerfile/i,
		),
		strong(
			'a package manager finds no package.json in the image',
			/ENOENT[^\n]{0,60}open '?\/\S{0,120}package\.json|Could not read package\.json/i,
			{
				with: /docker|Dockerfile|skaffold|compose|buildx|Step \d|#\d+ \[/i,
				unless: /kubectl logs|docker logs|CrashLoopBackOff/i,
			},
		),
		hint('the context is as good as empty', /transferring context: ?\d{1,2}B\b/i),
	],
	topic:
		/\bCOPY\b|\bADD\b|Dockerfile\S{0,10}|build context|\.dockerignore|checksum|cache key|stat \S{1,20}|buildkit-mount|failed to solve|file not found|lstat|excluded|no such file/i,
	fixes: [
		{
			says: 'Build from the folder that holds the file, correct the path in the Dockerfile, or take it out of .dockerignore.',
			commands: ['docker build -f path/to/Dockerfile path/to/context', 'cat .dockerignore'],
		},
	],
	wizard: 'Shows which file the Dockerfile wants and in which folder it looked.',
});
