import { entry, hint } from '../../entry.js';

export const registryTlsIntercepted = entry({
	id: 'registry.tls-intercepted',
	cause: 'registry-tls-intercepted',
	layer: 'docker',
	title: 'Something between here and the internet replaces certificates.',
	looks:
		'[ERROR ImagePull]: failed to pull image k8s.gcr.io/kube-apiserver:v1.13.3: output: Error response from daemon: Get https://k8s.gcr.io/v2/: x509: certificate signed by unknown authority',
	means:
		'A company proxy or a virus scanner opens encrypted connections and signs them anew. Docker, the cluster and builds do not know its certificate authority.',
	told: '"Unknown authority" or "self-signed". An expired or too early date would point at the clock.',
	signs: [
		{
			says: 'the certificate of a server is signed by an authority that is not known here',
			pattern:
				/certificate signed by unknown authority|(?<!Generat(ed|ing) (a )?)self[- ]signed certificate|unable to get local issuer certificate|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_(VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT(_LOCALLY)?)|DEPTH_ZERO_SELF_SIGNED_CERT|CERTIFICATE_VERIFY_FAILED|SSL certificate problem|certificate verify failed|SEC_E_UNTRUSTED_ROOT|CRYPT_E_(NO_REVOCATION_CHECK|REVOCATION_OFFLINE)|0x8009201[23]|0x80090325|UntrustedRoot|PartialChain|UnknownIssuer|certificate is not standards compliant|doesn't have a known issuer|relies on legacy Common Name|certificate is valid for [^\n]{0,120}, not \S+\.(io|com|org|net|dev)\b|certificate chain was issued by an authority that is not trusted|PKIX path building failed|(?<!developer )certificate (is )?not trusted|unable to verify the first certificate|Could not (validate|verify) (the )?(SSL|TLS)? ?certificate|certificate (issuer|authority)[^\n]{0,20}(unknown|not trusted)|No system certificates available|server certificate verification failed/i,
			weight: 0.87,
			unless:
				/failed calling webhook|failed to call webhook|candidate authority certificate "(minikubeCA|kubernetes|kube-ca)|Unable to connect to the server: (tls: failed to verify certificate: )?x509|certificate has expired/i,
		},
		hint(
			'a company product stands in the connection',
			/zscaler|netskope|fortigate|forcepoint|bluecoat|corporate (proxy|ca|root)|MITM|ssl inspection/i,
		),
	],
	symptomOf: ['clock-skew'],
	topic:
		/x509|certificate\w*|\bCA\b|authority|self[- ]signed|trust\w*|\bSSL\b|zscaler|verify|issuer|schannel|corporate|unknown authority|company/i,
	fixes: [
		{
			says: 'Give the root certificate of your network to the cluster, or pull on the host and load the image.',
			commands: [
				'mkdir -p ~/.minikube/certs && cp company.pem ~/.minikube/certs/',
				'minikube delete && minikube start --embed-certs',
				'todo-k8s-setup --ca-file company.pem',
			],
			docs: 'https://minikube.sigs.k8s.io/docs/handbook/untrusted_certs/',
		},
	],
	wizard: 'Passes the authority that you name (--ca-file) on to every build and download.',
});
