import { decisive, entry, likely, strong } from '../../entry.js';
import { wrongArchInBuild } from '../../words.js';

export const imageWrongArch = entry({
	id: 'image.wrong-arch',
	cause: 'image-arch-mismatch',
	layer: 'build',
	title: 'The image was built for another processor than the node has.',
	looks: 'exec /app/build/install/hipstershop/bin/AdService: exec format error',
	means: 'An image made on Apple silicon does not run on an Intel node, nor the other way round.',
	told: 'A container cannot execute its first program. If the tool on the host itself does not start, the tool is the wrong build.',
	signs: [
		{
			says: 'a container cannot execute its program',
			pattern:
				/exec[^\n]{0,120}exec format error|exec format error|exec user process caused(?![^\n]{0,8}permission)|qemu: uncaught target signal|rosetta error/i,
			weight: 0.85,
			unless:
				/(minikube|kubectl|helm|kind)\S*: (cannot execute|exec format)|cannot execute binary file: Exec format error|docker-credential|docker-buildx/i,
		},
		decisive(
			'the image does not exist for this processor',
			/no match(ing manifest)? for (platform|linux\/|windows\/)|no matching manifest|does not match the specified platform|no image (found )?(in manifest list )?for (architecture|platform)|was found but (its platform|does not match)|does not provide[^\n]{0,20}platform|image (operating system|architecture|platform)[^\n]{0,60}(not|mismatch|cannot)|image platform \(\S+\) does not match|qemu-\w+(-static)?: Could not open|for another platform than the one you're currently using|Cannot find module '?@(rollup|esbuild|swc|next|img|parcel|tailwindcss|biomejs)\/\S*(linux|darwin|win32)|invalid ELF header|(?<!OPTIONAL DEPENDENCY: )unsupported (platform|architecture)/i,
		),
		likely('Docker warns of an image for another processor', /does not match the (detected )?(host )?platform/i),
		strong('a program that the build runs is for another processor', wrongArchInBuild),
		strong(
			'the program in a container is for another processor',
			/cannot execute binary file: Exec format error|rosetta error[^\n]{0,60}ld-linux/i,
			{
				with: /kubectl (logs|exec)|CrashLoopBackOff|docker (run|logs|compose)|ld-linux/i,
			},
		),
	],
	symptomOf: ['minikube-wrong-arch-binary'],
	topic: /exec format|arm64|amd64|aarch64|x86_64|platform|manifest|architecture|linux\/\w+|qemu\S{0,10}|M1|apple silicon|buildx/i,
	fixes: [
		{
			says: 'Build the image for the processor of the node, or for both.',
			commands: [
				'docker buildx build --platform linux/amd64,linux/arm64 -t IMAGE .',
				'kubectl get nodes -o wide',
				'minikube ssh -- uname -m',
			],
		},
	],
	wizard: 'Builds on the machine that the cluster runs on, and compares both processors before it loads an image.',
});
