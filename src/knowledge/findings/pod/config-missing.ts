import { decisive, entry, likely, strong } from '../../entry.js';

export const podConfigMissing = entry({
	id: 'pod.config-missing',
	cause: 'config-or-secret-missing',
	layer: 'rollout',
	title: 'The pod waits for a Secret or ConfigMap, or a key in it, that does not exist.',
	looks: 'aegis-workload-demo-76f5f7dc46-vfldl   0/1     CreateContainerConfigError   0          62s',
	means: 'Kubernetes does not create the container before its settings are there. It waits, and goes on by itself once they are.',
	told: 'The container was never created, so it has no log.',
	signs: [
		{
			says: 'the container is not made for minutes: mostly something that it mounts is missing',
			pattern: /^[ \t]*\S+[ \t]+0\/\d+[ \t]+ContainerCreating[ \t]+0[ \t]+\d+[mhd]/m,
			weight: 0.35,
		},
		decisive('the container cannot be created without its settings', /CreateContainerConfigError/i),
		decisive(
			'a Secret, a ConfigMap or a key is not there',
			/(secrets?|configmaps?) "?[\w./-]+"? (not found|does not exist|is forbidden(?!: User "system:node))|couldn't find key \S+ in (Secret|ConfigMap)|references non-existent (secret|config) key|(secret|configmap)s?[^\n]{0,40}not found|non-existent (secret|config)|(key|secret|configmap) "?\S+"? (does not exist|not found) in (secret|configmap|namespace)/i,
		),
		strong(
			'a volume of settings cannot be mounted',
			/MountVolume\.SetUp failed for volume[^\n]*(secret|config|not found|not registered)|Unable to retrieve some image pull secrets|(failed to sync|unable to (fetch|get|find)) (secret|configmap)/i,
			{ unless: /Started container|Ready:[ \t]+True/ },
		),
		likely(
			'volumes were waited for in vain, and by their names they hold settings',
			/unmounted volumes=\[[^\]\n]*(secret|config|cert|tls|cred|env)/i,
		),
	],
	topic:
		/secrets? "|configmaps? "|CreateContainerConfigError|envFrom|secretKeyRef|configMapKeyRef|couldn't find key|MountVolume\S{0,8}|FailedMount|non-existent|secret\w*|configmaps?|imagePullSecrets/i,
	fixes: [
		{
			says: 'Create it in this namespace, or correct the name and the key. No restart is needed.',
			commands: ['kubectl get secrets,configmaps -n NAMESPACE', 'kubectl create secret generic NAME --from-literal=KEY=…'],
		},
	],
	wizard: 'Creates its own Secret with every key, and puts a missing one back when it is run again.',
});
