import { decisive, entry } from '../../entry.js';

export const registryRateLimited = entry({
	id: 'registry.rate-limited',
	cause: 'registry-rate-limited',
	layer: 'docker',
	title: 'The registry refuses further downloads for now.',
	looks:
		'8ab51050211316ae7062b170f1ad901 in docker.io/kubeshark/hub: toomanyrequests: You have reached your pull rate limit. You may increase the limit by authenticating and upgrading: https://www.docker.com/i',
	means: 'Docker Hub counts pulls by address and account. Inside the cluster pulls are anonymous, even when you are logged in on the host.',
	told: 'It answers, with "too many requests" (429).',
	signs: [
		decisive(
			'the registry says "too many requests"',
			/toomanyrequests|too many requests|(pull|request|API) rate limit|rate[- ]limit(ed|ing)? (exceeded|reached)|exceeded[^\n]{0,30}rate limit|(status|HTTP|code|error|response)[^\n\d]{0,12}\b429\b(?! ?ms)|\b429\b Too|(https?:\/\/|registry|docker\.io|ghcr\.io|quay\.io|HEAD request)[^\n]{0,200}: 429\b|(pull|download) (limit|quota)|(hit|reached|exceed\w*)[^\n]{0,20} (rate|pull|download|request) (limit|quota)|reached your (unauthenticated )?(pull|request)/i,
			{ unless: /insufficient_quota|exceeded your current quota|RESOURCE_EXHAUSTED/ },
		),
	],
	topic: /rate ?limit\w*|quota|\b429\b|toomany\w*|too many requests|unauthenticated|pull limit|throttl\w*|increase-rate|authenticat\w+/i,
	fixes: [
		{
			says: 'Log in and load the image from the host, give the pods a pull secret, use a mirror, or wait some hours.',
			commands: [
				'docker login',
				'docker pull IMAGE && minikube image load IMAGE',
				'minikube start --registry-mirror=https://mirror.example',
			],
		},
	],
	wizard: 'Builds on the host, where your login counts, and loads the images into the cluster.',
});
