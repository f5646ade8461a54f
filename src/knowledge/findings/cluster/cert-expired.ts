import { decisive, entry, likely, strong } from '../../entry.js';

export const clusterCertExpired = entry({
	id: 'cluster.cert-expired',
	cause: 'cert-expired',
	layer: 'cluster',
	title: "The cluster's own certificates have run out.",
	looks:
		'W0216 04:53:26.504305    1251 certs.go:524] WARNING: could not validate bounds for certificate apiserver-kubelet-client: the certificate has expired: NotBefore: 2020-12-04 22:13:05 +0000 UTC, NotAfter',
	means: 'Kubernetes makes its certificates for one year. A cluster that was left alone for longer cannot talk to itself any more.',
	told: 'Two plausible dates, and only this cluster. If public servers look expired as well, the clock is wrong.',
	signs: [
		{
			says: 'the certificate ended before now',
			pattern:
				/certificate has expired or is not yet valid: current time \S+ is after|could not validate bounds for certificate|NotAfter[^\n]{0,80}(is after|expired|current)|certificates?[^\n]{0,40}(has|have) (been )?expired(?! or is not yet valid)|expired certificates?|not signed by CA certificate(?![^\n]*verification error)|tls: expired certificate|certificate[^\n]{0,20}expired (on|at|since)|CERT_HAS_EXPIRED|GUEST_UNSIGNED_CERT|RESIDUAL TIME[\s\S]{0,300}?<invalid>/i,
			weight: 0.8,
			unless: /not valid yet/i,
		},
		strong(
			'a certificate that the cluster made itself was read, with its dates',
			/Issuer: CN ?= ?(kubernetes|minikubeCA|etcd-ca|front-proxy-ca)\b[\s\S]{0,200}Not After/i,
			{ with: /certificate[^\n]{0,40}expired/i },
		),
		strong('the dates of a certificate were read after it had been refused', /notAfter=/, { with: /Unauthorized|expired/i }),
		likely(
			'a certificate of the cluster looks expired',
			/certificate has expired or is not yet valid|tls: bad certificate|certificate expired/i,
		),
		strong(
			'kubeadm renews or complains of its certificates',
			/error execution phase certs\/(?![^\n]*(verification error|is valid for|no space|denied|read-only|is before))|kubeadm certs renew/i,
		),
		decisive('the kubelet finds its own certificate expired', /part of the existing bootstrap client certificate[^\n]*is expired/i),
	],
	against: [
		{
			says: "a public server's certificate cannot be the cluster's",
			pattern:
				/(https:\/\/|lookup )\S*(k8s\.io|gcr\.io|docker\.(io|com)|quay\.io|ghcr\.io|github\S*\.com|googleapis\.com|npmjs\.org|ubuntu\.com|debian\.org|mcr\.)/i,
			weight: 0.6,
		},
	],
	symptomOf: ['clock-skew'],
	topic:
		/expired?|NotAfter|NotBefore|renew\w*|kubeadm certs|bootstrap client|certificate has expired|is after|apiserver-\S{1,20}|client\.crt|certs\.go|one year|a year|openssl x509|noout|certs\b|kubelet-client/i,
	fixes: [
		{
			says: 'Make the cluster anew; --all --purge where old files survive. Save data in its volumes first.',
			commands: ['minikube delete', 'minikube start', 'minikube delete --all --purge'],
		},
	],
	wizard: 'Reads the dates of the certificates while it inspects, and says so before anything waits for a server that cannot answer.',
});
