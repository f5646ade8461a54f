import { decisive, entry } from '../../entry.js';

export const appApiUrlBaked = entry({
	id: 'app.api-url-baked',
	layer: 'access',
	title: 'The web page asks for its API at an address that the browser cannot use.',
	looks: "Access to fetch at 'http://localhost:8000/api/todos' from origin 'http://192.168.49.2:30080' has been blocked by CORS policy",
	means:
		'The address of the API was written into the page when it was built. In the cluster the page comes from elsewhere, so that address leads to nobody, or to a server that does not expect this page.',
	told: 'The browser says it, not a pod: the page is there, and only its requests fail.',
	signs: [
		decisive('a server does not expect this page', /has been blocked by CORS policy|Cross-Origin Request Blocked/),
		decisive(
			"the page asks this machine, where the API's port is not open",
			/(fetch|XHR|axios|AxiosError|Failed to fetch|NetworkError when attempting)[\s\S]{0,300}http:\/\/(localhost|127\.0\.0\.1):\d+\/\S*|http:\/\/(localhost|127\.0\.0\.1):\d+\/\S+ net::ERR_CONNECTION_REFUSED[\s\S]{0,300}(fetch|axios|XHR)/i,
			{ with: /net::ERR_CONNECTION_REFUSED|Failed to fetch|Network ?Error/i },
		),
		decisive('the browser is sent to a name that only the cluster knows', /https?:\/\/[a-z][\w-]*(:\d+)?\/\S* net::ERR_NAME_NOT_RESOLVED/i),
	],
	topic: /\bCORS\b|preflight|Access-Control-Allow-Origin|net::ERR_NAME_NOT_RESOLVED|AxiosError/,
	fixes: [
		{
			says: 'Let the page ask its own address ("/api"), and let the web server in front of it pass that on; then build the page anew.',
			commands: ['grep -rn "http://localhost" frontend/src', 'docker build --no-cache -t NAME frontend'],
		},
	],
	wizard: 'Builds a page that asks its own address, whatever that is, and tries it through the public one.',
});
