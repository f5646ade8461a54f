import { decisive, entry, hint, strong } from '../../entry.js';
import { anyOf, wrongArchInBuild } from '../../words.js';

export const toolWrongArch = entry({
	id: 'tool.wrong-arch',
	cause: 'minikube-wrong-arch-binary',
	layer: 'prerequisites',
	title: 'A tool on this machine was built for another processor.',
	looks: 'qemu: uncaught target signal 11 (Segmentation fault) - core dumped',
	means:
		'The program is for Intel and the machine is ARM, or the other way round. It does not start, or runs translated and breaks in strange places.',
	told: 'The host\'s own tool is wrong. When a container says "exec format error", it is the image.',
	signs: [
		decisive(
			'the program says that it is the wrong build',
			/trying to run (the |an )?amd64 binary on (an? )?(M\d|arm64|Apple)|consider running the darwin\/arm64|MK_WRONG_BINARY_\w+|bad CPU type in executable|not compatible with the version of Windows you're running|is not a valid (Win32 application|application for this OS platform)|GUEST_INCORRECT_ARCH|DRV_IMAGE_ARCH_UNSUPPORTED|consider running (darwin\/)?arm64 binary|running under rosetta|install(ing)? (it |\w+ )?with native arch|Cannot install (under|in) Rosetta/i,
		),
		decisive(
			'the system refuses the program itself',
			/(minikube|kubectl|helm|kind|k3d|docker-compose)\S*: cannot execute( binary file)?:? (Exec format error|required file)|cannot execute binary file: Exec format error|(minikube|kubectl|helm|kind)[^\n]*: exec format error|exec format error: \S*(minikube|kubectl|helm|kind|k3d|docker-compose)|(minikube|kubectl|helm|kind|k3d|docker-compose)\S*: (line )?\d+:[^\n]{0,20}syntax error|\.\/\S+: cannot execute binary file/i,
			{ unless: anyOf(/kubectl (logs|exec)|CrashLoopBackOff|docker-credential/i, wrongArchInBuild) },
		),
		decisive(
			'the file of the tool and the machine have different processors',
			/(minikube|kubectl|helm|kind|k3d|docker)(\.exe)?: (ELF|Mach-O) [^\n]*(x86[-_]64[\s\S]{0,600}\b(aarch64|arm64)\b|(aarch64|arm64)[\s\S]{0,600}\bx86[-_]64\b)/i,
		),
		decisive(
			'an emulator of another processor failed',
			/qemu: uncaught target signal|qemu-system-x86_64[^\n]*(hvf|accel|invalid)|invalid accelerator hvf|HV_UNSUPPORTED|hvf[^\n]{0,40}(not supported|error)|rosetta error(?![^\n]{0,60}ld-linux)/i,
			// An emulated container that crashes is an image for another processor.
			{ unless: /docker (run|build|buildx|compose|logs)|kubectl logs|Step \d+\/\d+|#\d+ \[/i },
		),
		decisive("the tool's own start needs the libraries of another processor", /qemu-\w+(-static)?: Could not open/i, {
			with: /^\W{0,2}(sudo )?(minikube|helm|kind|k3d|kubectl (?!logs|exec))\b/m,
		}),
		strong('an Intel build runs on Apple silicon', /(Darwin|macOS)[^\n]*\(amd64\)|darwin-amd64|amd64/i, {
			with: /\bM[1-4]\b( Pro| Max)?|Apple silicon|rosetta|arm64 (host|mac|machine)|aarch64 host/i,
			in: 'facts',
		}),
		hint('a translated program crashed', /SIGSEGV: segmentation violation|signal SEGV|segmentation fault/i),
	],
	topic: /\bM[1-4]\b|rosetta|amd64|arm64|aarch64|x86_64|darwin|segmentation|hvf|qemu|homebrew|binary/i,
	fixes: [
		{
			says: 'Install the build for this processor, and delete what the wrong one made.',
			commands: ['uname -m', 'brew install minikube', 'minikube delete'],
			on: ['macos'],
		},
		{
			says: 'Install the build for this processor, and delete what the wrong one made.',
			commands: ['uname -m', 'file "$(command -v minikube)"', 'minikube delete'],
		},
	],
	wizard: 'Compares the processor of the machine with that of its tools, and installs the right build for this user when you choose it.',
});
