import { decisive, entry, hint, strong } from '../../entry.js';

export const kubectlEnvBadPath = entry({
	id: 'kubectl.env-bad-path',
	cause: 'kubeconfig-env-bad-path',
	layer: 'cluster',
	title: 'KUBECONFIG, or HOME, points at a place that is not yours.',
	looks:
		'💣  Failed to setup kubeconfig: writing kubeconfig: Error creating directory: /Users/other/.kube: mkdir /Users/other: permission denied',
	means:
		'The variable KUBECONFIG is left over from another guide (often /etc/kubernetes/admin.conf or a root folder), and kubectl, Helm and Minikube follow it.',
	told: 'The path in the message is not in your home folder. Minikube prints the variable at its start.',
	signs: [
		decisive(
			'KUBECONFIG leads to a system folder',
			/(?<!-e |-)KUBECONFIG ?=? ?"?(\/etc\/|\/root\/|\/var\/lib\/(?!minikube)|C:\\Windows)\S*/i,
			{
				with: /denied|no such|not found|refused|Exiting due to|error|fail|cannot|invalid|unable|unset/i,
				unless: /control-plane has initialized successfully/,
			},
		),
		decisive(
			'a kubeconfig outside the home folder is refused or missing',
			/(\/etc\/(kubernetes(?!\/(manifests|pki|(bootstrap-)?kubelet\.conf))|rancher(?!\/\S+\.yaml[^\n]{0,80}permission denied))\S*|\/var\/(lib|snap)\/(?!kubelet)\S*kube\S*|\/var\/snap\/microk8s\S*)[^\n]{0,80}(permission denied|no such file|not a directory|read-only|cannot|not found)|\/root\/\.kube\S*[^\n]{0,80}(permission denied|not a directory|read-only)|(mkdir|open|stat) \/etc\/(kubernetes(?!\/(bootstrap-)?kubelet\.conf)|rancher(?!\/\S+\.yaml[^\n]{0,80}permission denied))|mkdir \/root\/\.kube/i,
		),
		{
			says: 'the kubeconfig would have to be made in a home folder of somebody else',
			pattern:
				/kubeconfig[^\n]{0,160}mkdir (\/home\/[^\s/:]+|\/Users\/[^\s/:]+|\/root|\/etc[^\s:]*|[A-Z]:\\[^:\n]*): (permission denied|read-only|access is denied|operation not supported)/i,
			weight: 0.9,
		},
		decisive('the path still holds ~ or $HOME', /(stat|open|not found:?) [^\s:]{0,40}(\$\{?HOME\}?|%USERPROFILE%|~)[\\/]\.?kube\S*: /i),
		decisive(
			'the home folder is taken for the root of a drive',
			/(?<![A-Za-z])[A-Z]:[\\/]{1,2}\.kube[\\/][^\n]*(cannot find|no such|denied|not ready)/,
		),
		decisive(
			'a kubeconfig is taken for a folder that holds one',
			/\bkube-?config(\.ya?ml)?[\\/]+\.kube[\\/]|\.kube[\\/]+config[\\/]+(\.kube|config)\b/i,
			{ with: /cannot find|no such|not (found|exist)|not a directory/i },
		),
		decisive(
			'the kubeconfig would be written into a folder of the system',
			/writing kubeconfig: [^\n]{0,60}([A-Z]:\\Windows|\/etc\/(?!rancher))/i,
		),
		hint(
			'somebody looked where KUBECONFIG leads',
			/(echo|cat|ls -l|printenv) ["$%{]{0,3}KUBECONFIG|^KUBECONFIG=(?!\S*[\\/]\.kube[\\/]config\s*$)\S/m,
		),
		strong(
			'what is in a kubeconfig was taken for the name of one',
			/(apiVersion|kind|server|clusters?|users?|contexts?|[\w-]+-data)[^\n]*: file name too long/i,
		),
		decisive(
			'kubectl warns of a file that only KUBECONFIG can have named',
			// client-go prints this only where the variable is set and none of its files is there.
			/Config not found: (?!(\/home\/[^/\s]+|\/Users\/[^/\s]+|\/root|~|[A-Z]:[\\/]Users[\\/][^\n\\/]+)[\\/]\.kube[\\/]config\b)\S+/i,
		),
		strong(
			'the kubeconfig that was named, not the usual one, is not there',
			/(cluster unreachable|kubeconfig|kube-?config)[^\n]{0,60}\b(stat|open) (?!\S*([\\/]\.kube[\\/]config|bootstrap-kubelet\.conf)\b)\S+: (no such file|The system cannot find)/i,
			{ unless: /bootstrap-kubelet/ },
		),
		strong(
			'KUBECONFIG names a file that is not there or not a file',
			/(\$\{?KUBECONFIG|KUBECONFIG ?=|^KUBECONFIG: |KUBECONFIG (env\w* )?var\w*|error loading config file "(?![^"\n]*[\\/]\.kube[\\/]config")[^"\n]+": [^\n]*(cannot find|no such)|env\w* (var\w* )?\W?KUBECONFIG)[^\n]{0,80}(invalid|wrong|does not exist|is (not )?set|unset|points|no such|bad)|(stat|open|read) [^\n]{0,80}kube\S*[^\n]{0,20}(is a directory|file name too long|invalid argument|The filename, directory name, or volume label syntax is incorrect)|error loading config file[^\n]*(is a directory|The handle is invalid|Incorrect function)|CreateFile [^\n]{0,160}kube[^\n]{0,80}(The filename, directory name|volume label syntax)|HOST_KUBECONFIG_WRITE|HOST_KUBECNOFIG_UNSET|error loading config file[^\n]{0,200}(yaml: |illegal base64|cannot unmarshal|json parse error|couldn't get version|invalid character|unexpected end)|error loading config file "[^"]*[;:][^"\\/][^"]*"/i,
		),
	],
	topic: /KUBECONFIG|admin\.conf|\/etc\/kubernetes|\/etc\/rancher|k3s\.yaml|\/root\/\.kube|loading config file|is a directory|export/i,
	fixes: [
		{
			says: 'Unset KUBECONFIG (and take it out of your shell profile), then start again. Never with sudo.',
			commands: ['unset KUBECONFIG', 'minikube start'],
		},
		{
			says: "Clear KUBECONFIG (also in the system's environment settings), then start again.",
			commands: ['Remove-Item Env:KUBECONFIG', 'minikube start'],
			on: ['windows'],
		},
	],
	wizard: 'Shows which kubeconfig is in force, and where that comes from.',
});
